"""Every table in one place, so that `METADATA` is whole: migrations and the architecture tests compare against it."""

from __future__ import annotations

from sqlalchemy import MetaData

from store.tables import (
    alarms,
    attachments,
    attempts,
    cases,
    ceremonies,
    deadlines,
    erasures,
    history,
    idempotency,
    incidents,
    keys,
    links,
    messages,
    papers,
    personal,
    post,
    publications,
    registers,
    resolutions,
    seals,
    sessions,
    slots,
    staff,
    substitutions,
    timers,
    towns,
    units,
    work_items,
)
from store.tables.table import Table

FAMILIES = (
    alarms,
    attachments,
    attempts,
    cases,
    ceremonies,
    deadlines,
    erasures,
    history,
    idempotency,
    incidents,
    keys,
    links,
    messages,
    papers,
    personal,
    post,
    publications,
    registers,
    resolutions,
    seals,
    sessions,
    slots,
    staff,
    substitutions,
    timers,
    towns,
    units,
    work_items,
)
METADATA: MetaData = Table.metadata
