"""The one uploaded file of a multipart request, read within its limit."""

from __future__ import annotations

from contextlib import closing

from flask import request

from gate.problems import GateRefusal

PART = "file"


def read_upload(most: int) -> bytes:
    """The bytes of the part `file`; GateRefusal `not_multipart`, `invalid_input`, `too_large`."""
    if request.mimetype != "multipart/form-data":
        raise GateRefusal("not_multipart")
    given = request.files.getlist(PART)
    if len(given) != 1:
        raise GateRefusal("invalid_input", errors={PART: ("required" if not given else "too_many",)})
    unknown = (set(request.files) | set(request.form)) - {PART, "csrf_token"}
    if unknown:
        raise GateRefusal("invalid_input", errors={name[:100]: ("unknown_key",) for name in sorted(unknown)})
    with closing(given[0]) as file:
        data = file.stream.read(most + 1)
    if len(data) > most:
        raise GateRefusal("too_large")
    if not data:
        raise GateRefusal("invalid_input", errors={PART: ("required",)})
    return data
