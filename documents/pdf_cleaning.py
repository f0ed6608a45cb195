"""Takes the active content out of PDF files from outside: scripts, launch actions, forms that act, embedded files.

Must not touch a file that carries signatures: cleaning would break them, so such a file is kept as it is when it is
harmless, and refused when it is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from documents.errors import UploadRefused

MAX_PAGES = 1000
_MAX_DEPTH = 100
_MAX_OBJECTS = 200_000
_ACTIVE_KEYS = (
    "/JS",
    "/JavaScript",
    "/AA",
    "/XFA",
    "/EmbeddedFiles",
    "/AF",
    "/EF",
    "/RichMediaContent",
    "/Renditions",
)
_ACTIVE_ANNOTATIONS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_HARMLESS_ADDRESSES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPdf:
    """New bytes (the same ones if the file is signed) and the number of pages."""

    data: bytes
    page_count: int


def clean_pdf(data: bytes) -> CleanPdf:
    """Raises `UploadRefused`: `not_readable` (broken or encrypted), `unsafe_content`."""
    try:
        with pikepdf.open(BytesIO(data)) as document:
            if document.is_encrypted:
                raise UploadRefused("not_readable", {"reason": "encrypted"})
            pages = len(document.pages)
            if not 0 < pages <= MAX_PAGES or len(document.objects) > _MAX_OBJECTS:
                raise UploadRefused("unsafe_content", {"reason": "too_many_pages"})
            found = _disarm(document)
            if _is_signed(data):
                if found:
                    raise UploadRefused(
                        "unsafe_content",
                        {"reason": "signed_and_active", "found": " ".join(found)},
                    )
                return CleanPdf(data=data, page_count=pages)
            output = BytesIO()
            document.save(output, deterministic_id=True)
            return CleanPdf(data=output.getvalue(), page_count=pages)
    except pikepdf.PasswordError as error:
        raise UploadRefused("not_readable", {"reason": "encrypted"}) from error
    except (
        pikepdf.PdfError,
        pikepdf.DependencyError,
        ValueError,
        TypeError,
        KeyError,
        RecursionError,
    ) as error:
        raise UploadRefused("not_readable", {"reason": type(error).__name__}) from error


def _is_signed(data: bytes) -> bool:
    return b"/ByteRange" in data


def _disarm(document: pikepdf.Pdf) -> list[str]:
    """Remove everything active; give the names of what was found."""
    found: set[str] = set()
    for dictionary in _dictionaries(document):
        for key in _ACTIVE_KEYS:
            if key in dictionary:
                found.add(key)
                del dictionary[key]
        for key in ("/A", "/OpenAction", "/Next", "/PA"):
            if key in dictionary and _is_active(dictionary[key]):
                found.add(key)
                del dictionary[key]
        if "/Annots" in dictionary:
            found |= _drop_annotations(dictionary)
    return sorted(found)


def _is_active(action: pikepdf.Object) -> bool:
    if isinstance(action, pikepdf.Array):
        # A destination begins with a page; a chain of actions holds actions.
        return any(isinstance(one, pikepdf.Dictionary) and "/S" in one and _is_active(one) for one in action)
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return False
    kind = str(action["/S"])
    if kind == "/URI":
        return not str(action.get("/URI", "")).lower().startswith(_HARMLESS_ADDRESSES)
    return kind not in _HARMLESS_ACTIONS


def _drop_annotations(page: pikepdf.Object) -> set[str]:
    annotations = page["/Annots"]
    if not isinstance(annotations, pikepdf.Array):
        return set()
    kinds = [str(one.get("/Subtype", "")) if isinstance(one, pikepdf.Dictionary) else "" for one in annotations]
    active = [kind for kind in kinds if kind in _ACTIVE_ANNOTATIONS]
    if active:
        kept = [one for one, kind in zip(annotations, kinds, strict=True) if kind not in _ACTIVE_ANNOTATIONS]
        page["/Annots"] = pikepdf.Array(kept)
    return set(active)


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those written inside other objects."""
    waiting: list[tuple[pikepdf.Object, int]] = [(one, 0) for one in document.objects]
    waiting.append((document.trailer, 0))
    while waiting:
        value, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise UploadRefused("unsafe_content", {"reason": "too_deep"})
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            children = [value[key] for key in value.keys()]  # noqa: SIM118 - iterating a stream gives no keys
        elif isinstance(value, pikepdf.Array):
            children = list(value)
        else:
            continue
        waiting += [
            (child, depth + 1)
            for child in children
            if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect
        ]
