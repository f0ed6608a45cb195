"""A filing under way: what is answered so far, as one value and as the JSON it is kept as. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from web.filing import Filed
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`answered` are questions that need not be asked again, `key` makes sending happen once, `join` is the earlier
    report about the same matter, `sent` the path of the status page once it was sent: then nothing else is kept.
    """

    request_type: str
    key: str
    filed: Filed
    answered: frozenset[str] = frozenset()
    join: str | None = None
    sent: str | None = None

    def with_answer(self, question: str, filed: Filed, *, right: bool) -> Draft:
        """With what was typed for `question`; it is asked again unless it is `right`."""
        answered = self.answered | {question} if right else self.answered - {question}
        return replace(self, filed=filed, answered=answered)

    def asks_again(self, *questions: str) -> Draft:
        """With these questions open again."""
        return replace(self, answered=self.answered - set(questions))

    def content(self) -> Mapping[str, Json]:
        """What is kept."""
        if self.sent is not None:
            return {"request_type": self.request_type, "key": self.key, "sent": self.sent}
        return {
            "request_type": self.request_type,
            "key": self.key,
            "form": self.filed.form,
            "applicant": self.filed.applicant,
            "representative": self.filed.representative,
            "answered": sorted(self.answered),
            "join": self.join,
        }


def draft_of(content: Mapping[str, Json]) -> Draft:
    """The value of what was kept."""
    return Draft(
        request_type=str(content["request_type"]),
        key=str(content["key"]),
        filed=Filed(
            form=_values(content.get("form")),
            applicant=_values(content.get("applicant")),
            representative=_values(content.get("representative")),
        ),
        answered=frozenset(str(one) for one in cast("Sequence[Json]", content.get("answered") or ())),
        join=_text(content.get("join")),
        sent=_text(content.get("sent")),
    )


def _values(kept: Json) -> dict[str, Json]:
    return dict(cast("Mapping[str, Json]", kept)) if kept else {}


def _text(kept: Json) -> str | None:
    return str(kept) if kept else None
