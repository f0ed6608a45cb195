"""Text that nothing of ours can keep: PostgreSQL holds no NUL, and nothing can be encoded with a lone surrogate in it.

Refused at the gate in address, query and a page's form, with the field's name. The API reads its own bodies: JSON asks
`is_keepable` (api/body.py), and an upload's form has no texts that are kept.
"""

from __future__ import annotations

import re

from flask import Flask, request
from werkzeug.datastructures import MultiDict

from gate.csrf import SAFE
from gate.problems import GateRefusal

_NOWHERE_KEPT = re.compile("[\\x00\\ud800-\\udfff]")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def is_keepable(text: str) -> bool:
    """Whether a text can be stored, printed and sent."""
    return _NOWHERE_KEPT.search(text) is None


def plug_plain_text(app: Flask) -> None:
    """Checks every request that has passed the sign-in: 404 by its address, 422 by its query and form."""

    @app.before_request
    def refuse() -> None:
        asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # once, not at each question
        if asked.endpoint is None:
            return
        if not is_keepable(asked.path):
            raise GateRefusal("not_found")
        if asked.query_string:
            _refuse_fields(asked.args)
        # Reading the form takes the body away from whoever reads it as it came.
        if asked.method not in SAFE and asked.mimetype in _FORMS and not asked.path.startswith("/api/"):
            _refuse_fields(asked.form)


def _refuse_fields(given: MultiDict[str, str]) -> None:
    wrong = {
        name if is_keepable(name) else "body"
        for name, text in given.items(multi=True)
        if not (is_keepable(name) and is_keepable(text))
    }
    if wrong:
        raise GateRefusal("invalid_input", errors=dict.fromkeys(sorted(wrong), ("not_plain",)))
