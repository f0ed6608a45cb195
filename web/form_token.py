"""A hidden token for forms of people who are not signed in, made from the page's own address: no session, nothing
stored.

A status link is itself a secret that no other site knows; the token keeps a form bound to the page it was shown on.
"""

from __future__ import annotations

import hashlib
import hmac

from flask import request

from gate.csrf import FIELD
from gate.derived_keys import derived_key
from gate.doors import doors
from gate.problems import GateRefusal
from gate.signin import account


def form_token(subject: str) -> str:
    """The token for forms about `subject`."""
    key = derived_key(doors().settings.secret_key, "page forms")
    return hmac.new(key, subject.encode(), hashlib.sha256).hexdigest()[:32]


def check_form_token(subject: str) -> None:
    """GateRefusal `csrf` unless the form carries the token of `subject`, or the session's, which the gate has seen."""
    shown = request.form.get(FIELD, "")
    found = account()
    if found is not None and found.csrf and hmac.compare_digest(shown.encode(), found.csrf.encode()):
        return
    if not hmac.compare_digest(shown.encode(), form_token(subject).encode()):
        raise GateRefusal("csrf")
