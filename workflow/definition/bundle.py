"""What is published: the files of one version, byte for byte, known by the SHA-256 of them all.

A bundle holds the YAML, the templates, the locales and the shared templates they use. Law packs and calendars are
live, chosen by date, and not in it; neither are fonts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.definition_files import MAIN, DefinitionFiles
from workflow.errors import DefinitionError

_USES = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Files by name: `request_type.yaml`, `templates/…`, `locales/…`, `_shared/…`."""

    files: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """One canonical spelling, so that the same files are the same bytes."""
        return json.dumps(dict(self.files), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of `to_bytes`, hex."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def make_bundle(files: DefinitionFiles, shared: Mapping[str, str]) -> Bundle:
    """The bundle of a folder; `shared` maps `_shared/…` to text. Raises UnicodeDecodeError for what is not text."""
    own = {MAIN: files.main or b"", **files.templates, **files.locales}
    texts = {name: data.decode() for name, data in own.items()}
    wanted = [name for text in texts.values() for name in used_files(text)]
    while wanted:
        name = wanted.pop()
        if name in shared and name not in texts:
            texts[name] = shared[name]
            wanted += used_files(shared[name])
    for name in list(texts):
        if name.startswith("_shared/"):
            folder = name.rpartition("/")[0]
            texts.update({other: text for other, text in shared.items() if other.rpartition("/")[0] == folder})
    return Bundle(files=texts)


def bundle_from_bytes(data: bytes) -> Bundle:
    """A published bundle again. Raises DefinitionError `bundle_damaged`."""
    try:
        files = json.loads(data)
    except ValueError:
        raise DefinitionError("bundle_damaged") from None
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise DefinitionError("bundle_damaged")
    return Bundle(files=files)


def used_files(template: str) -> tuple[str, ...]:
    """Names of the templates that a template extends, includes or imports."""
    return tuple(_USES.findall(template))
