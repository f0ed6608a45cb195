"""People and a service whose answers are reviewed, added to a running town."""

from __future__ import annotations

from dataclasses import replace

from argon2 import PasswordHasher

from tests.given import DEFINITIONS
from tests.workflow.reviewed_case import FOLDER
from workflow.actor import system
from workflow.commands.add_staff import AddStaff
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.service import Application
from workflow.town import StaffMember

PASSWORD = "correct horse battery staple"

REVIEWERS = (
    StaffMember(
        username="lawyer", name="Юрій Правник", position="Начальник відділу", roles=frozenset({"lawyer"}), unit=None
    ),
    StaffMember(
        username="deputy", name="Наталія Умовна", position="Заступниця", roles=frozenset({"deputy"}), unit=None
    ),
    StaffMember(
        username="social", name="Ольга Соціальна", position="Начальниця", roles=frozenset({"social"}), unit=None
    ),
)


def open_reviews(application: Application, suffix: str = "") -> None:
    """Adds the people, who sign in with PASSWORD, and publishes `reviewed_answer`.

    `suffix` keeps their usernames apart from those of people who are there already.
    """
    # Cheap on purpose, as in tests/town_hall.py.
    hashed = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    for member in REVIEWERS:
        application.execute(
            system(1), AddStaff(member=replace(member, username=member.username + suffix), password_hash=hashed)
        )
    definition, bundle = load_files(read_folder(FOLDER), read_shared_parts(DEFINITIONS / "_shared").files)
    application.execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
