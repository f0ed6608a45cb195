"""The filing plan: `GET /filing-plan`, the cases in a file, the yearly closing, and the inventory as CSV or PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.case_view import words
from api.routes import Answer, Routes
from api.schemas.filing_plan import ClosingShown, FileCasesQuery, FiledCaseShown, FileShown, InventoryQuery
from api.schemas.lists import YearQuery, listed
from api.writing import perform, reply
from gate.archive_reading import files_in, today, whole_file
from gate.archivists import current_archivist
from gate.doors import application, reading
from gate.filing_words import keep_code
from gate.inventory_sheet import cases_csv, files_csv
from gate.languages import current_language
from gate.policies import Policy
from gate.record_inventory import print_cases, print_files
from gate.tenant import current_municipality
from store.queries.filing_plan import FiledLine, FileLine, cases_in_file
from workflow.commands.close_files import CloseFiles
from workflow.errors import NotFound

routes = Routes("filing-plan", "Files of the filing plan: what lies in them, and their yearly closing.")


@routes.get("/filing-plan", policy=Policy.STAFF, query=YearQuery, answers=listed(FileShown))
def get_filing_plan(query: Mapping[str, Any]) -> Answer:
    """Files of one year with their volumes; for those who keep them"""
    current_archivist()
    return {"items": [_file_view(one) for one in files_in(query["year"] or today().year)], "next": None}


@routes.get("/filing-plan/cases", policy=Policy.STAFF, query=FileCasesQuery, answers=listed(FiledCaseShown))
def get_file(query: Mapping[str, Any]) -> Answer:
    """Cases of one file, in their order"""
    actor = current_archivist()
    with reading() as look:
        page = cases_in_file(look, actor, query["year"], query["index"], cursor=query["cursor"], limit=query["limit"])
    return {"items": [_case_view(one) for one in page.items], "next": page.next}


@routes.get("/filing-plan/inventory.csv", policy=Policy.STAFF, query=InventoryQuery, content_type="text/csv")
def get_inventory_csv(query: Mapping[str, Any]) -> Response:
    """The inventory of a year, or of one of its files, as a table"""
    actor, zone = current_archivist(), application().surroundings(current_municipality()).zone
    year, index = query["year"] or today().year, query.get("index")
    if index is None:
        text, name = files_csv(files_in(year), zone), f"inventory-{year}.csv"
    else:
        _known(year, index)
        text, name = cases_csv((_case_view(one) for one in whole_file(actor, year, index)), zone), f"file-{year}.csv"
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@routes.get("/filing-plan/inventory.pdf", policy=Policy.STAFF, query=InventoryQuery, content_type="application/pdf")
def get_inventory_pdf(query: Mapping[str, Any]) -> Response:
    """The inventory (опис) of a year, or of one of its files, to be printed and signed"""
    actor = current_archivist()
    year, index = query["year"] or today().year, query.get("index")
    if index is None:
        pdf, name = print_files(year, files_in(year)), f"inventory-{year}.pdf"
    else:
        file = _known(year, index)
        pdf, name = print_cases(file, [_case_view(one) for one in whole_file(actor, year, index)]), f"file-{year}.pdf"
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@routes.post("/filing-plan/<int:year>/closing", policy=Policy.STAFF, answers=ClosingShown)
def close_files(year: int) -> Response:
    """Close the files of a year that is over: they take no more cases"""
    return perform(CloseFiles(year=year), lambda executed: reply(ClosingShown, executed.value))


def _known(year: int, index: str) -> FileLine:
    found = next((one for one in files_in(year) if one.index == index), None)
    if found is None:
        raise NotFound("unknown_file")
    return found


def _file_view(one: FileLine) -> dict[str, Any]:
    return {
        "index": one.index,
        "year": one.year,
        "title": one.title,
        "keep": keep_code(one.keep),
        "unit": one.unit,
        "article": one.article,
        "cases": one.cases,
        "closed": one.closed,
        "volumes": one.volumes,
    }


def _case_view(one: FiledLine) -> dict[str, Any]:
    definition = application().definitions.pinned(one.definition)
    return {
        "number": one.number,
        "volume": one.volume,
        "reference": one.reference,
        "request_type": one.request_type,
        "title": words(definition, "title", definition.title, current_language()),
        "opened": one.opened,
        "closed": one.closed,
        "outcome": one.outcome,
        "sheets": one.sheets,
        "kept_until": one.kept_until,
        "taken_out": one.taken_out,
        "erased": one.erased,
    }
