"""From what marshmallow says to our field codes, so that wording stays in one table (problems.py).

marshmallow words its messages in English inside its fields; their beginnings are stable and are held by a test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_CODES: tuple[tuple[str, str], ...] = (
    ("Missing data", "required"),
    ("Field may not be null", "required"),
    ("Unknown field", "unknown_key"),
    ("Not a valid email", "not_an_email"),
    ("Not a valid datetime", "not_a_moment"),
    ("Not a valid aware datetime", "not_a_moment"),
    ("Not a valid date", "not_a_date"),
    ("Not a valid", "wrong_type"),
    ("Invalid input type", "wrong_type"),
    ("Longer than maximum length", "too_long"),
    ("Shorter than minimum length", "too_short"),
    ("Length must be", "wrong_length"),
    ("Must be one of", "not_one_of"),
    ("Must be greater", "out_of_range"),
    ("Must be less", "out_of_range"),
    ("String does not match", "invalid_value"),
    ("Invalid value", "invalid_value"),
)


def field_code(message: str) -> str:
    """The code for one message; a message that is a code already stays what it is."""
    if message.replace("_", "").isalnum() and message.islower():
        return message
    return next((code for beginning, code in _CODES if message.startswith(beginning)), "invalid_value")


def flat_errors(messages: object, prefix: str = "") -> dict[str, tuple[str, ...]]:
    """marshmallow's nested messages as `path.to[0].field` → codes. The whole body's own messages stand under `body`."""
    if isinstance(messages, str):
        return {prefix or "body": (field_code(messages),)}
    if isinstance(messages, Mapping):
        found: dict[str, tuple[str, ...]] = {}
        for key, inner in messages.items():
            found.update(flat_errors(inner, _path(prefix, key)))
        return found
    if isinstance(messages, Sequence):
        return {prefix or "body": tuple(field_code(str(one)) for one in messages)}
    return {prefix or "body": ("invalid_value",)}


def _path(prefix: str, key: object) -> str:
    if isinstance(key, int):
        return f"{prefix}[{key}]"
    if key == "_schema":
        return prefix
    return f"{prefix}.{key}" if prefix else str(key)
