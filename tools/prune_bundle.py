"""Take out of a bundle what its functions never read, or tell what it weighs.

``python prune_bundle.py FOLDER`` · ``python prune_bundle.py --size FOLDER``

botocore brings the description of every service of AWS, selectolax its C sources, wheels their own tests and notes.
"""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from pathlib import Path

KEPT_SERVICES = {"s3", "dynamodb", "events", "sqs", "sts"}
"""What the functions call, and what credentials of a role may need."""
USELESS_SUFFIXES = {".c", ".h", ".pyx", ".pxd", ".pxi", ".pyi", ".cpp"}
# Not "docs": botocore.docs is code that botocore imports.
USELESS_FOLDERS = {"tests", "examples", "__pycache__"}
# zstandard carries two bindings; CPython takes the one that is compiled against it, and this is the other.
USELESS_PREFIXES = ("_cffi.",)
# Only the local room needs these; the functions never import them.
USELESS_ROOMS = ("presscut/local", "presscut/cli")


def prune(bundle: Path) -> None:
    data = bundle / "botocore" / "data"
    if data.is_dir():
        for service in data.iterdir():
            if service.is_dir() and service.name not in KEPT_SERVICES:
                shutil.rmtree(service)
    shutil.rmtree(bundle / "boto3" / "examples", ignore_errors=True)
    for room in USELESS_ROOMS:
        shutil.rmtree(bundle / room, ignore_errors=True)
    for path in sorted(bundle.rglob("*"), reverse=True):
        if path.is_dir() and path.name in USELESS_FOLDERS:
            shutil.rmtree(path)
        elif path.is_file() and (path.suffix in USELESS_SUFFIXES or path.name.startswith(USELESS_PREFIXES)):
            path.unlink()


def size(bundle: Path) -> tuple[float, float]:
    """Megabytes (10^6 bytes): unpacked, and as the zip that Lambda gets."""
    files = [path for path in bundle.rglob("*") if path.is_file()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(bundle))
    return sum(path.stat().st_size for path in files) / 1e6, packed.tell() / 1e6


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--size"]:
        unpacked, packed = size(Path(arguments[1]))
        sys.stdout.write(f"{unpacked:.1f} MB unpacked, {packed:.1f} MB zipped\n")
    else:
        prune(Path(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
