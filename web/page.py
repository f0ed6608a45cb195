"""Renders a page: the one template environment of the pages, strict about names, with what every page shows around
its own.

What stands here must know no page in particular.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from flask import Response, g, has_request_context, request, url_for
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gate import csrf
from gate.doors import application, doors
from gate.languages import COOKIE, LANGUAGES, current_language
from gate.signin import Account, account
from gate.tenant import current_municipality
from web import dates
from web.map_ground import MapGround, map_ground
from web.staff_menu import staff_menu
from web.street_names import suggested_streets
from web.words import counted, known, words

_TEMPLATES = Path(__file__).parent / "templates"
_YEAR = 365 * 24 * 3600
_LANGUAGE_NAMES = {"uk": "Українська", "en": "English", "ru": "Русский"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the head and foot of a page say of the town; empty where no town is known (a foreign host)."""

    town: str = ""
    phone: str = ""


def page(
    template: str, shared: Mapping[str, object] = MappingProxyType({}), *, status: int = 200, **values: object
) -> Response:
    """The template as an answer, in the reader's language. `shared` holds names that several pages make alike."""
    language = current_language()
    body = environment().get_template(template).render({**_surroundings(language), **shared, **values})
    response = Response(body, status, mimetype="text/html")
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            COOKIE,
            language,
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=doors().settings.https,
        )
    return response


@cache
def environment() -> Environment:
    """Jinja as the pages use it: everything escaped, a missing name is an error."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["url_for"] = url_for
    made.globals["dates"] = dates
    made.globals["staff_menu"] = staff_menu
    return made


def _surroundings(language: str) -> dict[str, object]:
    found = _account()
    return {
        "t": partial(words, language=language),
        "known": partial(known, language=language),
        "counted": partial(counted, language=language),
        "lang": language,
        "languages": [(code, _LANGUAGE_NAMES[code]) for code in LANGUAGES],
        "here": request.path,
        "masthead": _masthead(),
        "streets": suggested_streets,
        "under": map_ground() if has_request_context() else MapGround(),
        "account": found,
        "csrf_field": csrf.FIELD,
        "csrf_token": found.csrf if found is not None and found.csrf is not None else "",
    }


def _account() -> Account | None:
    return account() if "municipality" in g else None


def _masthead() -> Masthead:
    if not has_request_context() or "municipality" not in g:
        return Masthead()
    town = application().surroundings(current_municipality()).town
    return Masthead(town=town.name, phone=town.phone)
