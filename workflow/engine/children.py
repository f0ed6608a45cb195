"""Child cases: wanted by an effect, opened and ended in their own time, and what their end does to the parent. Pure.

A child is wanted in the decision that moves its parent, so that the parent knows of it before it is opened
(definitions/README.md, "Child cases").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.case import Case, Child, ChildStatus, PersonRole
from workflow.definition.children import AFTER_CHILD, fires_after_child
from workflow.definition.model import Definition, Effect, Privacy
from workflow.definition.placeholders import all_fields
from workflow.effect_requests import CancelChild, EffectRequest, FireTransition, OpenChild
from workflow.engine.confide import UPLOADS, commitment, personal_value
from workflow.engine.facts import fits
from workflow.events import ChildCancelled, ChildEnded
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.values import Json, PersonalValue

_ABOUT_THE_CASE = ("outcome", "reference")
"""What `returns` may name besides the child's own fields and inputs."""


def wanted(effect: Effect, definition: Definition, moment: Moment, number: int) -> Child:
    """The child of a `child` effect, which is the effect number `number` of its transition."""
    names = {one.name for one in all_fields(definition)}
    return Child(
        id=_identifier(moment, number),
        request_type=str(effect.data["request_type"]),
        wait=str(effect.data.get("wait", "none")),
        batch=moment.command,
        wanted=moment.now,
        fields=_pairs(effect.data.get("fields"), names),
        returns=_texts(effect.data.get("returns")),
        applicant=str(effect.data.get("applicant", "")),
    )


def opening(case: Case, moment: Moment, number: int) -> Iterator[EffectRequest]:
    """The request that opens the child wanted by effect number `number`, if it was wanted."""
    child = case.child(_identifier(moment, number))
    if child is not None:
        yield OpenChild(id=moment.derived_id(f"open.{child.id}"), case=case.id, child=child.id)


def awaited(case: Case) -> tuple[Child, ...]:
    """The children the case still waits for. Of those that any one may answer, none once one has."""
    ended = {one.batch for one in case.children if one.wait == "any" and one.status is ChildStatus.ENDED}
    return tuple(
        one
        for one in case.children
        if one.status in (ChildStatus.WANTED, ChildStatus.OPEN)
        and (one.wait == "all" or (one.wait == "any" and one.batch not in ended))
    )


def form_of(child: Child, parent: Case, personal: Mapping[str, Json], definition: Definition) -> dict[str, Json]:
    """The child's form, filled from what its parent has. Photos and files stay with the parent."""
    types = {one.name: one.type for one in definition.form}
    form: dict[str, Json] = {}
    for name, source in child.fields.items():
        value = _value(parent, source, personal)
        if value is not None and types.get(name) not in UPLOADS:
            form[name] = value
    return form


def applicant_of(
    child: Child, parent: Case, personal: Mapping[str, Json], definition: Definition, surroundings: Surroundings
) -> dict[str, Json]:
    """The same person, or the town itself: said by the effect, else the town where the child is an inner matter."""
    inner = definition.kind.value in ("internal", "order")
    if child.applicant == "town" or (not child.applicant and inner):
        town = surroundings.town
        return {"kind": "organisation", "organisation": town.body or town.name, "informed": False}
    prefix = f"{PersonRole.APPLICANT.value}."
    person = parent.person(PersonRole.APPLICANT)
    given = {name.removeprefix(prefix): value for name, value in personal.items() if name.startswith(prefix)}
    return {**given, "kind": person.kind, "contact_by": person.contact_by} if person else given


def ended(
    child: Child, ended_case: Case, personal: Mapping[str, Json], definition: Definition, moment: Moment
) -> tuple[ChildEnded, tuple[PersonalValue, ...]]:
    """What the parent hears of its child: the outcome, and the values that `returns` names.

    `personal` and `definition` are the child's; what is personal there stays personal here.
    """
    fields = {one.name: one for one in all_fields(definition)}
    values: dict[str, Json] = {}
    places: dict[str, str] = {}
    kept: list[PersonalValue] = []
    for name, source in child.returns.items():
        field = fields.get(source)
        value = _value(ended_case, source, personal)
        if value is None and source in _ABOUT_THE_CASE:
            value = getattr(ended_case, source)
        if value is None or (field is not None and field.type in UPLOADS):
            continue
        if source not in ended_case.places:
            values[name] = value
            continue
        words = personal_value(
            f"child.{child.id}.{name}",
            value,
            moment,
            sensitive=field is not None and field.privacy is Privacy.SENSITIVE,
        )
        values[name], places[name] = {"sealed": commitment(words)}, words.name
        kept.append(words)
    event = ChildEnded(child=child.id, at=moment.now, outcome=ended_case.outcome, values=values, places=places)
    return event, tuple(kept)


def after_an_end(definition: Definition, case: Case, moment: Moment) -> tuple[EffectRequest, ...]:
    """The transition that waited for the children, once nothing is awaited any more; `case` knows of the end."""
    if awaited(case) or not any(one.wait != "none" for one in case.children):
        return ()
    return tuple(_fired(definition, case, moment))[:1]


def cancelled(case: Case, moment: Moment) -> tuple[tuple[ChildCancelled, ...], tuple[EffectRequest, ...]]:
    """What becomes of awaited children when their parent ends without them: nobody waits, those open are told."""
    gone = awaited(case)
    events = tuple(ChildCancelled(child=one.id, at=moment.now) for one in gone)
    requests = tuple(
        CancelChild(id=moment.derived_id(f"cancel.{one.id}"), case=one.id, parent=case.id)
        for one in gone
        if one.status is ChildStatus.OPEN
    )
    return events, requests


def _fired(definition: Definition, case: Case, moment: Moment) -> Iterator[EffectRequest]:
    for one in definition.transitions_from(case.state):
        if fires_after_child(definition, one) and fits(one.when, case):
            yield FireTransition(
                id=moment.derived_id(f"fire.{one.name}.{AFTER_CHILD}"),
                case=case.id,
                name=one.name,
                from_state=case.state,
            )


def _value(case: Case, name: str, personal: Mapping[str, Json]) -> Json:
    place = case.places.get(name)
    return case.values.get(name) if place is None else personal.get(place)


def _identifier(moment: Moment, number: int) -> UUID:
    return moment.derived_id(f"child.{number}")


def _pairs(mapped: Json, names: set[str]) -> dict[str, str]:
    """The child's field → ours; a pair whose key alone is ours was written the other way round."""
    found: dict[str, str] = {}
    for key, value in _texts(mapped).items():
        theirs, ours = (value, key) if value not in names and key in names else (key, value)
        found[theirs] = ours
    return found


def _texts(mapped: Json) -> dict[str, str]:
    return {str(key): str(value) for key, value in mapped.items()} if isinstance(mapped, Mapping) else {}
