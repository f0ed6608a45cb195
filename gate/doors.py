"""What both doors reach for: the application, its reading database, the document storage and the gate's settings, per
process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from documents.inspection.pool import InspectionPool
from documents.storage.port import ContentStore
from gate.gate_settings import GateSettings
from gate.printing import Printing
from gate.tenant import current_municipality
from store.reading import Glance, Reading
from store.session import Database
from store.unit_of_work import UnitsOfWork
from store.vault import Vault
from workflow.definition.finding import Finding
from workflow.service import Application

_NAME = "sprava"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Plugged in once by `runtime`. `link_key` makes the tokens of status links, `report_key` seals the addresses that
    providers report to; `units` begins transactions for `gate/ahead.py` alone; `printing` makes cards and journals,
    `inspection` reads foreign files, `checker` a published bundle; `scanner` is clamd's address, None without one."""

    application: Application
    database: Database
    storage: ContentStore
    settings: GateSettings
    link_key: bytes
    report_key: bytes
    units: UnitsOfWork
    printing: Printing
    inspection: InspectionPool
    checker: Callable[[bytes], Sequence[Finding]]
    scanner: str | None = None


def plug_doors(app: Flask, doors: Doors) -> None:
    """Hands everything to the views of `app`."""
    app.extensions[_NAME] = doors


def doors() -> Doors:
    """Everything, inside a request."""
    return cast("Doors", current_app.extensions[_NAME])


def application() -> Application:
    """The write door."""
    return doors().application


def glance() -> Glance:
    """One statement's answer from the municipality of the request, in one round trip."""
    return doors().database.glance(current_municipality())


def vault() -> Vault:
    """Opens sensitive values, for those who may see them."""
    return doors().database.vault


def reading() -> AbstractContextManager[Reading]:
    """A read-only look into the municipality of the request."""
    return doors().database.reading(current_municipality())
