"""The judge of HTML itself: the Nu checker, which knows the standard.

`npm install vnu-jar` brings it (`.ci/run` does); VNU_JAR names its file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

JAR = Path(os.environ.get("VNU_JAR") or Path.home() / ".cache/sprava-judges/node_modules/vnu-jar/build/dist/vnu.jar")


def missing() -> str:
    """What is not there; empty where the judge can speak."""
    if shutil.which("java") is None:
        return "no Java on this machine"
    return "" if JAR.is_file() else f"no Nu checker at {JAR}: npm install vnu-jar"


def findings(folder: Path) -> list[str]:
    """What it says of all pages in `folder`, one line each."""
    pages = [str(one) for one in sorted(folder.iterdir())]
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", *pages]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return [
        f"{Path(one['url']).name}: {one['message']}: {one.get('extract', '')[:160]}"
        for one in json.loads(told.stderr)["messages"]
    ]
