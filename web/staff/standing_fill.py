"""Standing texts chosen on a page, put into the boxes they belong to: works without scripts.

The button «Вставити» sends the whole form; nothing is done but the box filled, for the text to be changed before it is
used. Whoever chooses a text and leaves the box empty means that text.
"""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from web.form_reading import typed

_CHOICE = ".standing"


def fill_from_standing_texts() -> bool:
    """Puts what was chosen into the posted form; whether somebody only wanted the box filled."""
    wanted = request.form.get("fill", "")
    posted: MultiDict[str, str] = MultiDict(request.form)
    for name in list(posted):
        if not name.endswith(_CHOICE):
            continue
        box, chosen = name.removesuffix(_CHOICE), typed(posted, name)
        written = typed(posted, box)
        if chosen and (box == wanted or not written):
            posted[box] = f"{written}\n{chosen}" if written else chosen
    request.form = ImmutableMultiDict(posted)
    return bool(wanted)
