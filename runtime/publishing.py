"""Publishes folders of definitions into a town, each by itself: one with a mistake holds up no other, and is seen.

What was refused is told by a log line and by an incident, which is settled once the same folder is sound again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from runtime.boot import Runtime
from runtime.checker_tools import checker_tools
from runtime.publishing_plan import ONLY_TEXTS, PublishingPlan, Ruling, impacts, mistakes_of, ruling
from runtime.surroundings_files import SHIPPED
from store.queries.incidents import open_incidents
from store.queries.publications import newest_publication
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.publish_definition import PublishDefinition
from workflow.commands.raise_incident import RaiseIncident
from workflow.commands.settle_incident import SettleIncident
from workflow.commands.start_migration import StartMigration
from workflow.definition.bundle import Bundle
from workflow.definition.check_paths import check_paths
from workflow.definition.definition_files import MAIN, read_folder
from workflow.definition.finding import Level
from workflow.definition.load import load_files
from workflow.definition.model import Definition
from workflow.definition.shared_parts import SharedParts, read_shared_parts
from workflow.errors import Conflict, DefinitionError

REFUSED = "definition_refused"
KIND = "publish_definition"
DEFINITIONS = SHIPPED.parent
_LOG = logging.getLogger(__name__)
_NAMESPACE = UUID("6f1d0c1e-5d0b-5a3e-9a5e-7f0c2b8d4e11")
_MOST_MISTAKES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A folder looked at: sound with `definition` and `bundle`, or with every mistake in words."""

    name: str
    mistakes: tuple[str, ...] = ()
    definition: Definition | None = None
    bundle: Bundle | None = None


def examine_root(root: Path = DEFINITIONS) -> tuple[Examined, ...]:
    """Every folder of `root` that holds a request type, by name."""
    # What definitions share is read once for all of them: it takes longer than reading any of them.
    read_shared = cache(read_shared_parts)
    return tuple(examine_folder(one.parent, read_shared) for one in sorted(root.glob(f"*/{MAIN}")))


def examine_folder(folder: Path, read_shared: Callable[[Path], SharedParts] = read_shared_parts) -> Examined:
    """Checks and loads one folder; `_shared` beside it counts, else the shipped one. Raises nothing."""
    name = folder.absolute().name
    report = check_paths((folder,), shipped=DEFINITIONS, tools=checker_tools(), read_shared=read_shared)
    errors = [f"line {one.line}: {one.code}: {one.message}" for one in report.findings if one.level is Level.ERROR]
    mistakes = (*report.unreadable, *errors)
    if mistakes:
        return Examined(name=name, mistakes=mistakes)
    beside = folder.absolute().parent / "_shared"
    try:
        shared = read_shared(beside if beside.is_dir() else SHIPPED)
        definition, bundle = load_files(read_folder(folder), shared.files)
    except DefinitionError as error:
        return Examined(name=name, mistakes=(f"{error.code}: {error.data.get('message', '')}",))
    except OSError as error:
        return Examined(name=name, mistakes=(error.strerror or type(error).__name__,))
    return Examined(name=name, definition=definition, bundle=bundle)


def publish(runtime: Runtime, municipality: int, found: Examined, plan: PublishingPlan | None = None) -> Examined:
    """Puts a sound one in force; back comes the same, or what the town's own publications have against it.

    Running cases whose version differs in texts alone come along by themselves, others as `plan` says: a migration is
    ordered, and whoever called or the worker carries it out. One that would be refused publishes nothing.
    """
    if found.definition is None or found.bundle is None:
        return found
    definition = found.definition
    wanted = plan or PublishingPlan()
    code = objection(runtime, municipality, found)
    if code is not None:
        return Examined(name=found.name, mistakes=(code,))
    again = plan is None and _in_force(runtime, municipality, definition)
    ruled = Ruling() if again else ruling(impacts(runtime, municipality, definition), wanted)
    mistakes = mistakes_of(runtime, municipality, definition, wanted, ruled)
    if mistakes:
        return Examined(name=found.name, mistakes=mistakes)
    application, actor = runtime.application, system(municipality)
    try:
        application.execute(actor, PublishDefinition(definition=definition, bundle=found.bundle.to_bytes()))
        if ruled.migrated:
            application.execute(
                actor,
                StartMigration(
                    request_type=definition.request_type,
                    to=definition.version,
                    reason=wanted.reason or ONLY_TEXTS,
                    states=wanted.states,
                    leave_others=wanted.leave_others,
                    sources=ruled.migrated,
                ),
            )
    except Conflict as error:
        return Examined(name=found.name, mistakes=(error.code,))
    return found


def _in_force(runtime: Runtime, municipality: int, definition: Definition) -> bool:
    with runtime.database.reading(municipality) as look:
        newest = newest_publication(look, definition.request_type)
    return newest is not None and newest.digest == definition.digest


def objection(runtime: Runtime, municipality: int, found: Examined) -> str | None:
    """The code `publish` would refuse a sound one with, writing nothing."""
    assert found.definition is not None
    with runtime.database.reading(municipality) as look:
        newest = newest_publication(look, found.definition.request_type)
    if newest is None or newest.digest == found.definition.digest or newest.version < found.definition.version:
        return None
    return "version_published" if newest.version == found.definition.version else "version_not_increased"


def show(runtime: Runtime, municipality: int, found: Iterable[Examined]) -> None:
    """Makes the town's open incidents say which definitions are refused."""
    with runtime.database.reading(municipality) as look:
        shown = {one.effect: one.id for one in open_incidents(look) if one.kind == KIND}
    for one in found:
        effect = uuid5(_NAMESPACE, f"{municipality}:{one.name}")
        if one.mistakes:
            _LOG.error("definition %s is refused: %s", one.name, "; ".join(one.mistakes[:_MOST_MISTAKES]))
            runtime.application.execute(
                system(municipality),
                RaiseIncident(
                    effect=effect,
                    case=None,
                    kind=KIND,
                    reason=REFUSED,
                    data={"definition": one.name, "mistakes": list(one.mistakes[:_MOST_MISTAKES])},
                ),
            )
        elif effect in shown:
            runtime.application.execute(system(municipality), SettleIncident(incident=shown[effect], how="drop"))


def show_shipped(runtime: Runtime) -> None:
    """Looks at the folders on this disk, which a start has just come with, and shows refused ones in every town."""
    found = examine_root()
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    for municipality in municipalities:
        show(runtime, municipality, found)
