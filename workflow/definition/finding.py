"""One mistake found in a definition, and the closed list of what can be found.

Here: the value and the level of each code (definitions.md, "The checker"). Not here: how anything is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where in a file: `("transitions", 3, "to")`; written `transitions[3].to`."""


class Level(StrEnum):
    """An error stops publishing; a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`path` as people read it (`transitions[3].to`), `line` counted from 1, `message` in English."""

    code: str
    level: Level
    definition: str
    path: str
    line: int
    message: str


WARNING_CODES = frozenset({"endless_clock", "missing_voice", "missing_translation", "no_filing", "never_public"})
"""Codes that are always warnings. `sms_too_long` is a warning at two parts and an error at three."""

ERROR_CODES = frozenset(
    {
        "no_initial_state", "several_initial_states",
        "unknown_state", "unknown_role", "unknown_guard", "unknown_effect", "unknown_field", "unknown_text",
        "unknown_document", "unknown_clock", "unknown_law", "unknown_calendar", "unknown_key",
        "missing_key", "wrong_type", "invalid_value", "duplicate_name", "name_mismatch", "missing_file",
        "unreachable_state", "dead_end", "no_way_to_finish", "final_with_exit", "ambiguous_transition",
        "actorless_transition", "only_outsiders", "outcome_missing", "missing_clock", "clock_never_stops",
        "law_needs_identity", "missing_citizen_text", "missing_notice", "sms_too_long", "undeclared_template_field",
        "template_error", "refusal_without_reason", "impossible_quorum", "unjoined_review", "self_control",
        "leaks_personal_field", "yaml_alias", "yaml_duplicate_key", "yaml_tag", "too_large", "not_yaml",
        "version_not_increased", "published_changed",
    }
)  # fmt: skip
"""Codes that are errors unless a check says otherwise."""

CODES = WARNING_CODES | ERROR_CODES


def written(path: Path) -> str:
    """`("transitions", 3, "to")` as `transitions[3].to`; the whole file is the empty string."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
