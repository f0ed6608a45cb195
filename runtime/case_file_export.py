"""Writes a case file from the command line: whoever runs the machine may take everything along."""

from __future__ import annotations

from pathlib import Path

from documents.package import write_package
from effects.keyring import SEAL
from gate.case_file import case_file
from gate.case_file_material import CaseFile
from runtime.boot import Runtime
from runtime.record_templates import record_templates
from runtime.surroundings_files import SHIPPED
from store.queries.effect_reads import case_by_reference, certificates_of, personal_values


def export_case_file(runtime: Runtime, municipality: int, reference: str, output: Path) -> None:
    """The package at `output`, written beside it first: a half one never stands there.

    Raises NotFound(`unknown_case`), NotStored, StorageDamaged, OSError.
    """
    around = runtime.application.surroundings(municipality)
    beside = output.with_name(output.name + ".part")
    try:
        with runtime.database.reading(municipality) as look, beside.open("wb") as out:
            case = case_by_reference(look, reference)
            made = CaseFile(
                case=case,
                definition=runtime.application.definitions.pinned(case.definition),
                personal=personal_values(look, case.id),
                hidden=frozenset(),
                closed=frozenset(),
                town=around.town.body or around.town.name,
                zone=around.zone,
                now=runtime.clock.now(),
                storage=runtime.toolbox.contents,
                certificates=certificates_of(look, SEAL),
                templates=record_templates(SHIPPED),
            )
            write_package(out, case_file(made, look))
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
