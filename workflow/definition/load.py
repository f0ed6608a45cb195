"""From files or a published bundle to a `Definition` that the engine can run: whole, with locales, templates, digest.

Only shape is asked here; whoever publishes runs the checker first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.definition.bundle import Bundle, make_bundle
from workflow.definition.definition_files import MAIN, DefinitionFiles
from workflow.definition.locale_source import read_locale
from workflow.definition.model import Definition
from workflow.definition.schema import read
from workflow.definition.yaml_source import SourceRefused, load
from workflow.errors import DefinitionError


def load_files(files: DefinitionFiles, shared: Mapping[str, str]) -> tuple[Definition, Bundle]:
    """A folder's definition and the bundle to publish; `shared` maps `_shared/…` to text.

    Raises DefinitionError `definition_invalid` with what is wrong first.
    """
    try:
        bundle = make_bundle(files, shared)
    except UnicodeDecodeError:
        raise DefinitionError("definition_invalid", definition=files.name, message="a file is not UTF-8 text") from None
    return load_bundle(bundle), bundle


def load_bundle(bundle: Bundle) -> Definition:
    """The definition in a bundle. Raises DefinitionError `definition_invalid`."""
    texts: dict[str, Mapping[str, str]] = {}
    try:
        reading = read(load(bundle.files.get(MAIN, "")).tree)
        for name, text in bundle.files.items():
            if name.startswith("locales/"):
                locale = read_locale(name, load(text))
                texts[locale.language] = locale.texts
    except SourceRefused as refused:
        raise DefinitionError("definition_invalid", message=refused.mistakes[0].message) from None
    if reading.mistakes:
        raise DefinitionError("definition_invalid", message=reading.mistakes[0].message)
    return replace(reading.definition, locales=texts, templates=_templates(bundle), digest=bundle.digest)


def _templates(bundle: Bundle) -> dict[str, str]:
    """Templates by the names documents and templates call them: own ones without their folder, shared ones with it."""
    return {
        name.removeprefix("templates/"): text
        for name, text in bundle.files.items()
        if name.startswith(("templates/", "_shared/"))
    }
