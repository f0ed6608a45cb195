"""Who may sign a paper next: one role after another, or of a group any who have not signed yet. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.actor import Actor
from workflow.case import NamedSigner, Paper, PaperSignature, PaperStatus


def next_signers(paper: Paper) -> tuple[str, ...]:
    """The roles of which any may sign now (`seal` for the seal); none when nothing is wanted."""
    if paper.status not in (PaperStatus.DRAFT, PaperStatus.TO_SIGN):
        return ()
    place = next((one for one in paper.signatures if one.at is None), None)
    if place is None:
        return ()
    given = {one.role for one in fellows(paper, place) if one.at is not None}
    return tuple(role for role in place.of if role not in given) if place.of else (place.role,)


def next_signer(paper: Paper) -> str | None:
    """The first of them, or None."""
    return next(iter(next_signers(paper)), None)


def fellows(paper: Paper, place: PaperSignature) -> tuple[PaperSignature, ...]:
    """The signatures of the same group as `place`; of no group, none."""
    return tuple(one for one in paper.signatures if place.of and one.of == place.of)


def has_signed(actor: Actor, paper: Paper) -> bool:
    """Whether the actor is of the group that signs now and has signed already: of a group everybody signs once."""
    place = next((one for one in paper.signatures if one.at is None), None)
    given = fellows(paper, place) if place is not None else ()
    return any(one.by == actor.username for one in given if one.at is not None)


def printed_roles(paper: Paper) -> tuple[tuple[str, ...], ...]:
    """Whose names stand on the paper, in order, seals left out: for each step one role, or all of its group."""
    return tuple(_steps(paper))


def named_next(paper: Paper) -> tuple[NamedSigner, ...]:
    """Of the people whose names stand on the paper, those of whom any may sign now."""
    wanted, start = next_signers(paper), 0
    given = sum(one.at is not None for one in paper.signatures)
    for step, last in zip(_steps(paper), _ends(paper), strict=True):
        if given < last:
            names = paper.named[start : start + len(step)]
            return tuple(one for one in names if len(step) == 1 or one.role in wanted)
        start += len(step)
    return ()


def unsigned(one: PaperSignature) -> PaperSignature:
    """The same place without its signature."""
    return PaperSignature(role=one.of[0] if one.of else one.role, of=one.of)


def _steps(paper: Paper) -> Iterator[tuple[str, ...]]:
    before: tuple[str, ...] = ()
    for one in paper.signatures:
        if one.role != "seal" and not (one.of and one.of == before):
            yield one.of or (one.role,)
        before = one.of


def _ends(paper: Paper) -> Iterator[int]:
    """How many signatures there are when each step is over."""
    people = [one for one in paper.signatures if one.role != "seal"]
    for number, one in enumerate(people, 1):
        if number == len(people) or not (one.of and people[number].of == one.of):
            yield number
