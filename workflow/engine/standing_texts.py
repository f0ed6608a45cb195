"""Standing texts: ready sentences for the boxes officials fill again and again, with what is known of the case put in.

Pure. A box is an input by its name, or `resolution` for the words of an instruction. The definition's texts come before
the town's own. What is not known yet stands as «…», for whoever uses the text looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from workflow.case import Case
from workflow.definition.model import Definition, Transition
from workflow.definition.standing_names import RESOLUTION, STANDING_NAMES
from workflow.engine.calendar import local_date
from workflow.engine.wording import values_of

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_UNKNOWN = "…"


def standing_texts(
    definition: Definition, transition: Transition, case: Case, town: Mapping[str, tuple[str, ...]], zone: ZoneInfo
) -> Mapping[str, tuple[str, ...]]:
    """Box → its texts, for the boxes that `transition` has; boxes without a text are left out."""
    boxes = [one.name for one in transition.input]
    if transition.resolution is not None:
        boxes.append(RESOLUTION)
    offered = {one: (*definition.standing_texts.get(one, ()), *town.get(one, ())) for one in boxes}
    if not any(offered.values()):
        return {}
    known = _known(definition, case, zone)
    return {
        box: tuple(dict.fromkeys(_NAME.sub(lambda found: known.get(found.group(1)) or _UNKNOWN, one) for one in texts))
        for box, texts in offered.items()
        if texts
    }


def _known(definition: Definition, case: Case, zone: ZoneInfo) -> Mapping[str, str]:
    values = values_of(case, zone)
    found = {
        **values,
        "title": definition.title,
        "street": case.street or "",
        "received": local_date(case.opened, zone).strftime("%d.%m"),
    }
    return {name: found.get(name, "") for name in STANDING_NAMES}
