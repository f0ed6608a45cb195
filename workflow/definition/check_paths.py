"""Checks what lies on the disk: a root of definitions, one folder, or one YAML file.

`_shared` and `PUBLISHED` are looked for beside the path; without a `_shared` there the shipped one is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workflow.definition.check import Surroundings, Tools, check
from workflow.definition.definition_files import MAIN, DefinitionFiles, read_file, read_folder
from workflow.definition.finding import Finding, Level
from workflow.definition.published import read_published
from workflow.definition.shared_parts import SharedParts, read_shared_parts
from workflow.errors import DefinitionError

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`checked`: how many definitions. `unreadable`: what could not be read at all, in words."""

    findings: tuple[Finding, ...]
    checked: int
    unreadable: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 without errors, 1 with errors, 2 when something could not be read."""
        if self.unreadable:
            return 2
        return int(any(one.level is Level.ERROR for one in self.findings))


@dataclass(frozen=True, slots=True)
class _Found:
    files: DefinitionFiles
    root: Path


def check_paths(
    paths: Iterable[Path],
    *,
    shipped: Path,
    tools: Tools,
    read_shared: Callable[[Path], SharedParts] = read_shared_parts,
) -> Report:
    """Check every definition under `paths`; `shipped` is the installation's own root, and the default.

    `read_shared` is asked once per `_shared` folder: whoever checks folder by folder gives one that remembers.
    """
    shared: dict[Path, SharedParts] = {}
    findings: list[Finding] = []
    unreadable: list[str] = []
    checked = 0
    for path in list(paths) or [shipped]:
        try:
            for found in _definitions(path):
                around = _around(found.root, shipped, shared, read_shared)
                findings += check(found.files, around, tools)
                checked += 1
        except (OSError, _Unreadable) as error:
            unreadable.append(f"{path}: {error.strerror if isinstance(error, OSError) else error}")
    return Report(findings=tuple(findings), checked=checked, unreadable=tuple(unreadable))


class _Unreadable(Exception):
    """There is nothing to check here."""


def _definitions(path: Path) -> Iterator[_Found]:
    if path.is_dir() and (path / MAIN).exists():
        yield _Found(read_folder(path), path.absolute().parent)
    elif path.is_dir():
        yield from _of_root(path)
    elif path.is_file() and path.suffix not in _YAML:
        raise _Unreadable("neither a folder nor a YAML file")
    else:
        root = _root_of(path.absolute())
        yield _Found(read_file(path, in_root=(root / "_shared").is_dir() and path.name == MAIN), root)


def _of_root(path: Path) -> Iterator[_Found]:
    folders = [one for one in sorted(path.iterdir()) if one.is_dir() and not one.name.startswith((".", "_"))]
    if not folders:
        raise _Unreadable("no definition is here")
    for folder in folders:
        yield _Found(read_folder(folder), path.absolute())


def _root_of(file: Path) -> Path:
    """The folder that holds `_shared` for a lone file: beside it, or beside its folder."""
    return file.parent if (file.parent / "_shared").is_dir() or file.name != MAIN else file.parent.parent


def _around(
    root: Path, shipped: Path, known: dict[Path, SharedParts], read_shared: Callable[[Path], SharedParts]
) -> Surroundings:
    folder = root / "_shared"
    if not folder.is_dir():
        folder = shipped / "_shared"
    if folder not in known:
        try:
            known[folder] = read_shared(folder)
        except DefinitionError as error:
            raise _Unreadable(f"{folder}: {error.code} {dict(error.data)}") from None
    ledger = root / "PUBLISHED"
    published = read_published(ledger.read_text(encoding="utf-8", errors="replace")) if ledger.is_file() else {}
    offered = frozenset(one.parent.name for place in (root, shipped) for one in place.glob(f"*/{MAIN}"))
    return Surroundings(shared=known[folder], published=published, offered=offered)
