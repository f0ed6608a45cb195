"""What the checker says of a version that is in force: its own files among the shared parts of this installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from runtime.checker_tools import checker_tools
from workflow.definition.bundle import bundle_from_bytes
from workflow.definition.check import Surroundings, check
from workflow.definition.definition_files import MAIN, DefinitionFiles
from workflow.definition.finding import Finding
from workflow.definition.shared_parts import SharedParts, read_shared_parts

_KEPT = 64


class PublishedCheck:
    """Asked by digest, remembered for ever: the files under a digest never change."""

    def __init__(self, shared: Path) -> None:
        self._shared = lru_cache(maxsize=1)(lambda: read_shared_parts(shared))
        self._found = lru_cache(maxsize=_KEPT)(self._check)

    def __call__(self, content: bytes) -> tuple[Finding, ...]:
        """Findings in the order of the lines. `content` is a bundle as it was published; raises DefinitionError."""
        return self._found(content)

    def _check(self, content: bytes) -> tuple[Finding, ...]:
        files = bundle_from_bytes(content).files
        shared: SharedParts = self._shared()
        own = {name: text.encode() for name, text in files.items() if not name.startswith("_shared/")}
        around = Surroundings(
            shared=SharedParts(
                laws=shared.laws,
                calendars=shared.calendars,
                booked=shared.booked,
                thresholds=shared.thresholds,
                files={**shared.files, **{name: text for name, text in files.items() if name.startswith("_shared/")}},
            )
        )
        folder = DefinitionFiles(
            name="",
            main=own.get(MAIN),
            templates={name: data for name, data in own.items() if name.startswith("templates/")},
            locales={name: data for name, data in own.items() if name.startswith("locales/")},
            named=False,
        )
        return check(folder, around, checker_tools())
