"""The format of `request_type.yaml` as one JSON Schema (Draft 2020-12), made from the blocks that read it.

For editors and other programs. What names mean, and doubles, only the checker finds.
"""

from __future__ import annotations

from workflow.definition.blocks.describing import Describer, JsonSchema
from workflow.definition.schema import RequestTypeBlock


def format_schema() -> JsonSchema:
    """The whole schema: plain data, the same every time."""
    write = Describer()
    top = write.whole(RequestTypeBlock())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sprava request type",
        **top,
        "$defs": dict(sorted(write.shared.items())),
    }
