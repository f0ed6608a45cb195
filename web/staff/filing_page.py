"""The filing plan of a year: files and volumes, inventories to print, and the yearly closing."""

from __future__ import annotations

from typing import cast

from flask import Response, redirect, request, url_for

from gate.archive_reading import files_in, today
from gate.archivists import current_archivist
from gate.doors import application, reading
from gate.filing_words import keep_words
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.filing_plan import FileLine
from store.queries.units import all_units
from web import dates
from web.once import fresh_key, perform_once
from web.page import page
from web.staff.case_page import problem_words
from web.words import words
from workflow.commands.close_files import CloseFiles
from workflow.errors import DomainError

_FIRST_YEAR = 1990


@policy(Policy.STAFF)
def filing_plan() -> Response:
    """This year's files unless another is asked."""
    current_archivist()
    this_year = today().year
    text = request.args.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else this_year
    return _shown(year if _FIRST_YEAR <= year <= this_year else this_year)


@policy(Policy.STAFF)
def close_year(year: int) -> Response:
    """Files of a year that is over take no more cases."""
    actor = current_archivist()
    path = url_for("web.filing_plan", year=year, said="done")
    try:
        perform_once(actor, CloseFiles(year=year), lambda _: path)
    except DomainError as error:
        return _shown(year, wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


def _shown(year: int, *, wrong: str = "") -> Response:
    language = current_language()
    files = files_in(year)
    with reading() as look:
        rooms = {one.id: one.name for one in all_units(look)}
    return page(
        "staff/filing_plan.html",
        status=409 if wrong else 200,
        year=year,
        earlier=year - 1,
        later=year + 1 if year < today().year else None,
        files=[_file(one, rooms, language) for one in files],
        cases=sum(one.cases for one in files),
        may_close=year < today().year and any(one.closed is None for one in files),
        key=fresh_key(),
        wrong=wrong,
        said=words("said.done", language) if request.args.get("said") and not wrong else "",
    )


def _file(file: FileLine, rooms: dict[str, str], language: str) -> dict[str, object]:
    zone = application().surroundings(current_municipality()).zone
    return {
        "index": file.index,
        "title": file.title,
        "unit": rooms.get(file.unit or "", ""),
        "keep": " · ".join(part for part in (keep_words(file.keep, language), file.article) if part),
        "cases": file.cases,
        "closed": dates.full_moment(file.closed, zone) if file.closed is not None else "",
        "volumes": [
            {
                "volume": one.volume,
                "cases": one.cases,
                "sheets": one.sheets,
                "until": dates.full_day(one.kept_until) if one.kept_until is not None else "",
                "act": one.act or "",
                "destroyed": one.destroyed is not None,
            }
            for one in file.volumes
        ],
    }
