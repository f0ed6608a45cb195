"""Names of signature fields in a PDF: by their order, so that the same paper always has the same fields."""

from __future__ import annotations


def field_name(already_given: int) -> str:
    """`Signature1` for the first signature or seal of a paper."""
    return f"Signature{already_given + 1}"
