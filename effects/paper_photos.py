"""Which photos of a case go into a paper: before and after, each with words (a letter is read aloud to some)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from documents.paper_picture import paper_picture
from documents.storage.port import ContentStore
from effects.case_words import Told
from workflow.engine.readers import withheld
from workflow.ports.attachment import Attachment
from workflow.values import Json

_BEFORE, _AFTER = 2, 4
_WORDS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPhotos:
    """`shown` for the template (`src`, `alt`); `kept` maps each `src` to the SHA-256 of the photo in the store."""

    shown: tuple[dict[str, str], ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


def chosen(told: Told, document: str) -> tuple[tuple[UUID, str], ...]:
    """(attachment, words) in the order they are shown; none unless the work done has a photo of its own.

    What executors reported with is «after», what the applicant sent «before»; never what the paper does not print.
    """
    kept_out = withheld(told.definition, document)
    secret = {str(one) for name in kept_out for one in _listed(told.value(name))}
    work = told.matter
    reported = {
        one for resolution in work.case.resolutions for report in resolution.reports for one in report.attachments
    }
    newest = next(
        (
            report
            for resolution in reversed(work.case.resolutions)
            for report in reversed(resolution.reports)
            if report.attachments
        ),
        None,
    )
    if newest is None:
        return ()
    before = [one for one in told.case.attachments if one not in reported and str(one) not in secret][-_BEFORE:]
    note = told.value("note") if "note" not in kept_out else None
    what = _short(str(note)) if note else told.definition.title
    done = work.personal.get(newest.text)
    return (
        *((one, f"До: {what}") for one in before),
        *(
            (one, f"Після: {_short(str(done))}" if done else "Після")
            for one in newest.attachments[:_AFTER]
            if str(one) not in secret
        ),
    )


def photos_for(told: Told, document: str, attachments: Mapping[UUID, Attachment]) -> PaperPhotos:
    """The chosen photos, those that are pictures."""
    shown: list[dict[str, str]] = []
    kept: dict[str, str] = {}
    for identifier, words in chosen(told, document):
        found = attachments.get(identifier)
        if found is None or not found.media_type.startswith("image/"):
            continue
        name = f"asset:photo-{len(shown) + 1}.jpg"
        kept[name] = found.sha256
        shown.append({"src": name, "alt": words})
    return PaperPhotos(shown=tuple(shown), kept=kept)


def pictures(kept: Mapping[str, str], contents: ContentStore, municipality: int) -> Mapping[str, bytes]:
    """The photos made small, by name. Raises NotStored, StorageDamaged, UploadRefused."""
    return {name: paper_picture(contents.get(municipality, sha256)) for name, sha256 in kept.items()}


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list | tuple) else (value,)


def _short(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _WORDS else text[:_WORDS].rsplit(" ", 1)[0] + "…"
