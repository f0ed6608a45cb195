"""How the words of an answer could be plainer, said while it is still a draft; nothing here refuses anything."""

from __future__ import annotations

from web.words import words
from workflow.definition.plain_language import PlainLanguage


def plain_advice(text: str, plain: PlainLanguage, language: str) -> tuple[str, ...]:
    """One sentence for each thing that is hard to read, each said once."""
    return tuple(
        dict.fromkeys(
            words(f"plain.{one.code}", language, found=one.found, instead=one.instead) for one in plain.heavy(text)
        )
    )
