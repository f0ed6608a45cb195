"""Finds and runs the scenarios that lie on the disk: of a root of definitions, of one folder, or one scenario file.

`_shared` is looked for beside the definition's folder; without one there the shipped one is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflow.definition.definition_files import MAIN, read_folder
from workflow.definition.load import load_files
from workflow.definition.model import Definition
from workflow.definition.shared_parts import read_shared_parts
from workflow.errors import DefinitionError
from workflow.rehearsal.run_scenario import rehearse
from workflow.rehearsal.scenario import Failure
from workflow.rehearsal.scenario_file import ScenarioRefused, read_scenario
from workflow.rehearsal.stage import Stage, read_stage

FOLDER = "scenarios"
"""Where a definition keeps its scenarios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One scenario file: its definition, its title (empty when it could not be read), what failed, and the transitions
    that were made."""

    definition: str
    file: Path
    title: str
    failures: tuple[Failure, ...]
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """All scenarios that were asked for. `unreadable`: what could not be read at all, in words. `untried`: the
    transitions of each definition that no scenario makes, where a whole folder was played."""

    played: tuple[Played, ...]
    unreadable: tuple[str, ...]
    untried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 when all came as expected, 1 when something failed, 2 when something could not be read."""
        return 2 if self.unreadable else int(any(one.failures for one in self.played))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnStage:
    """A definition that can be played: read whole, with the town around it."""

    folder: Path
    definition: Definition
    stage: Stage


class NotPlayable(Exception):
    """A definition or scenario that cannot be read, in words."""


def run_scenarios(paths: Iterable[Path], *, shipped: Path) -> Rehearsal:
    """Run every scenario under `paths`; `shipped` is the installation's own root, and the default."""
    played: list[Played] = []
    unreadable: list[str] = []
    untried: dict[str, tuple[str, ...]] = {}
    for path in list(paths) or [shipped]:
        try:
            for folder, files in _scenario_files(path):
                here = put_on_stage(folder, shipped=shipped)
                found = [_play(here, file) for file in files]
                played += found
                if path.is_dir():
                    untried |= _untried(here.definition, found)
        except NotPlayable as error:
            unreadable.append(f"{path}: {error}")
        except OSError as error:
            unreadable.append(f"{path}: {error.strerror}")
    return Rehearsal(played=tuple(played), unreadable=tuple(unreadable), untried=untried)


def _untried(definition: Definition, played: Iterable[Played]) -> dict[str, tuple[str, ...]]:
    taken = {name for one in played for name in one.taken}
    left = tuple(dict.fromkeys(one.name for one in definition.transitions if one.name not in taken))
    return {definition.request_type: left} if left else {}


def definition_folders(path: Path) -> tuple[Path, ...]:
    """The folders of definitions under `path`, itself if it is one. Raises NotPlayable for none."""
    if (path / MAIN).is_file():
        return (path,)
    found = tuple(one.parent for one in sorted(path.glob(f"*/{MAIN}")) if not one.parent.name.startswith((".", "_")))
    if not found:
        raise NotPlayable("no definition is here")
    return found


def put_on_stage(folder: Path, *, shipped: Path) -> OnStage:
    """Read a definition with the laws and calendars around it. Raises NotPlayable, OSError."""
    if not (folder / MAIN).is_file():
        raise NotPlayable(f"{folder.name}: there is no {MAIN} in this folder; name the folder of one definition")
    shared = folder.absolute().parent / "_shared"
    shared = shared if shared.is_dir() else shipped / "_shared"
    try:
        definition, _bundle = load_files(read_folder(folder), read_shared_parts(shared).files)
        return OnStage(folder=folder, definition=definition, stage=read_stage(shared))
    except DefinitionError as error:
        words = ", ".join(str(one) for one in error.data.values())
        raise NotPlayable(f"{folder.name}: {error.code}: {words}") from None


def _scenario_files(path: Path) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    if path.is_file():
        yield path.absolute().parent.parent, (path,)
        return
    for folder in definition_folders(path):
        files = tuple(sorted((folder / FOLDER).glob("*.yaml")))
        if files:
            yield folder, files


def _play(here: OnStage, file: Path) -> Played:
    name = here.definition.request_type
    try:
        scenario = read_scenario(file.read_bytes())
    except ScenarioRefused as refused:
        mistakes = tuple(Failure(line=one.line, words=one.message) for one in refused.mistakes)
        return Played(definition=name, file=file, title="", failures=mistakes)
    told = rehearse(here.definition, scenario, here.stage)
    return Played(definition=name, file=file, title=scenario.title, failures=told.failures, taken=told.taken)
