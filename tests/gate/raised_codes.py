"""Every code the source raises or gives, found by reading the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_ROOMS = ("workflow/engine", "workflow/commands", "workflow", "documents", "store", "effects", "gate", "api")
_DOMAIN = {"NotFound", "NotPermitted", "Conflict", "DefinitionError", "GateRefusal"}


def problem_codes() -> set[str]:
    """First arguments and `code=` of the errors that reach people."""
    found: set[str] = set()
    for call in _calls():
        name = _name(call)
        if name in _DOMAIN and call.args and isinstance(call.args[0], ast.Constant):
            found.add(str(call.args[0].value))
        if name in _DOMAIN | {"InvalidInput", "NotAvailable"}:
            found |= {
                str(one.value.value)
                for one in call.keywords
                if one.arg == "code" and isinstance(one.value, ast.Constant)
            }
    return found


def definition_codes() -> set[str]:
    """Codes of unusable definitions, laws and calendars: the public is told no more than that."""
    return {
        str(call.args[0].value)
        for call in _calls()
        if _name(call) == "DefinitionError" and call.args and isinstance(call.args[0], ast.Constant)
    }


def refusal_codes() -> set[str]:
    """`code=` of every Refusal."""
    return {
        str(one.value.value)
        for call in _calls()
        if _name(call) == "Refusal"
        for one in call.keywords
        if one.arg == "code" and isinstance(one.value, ast.Constant)
    }


def field_codes() -> set[str]:
    """Texts in the lists and tuples given to InvalidInput, and to `_Wrong` of the form."""
    found: set[str] = set()
    for call in _calls():
        if _name(call) == "_Wrong":
            found |= {str(one.value) for one in call.args if isinstance(one, ast.Constant)}
        if _name(call) == "InvalidInput":
            for node in ast.walk(call):
                if isinstance(node, ast.List | ast.Tuple):
                    found |= {str(one.value) for one in node.elts if isinstance(one, ast.Constant)}
    return found


def _calls() -> Iterator[ast.Call]:
    for path in sorted({file for room in _ROOMS for file in (ROOT / room).rglob("*.py")}):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
