"""Pictures for the demo: holes in asphalt, patches, sheets of paper. Drawn, so nobody's photo is shipped."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

_SIZE = (960, 720)
_ASPHALT, _HOLE, _PATCH, _SHEET = (96, 97, 99), (38, 36, 34), (58, 59, 61), (246, 244, 238)


def hole(seed: int) -> bytes:
    """A hole in a road, as JPEG."""
    dice = random.Random(seed)  # noqa: S311 - a picture, not a secret
    picture = _road(dice)
    draw = ImageDraw.Draw(picture)
    x, y, wide, high = dice.randint(300, 480), dice.randint(280, 400), dice.randint(180, 300), dice.randint(90, 150)
    for step in range(14):
        shade = tuple(part - step for part in _HOLE)
        inset = step * 4
        draw.ellipse((x + inset, y + inset // 2, x + wide - inset, y + high - inset // 2), fill=shade)
    return _jpeg(picture.filter(ImageFilter.GaussianBlur(1.2)))


def patch(seed: int) -> bytes:
    """The same place repaired."""
    dice = random.Random(seed)  # noqa: S311 - a picture, not a secret
    picture = _road(dice)
    draw = ImageDraw.Draw(picture)
    x, y = dice.randint(260, 420), dice.randint(260, 360)
    draw.rectangle((x, y, x + 320, y + 190), fill=_PATCH, outline=(30, 30, 30), width=4)
    return _jpeg(picture.filter(ImageFilter.GaussianBlur(0.8)))


def sheet(seed: int) -> bytes:
    """A page of a paper, too small to read."""
    dice = random.Random(seed)  # noqa: S311 - a picture, not a secret
    picture = Image.new("RGB", (720, 960), _SHEET)
    draw = ImageDraw.Draw(picture)
    for line in range(24):
        draw.line((80, 140 + line * 30, 80 + dice.randint(380, 560), 140 + line * 30), fill=(90, 90, 100), width=5)
    return _jpeg(picture)


def _road(dice: random.Random) -> Image.Image:
    grain = Image.effect_noise((_SIZE[0] // 2, _SIZE[1] // 2), 28).resize(_SIZE)
    base = Image.new("RGB", _SIZE, tuple(part + dice.randint(-8, 8) for part in _ASPHALT))
    return Image.blend(base, grain.convert("RGB"), 0.22)


def _jpeg(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "JPEG", quality=80)
    return made.getvalue()
