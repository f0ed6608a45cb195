"""Services that only tests offer (`tests/definitions/offered`), published in a town with the people they need."""

from __future__ import annotations

from pathlib import Path

from tests.town_hall import DEFINITIONS, TownHall
from workflow.actor import system
from workflow.commands.add_staff import AddStaff
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.town import StaffMember

OFFERED = Path(__file__).parents[1] / "definitions" / "offered"


def offer(hall: TownHall, *names: str) -> None:
    """Publishes services by their folders' names."""
    shared = read_shared_parts(DEFINITIONS / "_shared")
    for name in names:
        definition, bundle = load_files(read_folder(OFFERED / name), shared.files)
        command = PublishDefinition(definition=definition, bundle=bundle.to_bytes())
        hall.runtime.application.execute(system(1), command)


def employ(hall: TownHall, username: str, *roles: str, unit: str | None = None) -> None:
    """Somebody who signs in as everybody else in these tests does."""
    with hall.runtime.database.reading(1) as look:
        known = look.connection.exec_driver_sql("SELECT password_hash FROM staff WHERE username = 'mayor'").scalar_one()
    member = StaffMember(
        username=username, name=username.title(), position=username, roles=frozenset(roles or (username,)), unit=unit
    )
    hall.runtime.application.execute(system(1), AddStaff(member=member, password_hash=known))
