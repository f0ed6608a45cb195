"""Reads the texts of complete papers and of PDFs that people sent, so that their cases are found by them.

Every file is read in a limited process. What cannot be read there has no words; it is not tried again.
"""

from __future__ import annotations

import logging
import re

from documents.errors import NotStored, StorageDamaged
from documents.word_forms import word_forms
from runtime.boot import Runtime
from store.projections.search_words import words
from store.queries.towns import hosts
from store.queries.unread_texts import UnreadText, unread_texts
from workflow.actor import system
from workflow.commands.record_text import RecordText

_LOG = logging.getLogger(__name__)
_BATCH = 50
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010] (?=[^\W\d_])(?=[a-zа-яєіїґё])")
"""A word broken at the end of a line."""
MOST_WORDS = 3_000
"""Most words kept of one text: a long book must not fill the index."""


def read_texts(runtime: Runtime) -> int:
    """How many texts were read in all towns."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(read_texts_of(runtime, one) for one in municipalities)


def read_texts_of(runtime: Runtime, municipality: int) -> int:
    """The same of one town, a batch a time until none is left. Raises StorageUnavailable: it is begun again later."""
    done = 0
    while True:
        with runtime.database.reading(municipality) as look:
            batch = unread_texts(look, _BATCH)
        if not batch:
            return done
        for one in batch:
            runtime.application.execute(
                system(municipality),
                RecordText(kind=one.kind, source=one.source, words=_words(runtime, municipality, one)),
            )
        done += len(batch)


def _words(runtime: Runtime, municipality: int, one: UnreadText) -> tuple[str, ...]:
    try:
        data = runtime.toolbox.contents.get(municipality, one.sha256)
    except (NotStored, StorageDamaged) as error:
        _LOG.error("%s %s cannot be read: %s", one.kind, one.source, error.code)
        return ()
    text = _BROKEN.sub("", runtime.inspection.marks_in(data).text)
    found = dict.fromkeys(form for word in words(text) for form in sorted(word_forms(word)))
    return tuple(found)[:MOST_WORDS]
