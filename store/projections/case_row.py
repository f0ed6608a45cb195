"""The row of a case: its document and the columns lists filter by. Pure."""

from __future__ import annotations

from datetime import datetime

from store.projections.near_cell import near_cell
from store.projections.own_terms import due, late, promise
from store.row_json import TableRow
from store.row_parameters import update
from store.tables.cases import CaseRow
from store.upsert import insert
from workflow.case import Case

# What a move changes, and what changes seldom: each statement stays one, and most are short.
_MOVING = (
    "state",
    "outcome",
    "closed",
    "recorded",
    "version",
    "sequence",
    "unit",
    "assignee",
    "due",
    "promise",
    "late",
    "head",
    "work",
)
_SELDOM = (
    "request_type",
    "definition",
    "urgent",
    "main",
    "reopened",
    "street",
    "cell",
    "latitude_e7",
    "longitude_e7",
    "published",
    "transferred",
    "filed",
)
INSERT = insert(CaseRow)
MOVE = update(CaseRow, _MOVING, document="body")
UPDATE = update(CaseRow, (*_MOVING, *_SELDOM), document="body")


def only_moved(before: Case, case: Case) -> bool:
    """Whether `MOVE` and `moved_row` say everything that differs."""
    return _standing(before) == _standing(case)


def moved_row(case: Case, head: bytes, work: bytes, recorded: datetime) -> TableRow:
    """Key and columns of `MOVE`. `head` is the newest history row's hash, `work` the digest of the work items. Without
    `body`: `case_row_body`."""
    assignment = case.assignment
    return {
        "municipality": case.municipality,
        "id": case.id,
        "state": case.state,
        "outcome": case.outcome,
        "closed": case.closed,
        "recorded": recorded,
        "version": case.version,
        "sequence": case.sequence,
        "unit": assignment.unit if assignment else None,
        "assignee": assignment.username if assignment else None,
        "due": due(case),
        "promise": promise(case),
        "late": late(case),
        "head": head,
        "work": work,
    }


def case_row(case: Case, head: bytes, work: bytes, recorded: datetime) -> TableRow:
    """The whole row, without `body`."""
    located = case.latitude_e7 is not None and case.longitude_e7 is not None
    return {
        **moved_row(case, head, work, recorded),
        "reference": case.reference,
        "request_type": case.request_type,
        "definition": case.definition,
        "channel": case.channel,
        "opened": case.opened,
        "urgent": case.urgent,
        "main": case.main,
        "reopened": case.reopened,
        "street": case.street,
        "cell": near_cell(case.latitude_e7 or 0, case.longitude_e7 or 0) if located else None,
        "latitude_e7": case.latitude_e7,
        "longitude_e7": case.longitude_e7,
        "published": case.published,
        "transferred": case.programme is not None,
        "filed": case.filed is not None,
    }


def _standing(case: Case) -> tuple[object, ...]:
    return (
        case.request_type,
        case.definition,
        case.urgent,
        case.main,
        case.reopened,
        case.street,
        case.latitude_e7,
        case.longitude_e7,
        case.published,
        case.programme is not None,
        case.filed is not None,
    )
