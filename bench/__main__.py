"""`python -m bench [NAMES…] [--rounds N] [--json]`: measures, and says what is reached.

It is no test: it always ends with 0.
"""

from __future__ import annotations

import argparse
import sys

from bench import case_read, ceremony, decide, document, long_case, signature, transition, verification
from bench.report import as_json, table

BENCHMARKS = {
    "transition": transition.run,
    "case_read": case_read.run,
    "long_case": long_case.run,
    "decide": decide.run,
    "document": document.run,
    "signature": signature.run,
    "ceremony": ceremony.run,
    "verification": verification.run,
}
_ROUNDS = 7


def main() -> None:
    """Runs the benchmarks asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="interleaved rounds that count")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    lines = []
    for name in asked.names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        lines += BENCHMARKS[name](asked.rounds)
    print(as_json(lines) if asked.json else table(lines))


if __name__ == "__main__":
    main()
