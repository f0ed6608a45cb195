"""What somebody typed into a form whose session had ended meanwhile: carried through signing in, sent again by them.

It stays in the reader's own browser, in hidden fields: nothing is stored here, and nothing is done before they say so.
Secrets are typed anew. ADR 0507.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request

from gate.csrf import FIELD

NAME = "kept"
_PATH = "kept.path"
_SECRETS = frozenset({"pin", "password", "code", "passkey", "current", "new", FIELD, NAME, _PATH})
_LONGEST = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptForm:
    """`path` of our own that it was sent to, `fields` as pairs; `lost_files` when photos have to be chosen again."""

    path: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    lost_files: bool = False

    @property
    def stands(self) -> bool:
        """Whether anything is kept."""
        return bool(self.path)

    def hidden(self) -> tuple[tuple[str, str], ...]:
        """As hidden fields of the pages of signing in."""
        return ((_PATH, self.path), (NAME, json.dumps([self.fields, self.lost_files]))) if self.stands else ()


NOTHING_KEPT = KeptForm()


def sent_in_vain() -> KeptForm:
    """The form of this request, which came from a page of ours but could not be taken."""
    if request.method != "POST" or not _is_ours(request.path) or not _from_our_page():
        return NOTHING_KEPT
    fields = tuple(
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in _SECRETS and not name.endswith(".pin")
    )
    files = any(one.filename for one in request.files.values())
    return KeptForm(path=request.full_path.rstrip("?"), fields=fields, lost_files=files)


def still_kept() -> KeptForm:
    """What the pages of signing in carried on; nothing for anything else."""
    path, text = request.form.get(_PATH, ""), request.form.get(NAME, "")
    if not _is_ours(path) or len(text) > _LONGEST:
        return NOTHING_KEPT
    try:
        fields, lost_files = json.loads(text)
        pairs = tuple((str(name), str(value)) for name, value in fields)
    except (ValueError, TypeError):
        return NOTHING_KEPT
    return KeptForm(path=path, fields=pairs, lost_files=lost_files is True)


def _is_ours(path: str) -> bool:
    parts = urlsplit(path)
    return path.startswith("/staff/") and not parts.scheme and not parts.netloc and "\\" not in path


def _from_our_page() -> bool:
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host
