"""Draws QR codes as small SVG pictures, and recognises its own drawings."""

import re

import segno

_OURS = re.compile(
    r'<svg width="[0-9.]+mm" height="[0-9.]+mm" viewBox="0 0 [0-9]+ [0-9]+" class="qr" role="img">'
    r'<path fill="#fff" d="M0 0h[0-9]+v[0-9]+h-[0-9]+z"/>'
    r'<path class="qr-dark" fill="#000" d="[-MmhvlzZ0-9. ]+"/></svg>'
)
_QUIET_ZONE = 4  # modules, ISO/IEC 18004


def qr_svg(text: str) -> str:
    """A QR code of `text` at error correction M, 22 mm wide, as inline SVG with a white quiet zone."""
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(scale=1, border=_QUIET_ZONE)[0]
    dark = "".join(
        f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(code.matrix)
        for x, length in _runs(row)
    )
    return (
        f'<svg width="22mm" height="22mm" viewBox="0 0 {size} {size}" class="qr" role="img">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path class="qr-dark" fill="#000" d="{dark}"/></svg>'
    )


def is_drawing_of_ours(text: str) -> bool:
    """Whether this markup is a drawing made by `qr_svg`, and nothing else."""
    return _OURS.fullmatch(text) is not None


def _runs(row: bytearray) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            runs.append((start, x - start))
            start = None
    return runs
