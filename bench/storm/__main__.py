"""``make storm``: exits with 1 unless nothing was lost, doubled, phantom or stuck."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from bench.storm.fate import SeededFate
from bench.storm.findings import Finding
from bench.storm.history import made_up
from bench.storm.inspection import inspect
from bench.storm.report import VERDICTS, figures, table, told
from bench.storm.sandboxes import Retries
from bench.storm.simulation import Simulation
from bench.storm.world import World, embedded_world

_SHOWN: int = 40


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    is_right = True
    results = []
    with embedded_world() as world:
        for seed in range(options.seed, options.seed + options.seeds):
            world.empty()
            of, findings = _storm(world, options, seed)
            results.append(of)
            is_right = is_right and not findings
            print(f"Seed {seed}\n\n{table(of)}\n", file=sys.stderr)
            if findings:
                print(told(findings[:_SHOWN]), file=sys.stderr)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    total = {verdict: sum(of[verdict] for of in results) for verdict in VERDICTS}
    print(", ".join(f"{verdict} {count}" for verdict, count in total.items()))
    return 0 if is_right else 1


def _storm(world: World, options: argparse.Namespace, seed: int) -> tuple[dict[str, Any], list[Finding]]:
    fate = SeededFate(seed, faults=options.faults, killed_by_line=options.kills, late_writes=not options.no_late_writes)
    operations = made_up(seed, options.keys, options.events, large=options.large)
    simulation = Simulation(
        world,
        operations,
        fate,
        workers=options.workers,
        sdk_retries=options.sdk_retries,
        retention_days=options.retention_days,
    )
    simulation.run()
    findings = inspect(simulation)
    parameters = {name: getattr(options, name) for name in ("workers", "large", "sdk_retries", "retention_days")}
    return {"seed": seed} | parameters | figures(simulation, findings), findings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.storm", description=__doc__)
    parser.add_argument("--keys", type=int, default=300, help="objects of the inbox (%(default)s)")
    parser.add_argument("--events", type=int, default=3000, help="what happens to them (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="decides everything; equal storms are equal (%(default)s)")
    parser.add_argument("--seeds", type=int, default=1, help="so many storms, from that seed on (%(default)s)")
    parser.add_argument("--faults", type=float, default=0.1, help="share of calls that meet one (%(default)s)")
    parser.add_argument("--kills", type=float, default=0.08, help="share of invocations killed at a line (%(default)s)")
    parser.add_argument("--large", type=float, default=0.05, help="share of articles too large for a row (%(default)s)")
    parser.add_argument("--workers", type=int, default=4, help="invocations at once (%(default)s)")
    parser.add_argument("--retention-days", type=int, default=30, help="of revisions; 0 is for ever (%(default)s)")
    parser.add_argument("--sdk-retries", choices=get_args(Retries), default="mixed", help="botocore's (%(default)s)")
    parser.add_argument("--no-late-writes", action="store_true", help="no write takes effect after its client gave up")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
