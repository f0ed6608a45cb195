"""Adds somebody of the town hall, with a password and the roles they hold."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.definition.requisites import stands_for_itself
from workflow.errors import Conflict, InvalidInput
from workflow.town import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff:
    """`password_hash` is argon2id, made at the door."""

    member: StaffMember
    password_hash: str


def handle(command: AddStaff, scene: Scene) -> Executed:
    """Raises NotPermitted, InvalidInput, Conflict(`username_taken`)."""
    may_administer(scene.actor)
    mistakes: dict[str, list[str]] = {}
    if not command.member.username.isidentifier():
        mistakes["username"] = ["not_a_username"]
    if not command.member.name.strip():
        mistakes["name"] = ["required"]
    if command.member.unit is not None and scene.work.unit(command.member.unit) is None:
        mistakes["unit"] = ["unknown_unit"]
    if not stands_for_itself(command.member.position):
        mistakes["position"] = ["position_of_another"]
    if mistakes:
        raise InvalidInput(mistakes)
    if scene.work.staff(command.member.username) is not None:
        raise Conflict("username_taken", username=command.member.username)
    scene.work.add_staff(command.member, command.password_hash, scene.moment)
    return Executed()
