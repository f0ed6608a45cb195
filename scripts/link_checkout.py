# ruff: noqa: INP001 (a script of its own, not a package)
"""Makes this checkout importable in its own virtual environment and puts the `sprava` command there.

What an editable installation would do, without a build step: that would download a build tool outside the hashed lock.
"""

import stat
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A `#!` line ends at the first space of a path and after 127 letters; read by the shell, it does not (so writes pip).
COMMAND = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from runtime.cli import main

if __name__ == "__main__":
    sys.exit(main())
"""


def link_checkout() -> None:
    """Writes `sprava.pth` and `bin/sprava` into the environment of the Python that runs this."""
    paths = sysconfig.get_paths()
    (Path(paths["purelib"]) / "sprava.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = Path(paths["scripts"]) / "sprava"
    command.write_text(COMMAND.format(python=Path(paths["scripts"]) / "python"), encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    link_checkout()
