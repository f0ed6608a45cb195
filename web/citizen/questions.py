"""Which questions a filing asks, in their order, one a page: the form's fields, what follows from the place, then who
asks. Names with a hyphen are no field's.
"""

from __future__ import annotations

from collections.abc import Sequence

from web.citizen.draft import Draft
from web.filing import Filed, facts_of
from web.form_reading import UPLOADS
from workflow.definition.condition import holds
from workflow.definition.model import Definition, Field, FieldType

WHICH_PLACE = "which-place"
NEAR_BY = "near-by"
ABOUT_YOU = "about-you"
TO_SEND = "to-send"


def questions(definition: Definition, draft: Draft, *, doubtful_place: bool, near_by: bool) -> tuple[str, ...]:
    """Names in order. `doubtful_place`: the photo was taken elsewhere than was typed; `near_by`: others told of it."""
    asked = [one.name for one in definition.form if is_asked(one, definition, draft.filed)]
    after = max((asked.index(one) for one in _about_place(definition) if one in asked), default=-1) + 1
    extra = [name for name, wanted in ((WHICH_PLACE, doubtful_place), (NEAR_BY, near_by)) if wanted]
    return (*asked[:after], *extra, *asked[after:], *((ABOUT_YOU,) if asks_who(definition) else ()))


def is_asked(field: Field, definition: Definition, filed: Filed) -> bool:
    """Whether what was answered so far makes `field` a question at all."""
    return field.when is None or holds(field.when, facts_of(filed))


def asks_who(definition: Definition) -> bool:
    """Whether anything is asked about the people."""
    rule = definition.applicant
    wanted = rule.ask | rule.may_give | {one.what for one in rule.ask_when}
    return bool(wanted - {"nothing", "eid"})


def next_question(asked: Sequence[str], draft: Draft, after: str | None = None) -> str:
    """The first open question behind `after`, else the first open one, else the last look before sending."""
    start = asked.index(after) + 1 if after in asked else 0
    return next((one for one in (*asked[start:], *asked[:start]) if one not in draft.answered), TO_SEND)


def question_before(asked: Sequence[str], name: str) -> str | None:
    """What stands before it."""
    place = len(asked) if name == TO_SEND else asked.index(name) if name in asked else 0
    return asked[place - 1] if place > 0 else None


def question_of(path: str) -> str:
    """The question a field's path belongs to."""
    return path.removeprefix("form.") if path.startswith("form.") else ABOUT_YOU


def takes_photos(definition: Definition) -> bool:
    """Whether a photo may say where."""
    return any(one.type in UPLOADS for one in definition.form)


def _about_place(definition: Definition) -> list[str]:
    if not any(one.type is FieldType.PLACE for one in definition.form):
        return []
    return [one.name for one in definition.form if one.type is FieldType.PLACE or one.type in UPLOADS]
