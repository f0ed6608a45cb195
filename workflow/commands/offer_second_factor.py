"""Somebody begins to enrol a code generator: its secret is kept, and counts once a code of it was shown."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.own_account import own_account
from workflow.commands.scene import Executed, Scene
from workflow.town import SecondFactor


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSecondFactor:
    """For the actor's own account."""

    factor: SecondFactor


def handle(command: OfferSecondFactor, scene: Scene) -> Executed:
    """Raises NotPermitted."""
    own_account(scene.actor, command.factor.username)
    scene.work.add_second_factor(command.factor, scene.moment.now, confirmed=False)
    return Executed()
