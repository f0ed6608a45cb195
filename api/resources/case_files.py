"""The case file: `GET …/file`, everything one case is as a ZIP that is readable without us."""

from __future__ import annotations

import tempfile

from flask import Response

from api.routes import Routes
from documents.package import write_package
from gate.case_file import case_file, file_name
from gate.case_file_material import CaseFile
from gate.doors import application, doors, reading
from gate.policies import Policy
from gate.sight import closed_to_reader, hidden_of, seen_with_values, shown_values
from gate.tenant import current_municipality
from store.queries.effect_reads import certificates_of
from workflow.errors import NotPermitted

routes = Routes("case_files", "Case files: index, history with seals, papers and attachments in one package.")

_SEAL = "seal"
_IN_MEMORY = 8 * 1024 * 1024


@routes.get("/cases/<reference>/file", policy=Policy.STAFF, content_type="application/zip")
def get_case_file(reference: str) -> Response:
    """Everything of a case that the reader may read, as a ZIP"""
    seen = seen_with_values(reference)
    if not seen.personal_open:
        raise NotPermitted("not_permitted")
    # Of a long case what is seen are the values of today; its file holds all there have been.
    every = shown_values(seen.case)
    around = application().surroundings(current_municipality())
    with reading() as look, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as out:
        made = CaseFile(
            case=seen.case,
            definition=application().definitions.pinned(seen.case.definition),
            personal=every,
            hidden=hidden_of(seen.case),
            closed=closed_to_reader(seen.case),
            town=around.town.body or around.town.name,
            zone=around.zone,
            now=application().clock.now(),
            storage=doors().storage,
            certificates=certificates_of(look, _SEAL),
            templates=doors().printing.templates,
        )
        write_package(out, case_file(made, look))
        out.seek(0)
        data = out.read()
    named = f'attachment; filename="{file_name(seen.case)}"'
    return Response(data, mimetype="application/zip", headers={"Content-Disposition": named})
