"""What is pruned from the functions' bundle, and what must never be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PRUNE = Path(__file__).parents[2] / "tools" / "prune_bundle.py"


def test_pruning_takes_only_what_the_functions_never_read(tmp_path: Path) -> None:
    kept = [
        "botocore/data/s3/service.json",
        "botocore/data/endpoints.json",
        "botocore/docs/__init__.py",  # code that botocore imports, for all its name
        "presscut/service/api.py",
        "zstandard/backend_c.so",
    ]
    pruned = ["botocore/data/ec2/service.json", "selectolax/lexbor.c", "presscut/local/stack.py", "zstandard/_cffi.so"]
    for name in kept + pruned:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    subprocess.run([sys.executable, str(PRUNE), str(tmp_path)], check=True)
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(kept)
