"""A filing on its way: the draft, its definition, what is known about its place. Questions are shown from it."""

from __future__ import annotations

from dataclasses import dataclass

from gate.catalogue import is_public
from gate.doors import application
from gate.languages import current_language
from gate.tenant import current_municipality
from web.citizen.draft import Draft
from web.citizen.questions import WHICH_PLACE, questions
from web.places import Told, is_doubtful, photo_place, place_field, told_near_by
from workflow.definition.model import Definition
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A draft with what its place is known to be: everything a question's page is made of."""

    secret: str
    draft: Draft
    definition: Definition
    language: str
    taken: tuple[str, str] | None
    near_by: tuple[Told, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Its questions in order."""
        field = place_field(self.definition)
        typed = self.draft.filed.form.get(field.name) if field is not None else None
        doubtful = is_doubtful(typed, self.taken) or WHICH_PLACE in self.draft.answered
        return questions(self.definition, self.draft, doubtful_place=doubtful, near_by=bool(self.near_by))


def walk_of(secret: str, draft: Draft) -> Walk:
    """As it stands now. Raises NotFound for a service that is not offered any more."""
    definition, language = public_definition(draft.request_type), current_language()
    return Walk(
        secret=secret,
        draft=draft,
        definition=definition,
        language=language,
        taken=photo_place(definition, draft.filed),
        near_by=told_near_by(definition, draft.filed, language),
    )


def public_definition(request_type: str) -> Definition:
    """The current version with the questions citizens answer; NotFound(`unknown_request_type`)."""
    definition = application().definitions.current(current_municipality(), request_type)
    if not is_public(definition):
        raise NotFound("unknown_request_type")
    return definition.asked_of_citizens()
