"""Publishes further versions of a shipped definition in a town of the tests: its files with some words changed."""

from __future__ import annotations

import re
from dataclasses import replace

from runtime.boot import Runtime
from tests.town_hall import DEFINITIONS
from workflow.actor import system
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts

_VERSION = re.compile(rb"\nversion: (\d+)")


def shipped_version(name: str) -> int:
    """The version of the files as they are."""
    found = _VERSION.search((DEFINITIONS / name / "request_type.yaml").read_bytes())
    assert found is not None
    return int(found[1])


def publish_version(runtime: Runtime, name: str, version: int, *changes: tuple[str, str], municipality: int = 1) -> str:
    """The digest of version `version` of `name`, in which every `old` is `new`, also in the languages."""
    files = read_folder(DEFINITIONS / name)
    assert files.main is not None

    def changed(data: bytes) -> bytes:
        text = data.decode()
        for old, new in changes:
            text = text.replace(old, new)
        return text.encode()

    main = _VERSION.sub(f"\nversion: {version}".encode(), changed(files.main), count=1)
    locales = {path: changed(data) for path, data in files.locales.items()}
    definition, bundle = load_files(
        replace(files, main=main, locales=locales), read_shared_parts(DEFINITIONS / "_shared").files
    )
    runtime.application.execute(
        system(municipality), PublishDefinition(definition=definition, bundle=bundle.to_bytes())
    )
    return definition.digest
