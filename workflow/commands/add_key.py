"""Gives an official (or the seal) a signing key, sealed at rest."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKey:
    """`holder` is a username or `seal`; `sealed_key` opens with PIN and server key; `certificate` DER or PEM."""

    holder: str
    sealed_key: bytes
    certificate: bytes


def handle(command: AddKey, scene: Scene) -> Executed:
    """Raises NotPermitted."""
    may_administer(scene.actor)
    scene.work.add_key(command.holder, command.sealed_key, command.certificate, scene.moment)
    return Executed()
