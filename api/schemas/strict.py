"""The bases of all schemas: what comes in refuses unknown keys, what goes out shows only what is declared (rules.md
18)."""

from __future__ import annotations

from marshmallow import RAISE, Schema


class Taken(Schema):
    """Input: an unknown key is an error, and every string has a bound."""

    class Meta:
        unknown = RAISE


class Shown(Schema):
    """Output: a value is shown only if a field names it, and as that field writes it: no hooks (`api/showing.py`)."""
