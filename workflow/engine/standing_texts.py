"""Standing texts: ready sentences for the boxes officials fill again and again, with what is known of the case put in.

Pure. A box is an input by its name, or `resolution` for the words of an instruction. The definition's texts come before
the town's own; where the applicant reads the box in another language, its translations come first of all. What is not
known yet stands as «…», for whoever uses the text looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from zoneinfo import ZoneInfo

from workflow.case import Case, PersonRole
from workflow.definition.model import Definition, Transition
from workflow.definition.standing_names import RESOLUTION, STANDING_NAMES, standing_path
from workflow.engine.calendar import local_date
from workflow.engine.wording import values_of

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_UNKNOWN = "…"
_OWN = "uk"
"""The language of the definition itself."""


class StandingTexts:
    """The texts of one case's transitions: what is known of the case is looked up once, and only for a text that asks.

    `town` holds the town's own texts by box; its `zone` says what a day is.
    """

    def __init__(self, definition: Definition, case: Case, town: Mapping[str, tuple[str, ...]], zone: ZoneInfo) -> None:
        self._definition = definition
        self._case = case
        self._town = town
        self._zone = zone

    def of(self, transition: Transition) -> Mapping[str, tuple[str, ...]]:
        """Box → its texts, for the boxes that `transition` has; boxes without a text are left out."""
        boxes = [one.name for one in transition.input]
        if transition.resolution is not None:
            boxes.append(RESOLUTION)
        offered = {one: texts for one in boxes if (texts := (*self._ours(one), *self._town.get(one, ())))}
        return {box: tuple(dict.fromkeys([self._filled(one) for one in texts])) for box, texts in offered.items()}

    def _ours(self, box: str) -> tuple[str, ...]:
        own = self._definition.standing_texts.get(box, ())
        if not own or self._language == _OWN or box not in self._told:
            return own
        said = (self._definition.text(standing_path(box, index), self._language) for index in range(len(own)))
        return (*(one for one in said if one), *own)

    @cached_property
    def _language(self) -> str:
        """The applicant's."""
        found = (one.language for one in self._case.people if one.role is PersonRole.APPLICANT)
        return next(found, _OWN)

    @cached_property
    def _told(self) -> frozenset[str]:
        """Boxes whose words reach the applicant as they stand: in a message, or in a sentence of the status page."""
        texts = self._definition.texts.values()
        told = [*(one.link for one in texts), *(one.citizen for one in self._definition.states.values())]
        return frozenset(name for words in told for name in _NAME.findall(words))

    def _filled(self, text: str) -> str:
        if "{" not in text:
            return text
        return _NAME.sub(lambda found: self._known.get(found.group(1)) or _UNKNOWN, text)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        case = self._case
        found = {
            **values_of(case, self._zone),
            "title": self._definition.title,
            "street": case.street or "",
            "received": local_date(case.opened, self._zone).strftime("%d.%m"),
        }
        return {name: found.get(name, "") for name in STANDING_NAMES}
