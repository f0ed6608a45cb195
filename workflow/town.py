"""The town around the cases: its settings, units, people of the town hall, substitutions. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from workflow.filing_plan import PlannedFile
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A department. `dative` and `phone` go on papers; `head` is the username answering for it."""

    id: str
    name: str
    body: str = ""
    phone: str = ""
    head: str | None = None
    control: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody of the town hall. `name` is «Ім'я Прізвище», `position` the actual one."""

    username: str
    name: str
    position: str
    roles: frozenset[str]
    unit: str | None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """`acting` stands in for `absent` from `since` (inclusive) until `until` (exclusive), by an order."""

    absent: str
    acting: str
    since: datetime
    until: datetime
    order_number: str
    order_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A body outside the town hall that cases are forwarded to. `about` says what belongs to it."""

    id: str
    name: str
    address: str = ""
    email: str = ""
    phone: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One municipality's settings (a file in the demo, rows later)."""

    municipality: int
    name: str
    host: str
    zone: str
    phone: str
    jurisdiction: str
    """id of the calendar that says which days are working days"""
    office: str
    """id of the calendar whose hours count when a clock names none"""
    body: str = ""
    offices: Mapping[str, str] = field(default_factory=dict)
    streets: Mapping[str, str] = field(default_factory=dict)
    """former street name → present one"""
    routing: tuple[Mapping[str, str], ...] = ()
    """rows {category, street?, unit}: the first that fits proposes the unit"""
    population: int | None = None
    """people who live here: thresholds of votes follow from it"""
    addressees: tuple[Addressee, ...] = ()
    """the register of bodies that cases are forwarded to"""
    quiet_from: str = "21:00"
    quiet_until: str = "08:00"
    """no SMS between these hours of the town's clock; the same twice: at any hour"""
    idle_days: int = 10
    """so many days without anybody's movement, though in time, and a case is called idle"""
    files: tuple[PlannedFile, ...] = ()
    """the filing plan; what definitions name beside it is added as it comes"""
    standing_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """the town's own ready sentences for all services, by the input they go into; `resolution` for instructions"""

    def addressee(self, identifier: str) -> Addressee | None:
        """The body of that id, or None."""
        return next((one for one in self.addressees if one.id == identifier), None)

    def file(self, index: str) -> PlannedFile | None:
        """The line of the filing plan with that index, or None."""
        return next((one for one in self.files if one.index == index), None)


class SecondFactorKind(StrEnum):
    """What somebody proves themselves with beside the password: codes by RFC 6238, or a WebAuthn credential."""

    TOTP = "totp"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """One factor of one account. `sealed` is its secret under the server's key, `credential` a passkey's own id,
    `counter` the last time step or signature count that was taken."""

    id: UUID
    username: str
    kind: SecondFactorKind
    sealed: bytes = field(repr=False)
    credential: bytes | None = None
    counter: int = 0


quicken(StaffMember)
