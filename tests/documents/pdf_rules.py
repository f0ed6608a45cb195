"""The rules of PDF/A-3a and PDF/UA-1 that are checked at every change; veraPDF, which knows all, judges by hand
(`test_verapdf.py`).

Held: XMP says what the file is, and its title; an output intent with its profile; every font embedded, with a map to
Unicode; no encryption, script or outside file; language, shown title; every piece of text, line and picture is tagged or
an artifact; every tag is reached from the root and its content from the page; headings are in order; pictures have
words and are not smoothed; links say where they lead; tables have rows of cells, and headings that say whose; attached files are associated, with relationship, type and date. Not held: colours, the insides
of fonts and profiles, the order of reading, whether words and structure mean what they should (docs/operations/papers.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from tempfile import NamedTemporaryFile

import pdfua
import pikepdf

_DRAWS = frozenset({"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"})
_ACTIVE = ("/JS", "/JavaScript", "/AA", "/XFA", "/OpenAction")


def broken_rules(pdf: bytes) -> list[str]:
    """What of it the file breaks, in words; empty when none."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [*_catalog(document), *_fonts(document), *_files(document), *_tags(document), *_pictures(document)]
        for number, page in enumerate(document.pages, 1):
            found += [f"page {number}: {words}" for words in (*_marked(page), *_links(page))]
    return [*found, *_accessible(pdf)]


def _accessible(pdf: bytes) -> list[str]:
    """What the package pdfua finds: 16 of the 106 rules of PDF/UA-1 that a machine can check."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return [f"{one.rule_id}: {one.message}" for one in pdfua.validate(file.name).findings]


def _catalog(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    with document.open_metadata() as xmp:
        if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != ("3", "A"):
            yield "XMP does not say PDF/A-3a"
        if xmp.get("{http://www.aiim.org/pdfua/ns/id/}part") != "1":
            yield "XMP does not say PDF/UA-1"
        if not str(xmp.get("dc:title") or "").strip():
            yield "no title"
    intents = list(root.get("/OutputIntents", []))
    if len(intents) != 1 or intents[0].S != "/GTS_PDFA1" or not bytes(intents[0].DestOutputProfile.read_bytes()):
        yield "no output intent with a profile"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not _said(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "the title is not shown"
    if not _said(root, "/MarkInfo", "/Marked"):
        yield "not marked as tagged"
    if document.is_encrypted or any(key in root for key in _ACTIVE):
        yield "encrypted or active"


def _said(root: pikepdf.Object, where: str, what: str) -> bool:
    return where in root and bool(root[where].get(what, False))


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/Font":
            continue
        if one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
            yield f"font {one.get('/BaseFont')} has no map to Unicode"
        described = one.get("/FontDescriptor")
        if one.get("/Subtype") != "/Type0" and (
            described is None or not any(f"/FontFile{kind}" in described for kind in ("", "2", "3"))
        ):
            yield f"font {one.get('/BaseFont')} is not embedded"


def _files(document: pikepdf.Pdf) -> Iterator[str]:
    associated = {one.objgen for one in document.Root.get("/AF", [])}
    for name, specification in document.attachments.items():
        file = specification.obj
        if file.objgen not in associated:
            yield f"{name} is not associated with the document"
        if str(file.get("/AFRelationship")) not in ("/Data", "/Source", "/Alternative", "/Supplement"):
            yield f"{name} does not say how it is related"
        stream = file.EF.F
        if "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
            yield f"{name} has no type or date"


def _tags(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        yield "no structure"
        return
    reached = list(_elements(root.get("/K")))
    yield from _headings([str(one.S) for one in reached])
    for one in reached:
        if one.get("/S") == "/Figure" and not str(one.get("/Alt", "")):
            yield "a picture without words"
        if one.get("/S") == "/Table":
            cells = {str(cell.get("/S")) for cell in _elements(one.get("/K"))}
            if not {"/TR", "/TD"} <= cells:
                yield "a table without rows of cells"
        if one.get("/S") == "/TH" and ("/A" not in one or one.A.get("/Scope") not in ("/Row", "/Column")):
            yield "a heading of a table that does not say whose it is"
    held = sum(len([one for one in row if one is not None]) for row in _parents(root.ParentTree))
    if held == 0:
        yield "no content belongs to the structure"


def _headings(kinds: list[str]) -> Iterator[str]:
    """In the order of reading none is more than one rank below the one before, the first of the first rank."""
    ranks = [int(one[2]) for one in kinds if re.fullmatch(r"/H[1-6]", one)]
    for before, rank in pairwise([0, *ranks]):
        if rank > before + 1:
            yield f"a heading of rank {rank} after one of rank {before}"


def _elements(kids: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """In the order of reading."""
    waiting = [kids]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += reversed(list(one))
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            waiting.append(one.get("/K"))


def _parents(tree: pikepdf.Object) -> Iterator[list[pikepdf.Object]]:
    numbers = list(tree.get("/Nums", []))
    yield from (list(one) for one in numbers[1::2] if isinstance(one, pikepdf.Array))
    for kid in tree.get("/Kids", []):
        yield from _parents(kid)


def _links(page: pikepdf.Page) -> Iterator[str]:
    for one in page.obj.get("/Annots", []):
        if one.get("/Subtype") == "/Link" and ("/StructParent" not in one or not str(one.get("/Contents", ""))):
            yield "a link that does not say where it leads"


def _pictures(document: pikepdf.Pdf) -> Iterator[str]:
    for one in document.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image" and one.get("/Interpolate", False):
            yield "a picture that is smoothed"


def _marked(page: pikepdf.Page) -> Iterator[str]:
    """Everything that is drawn stands between marks: a piece of the structure, or an artifact."""
    depth, marked = 0, 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name in ("BMC", "BDC"):
            depth += 1
            told = str(operands[0]) == "/Artifact" or (len(operands) > 1 and "/MCID" in operands[1])
            marked = marked or (depth if told else 0)
        elif name == "EMC":
            marked = 0 if marked == depth else marked
            depth -= 1
        elif name in _DRAWS and not marked:
            yield f"{name} outside of the structure"
            return
