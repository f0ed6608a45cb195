"""A limited process that leaves a file where the rendering leaves its fonts. Not imported by anything."""

import tempfile
from pathlib import Path

from documents.limited.serving import serve_standard_streams


def _answer(request: list[bytes]) -> list[bytes]:
    font = Path(tempfile.mkdtemp(prefix="weasyprint-")) / "font"
    font.touch()
    return [str(font).encode()]


if __name__ == "__main__":
    serve_standard_streams(_answer)
