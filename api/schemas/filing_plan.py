"""The filing plan, what fell due, and erasures."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import Instant, calendar_year, text
from api.schemas.lists import Page, YearQuery
from api.schemas.strict import Shown, Taken


class FileOfYear(Shown):
    """Which file of the plan, and of which year."""

    index = fields.String(required=True)
    year = fields.Integer(required=True)


class TitledFile(FileOfYear):
    """… and what it is; `keep` as in a definition: `5 years`, `forever`."""

    title = fields.String(required=True)
    keep = fields.String(required=True)
    article = fields.String()
    cases = fields.Integer(required=True)


class FiledShown(FileOfYear):
    """Where a finished case lies; `kept_until` is the first day on which it may be destroyed, null: never."""

    volume = fields.Integer(required=True)
    number = fields.Integer(required=True)
    sheets = fields.Integer(required=True)
    at = Instant(required=True)
    kept_until = fields.Date(allow_none=True, required=True)


class Erased(Shown):
    """When everything personal was deleted, and why."""

    at = Instant(required=True)
    ground = fields.String(required=True, metadata={"enum": ["keep_ended", "act", "request"]})


class ErasedShown(Erased):
    """That everything personal was deleted; `act` is the reference of the act that listed it."""

    act = fields.String(allow_none=True)


class InventoryQuery(YearQuery):
    """`index`: the cases of that one file instead of all files."""

    index = text(40)


class FileCasesQuery(Page):
    """Which file of which year."""

    year = calendar_year(required=True)
    index = text(40, required=True)


class VolumeShown(Shown):
    """One volume; `kept_until` null while something in it is kept for ever."""

    volume = fields.Integer(required=True)
    cases = fields.Integer(required=True)
    sheets = fields.Integer(required=True)
    first = fields.Date(allow_none=True)
    last = fields.Date(allow_none=True)
    kept_until = fields.Date(allow_none=True)
    act = fields.String(allow_none=True)
    destroyed = Instant(allow_none=True)


class FileShown(TitledFile):
    """One file of the plan."""

    unit = fields.String(allow_none=True)
    closed = Instant(allow_none=True)
    volumes = fields.List(fields.Nested(VolumeShown), required=True)


class FiledCaseShown(Shown):
    """One line of a file's inventory."""

    number = fields.Integer(required=True)
    volume = fields.Integer(required=True)
    reference = fields.String(required=True)
    request_type = fields.String(required=True)
    title = fields.String()
    opened = Instant()
    closed = Instant(allow_none=True)
    outcome = fields.String(allow_none=True)
    sheets = fields.Integer(required=True)
    kept_until = fields.Date(allow_none=True)
    taken_out = Instant(allow_none=True)
    erased = Instant(allow_none=True)


class ClosingShown(Shown):
    """How many files were closed just now."""

    closed = fields.Integer(required=True)


class VolumeDueShown(TitledFile):
    """A volume whose term is over and that stands on no act."""

    volume = fields.Integer(required=True)
    sheets = fields.Integer(required=True)


class CaseDueShown(FileOfYear):
    """A case in no journal whose term is over: the next run erases it."""

    reference = fields.String(required=True)
    request_type = fields.String(required=True)
    kept_until = fields.Date(required=True)


class ErasureShown(Erased):
    """One line of the list of erasures; `applied` null until the keeper has deleted everything."""

    reference = fields.String(required=True)
    by = fields.String(required=True)
    reason = fields.String()
    applied = Instant(allow_none=True)


class RetentionShown(Shown):
    """What fell due today, and what was erased lately; `case_count` counts all cases, `cases` shows the first."""

    volumes = fields.List(fields.Nested(VolumeDueShown), required=True)
    case_count = fields.Integer(required=True)
    cases = fields.List(fields.Nested(CaseDueShown), required=True)
    erasures = fields.List(fields.Nested(ErasureShown), required=True)


class ErasureTaken(Taken):
    """Why, in words that name nobody: the line stays for ever."""

    reason = text(500, required=True)
