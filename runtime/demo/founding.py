"""Founds the demo town by real commands: settings, departments, people, keys by a demo authority, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from documents.signing.authority import Authority, CertificateKind, issue_key, make_authority
from effects.records import KeptKey
from gate.passwords import hashed
from runtime.boot import Runtime
from runtime.demo.credentials import Credentials
from runtime.demo.town import MUNICIPALITY, UNITS, demo_town
from runtime.publishing import DEFINITIONS, examine_root, publish, show
from runtime.trust_files import FOLDER
from workflow.actor import system
from workflow.commands.add_key import AddKey
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_unit import AddUnit
from workflow.commands.put_town import PutTown
from workflow.town import StaffMember

ACTOR = system(MUNICIPALITY)


def found_town(
    runtime: Runtime, credentials: Iterable[Credentials], *, hash_password: Callable[[str], str] = hashed
) -> Authority:
    """A town where people can sign in and sign, with every shipped request type, and no case. Gives its authority."""
    host = runtime.toolbox.host.partition(":")[0]
    runtime.application.execute(ACTOR, PutTown(town=demo_town(host)))
    runtime.surroundings.forget()
    for unit in UNITS:
        runtime.application.execute(ACTOR, AddUnit(unit=unit))
    authority = make_authority("Демо-надавач довірчих послуг", runtime.clock.now())
    for one in credentials:
        _add_person(runtime, one, authority, hash_password(one.password))
    seal = issue_key(
        authority,
        "Кузнецовська міська рада",
        kind=CertificateKind.SEAL,
        now=runtime.clock.now(),
        organization="Кузнецовська міська рада",
    )
    _add_key(runtime, runtime.toolbox.keyring.keep_seal(seal))
    publish_shipped(runtime)
    _trust(runtime.settings.data, authority)
    return authority


def publish_shipped(runtime: Runtime, definitions: Path = DEFINITIONS) -> None:
    """Publishes every folder of `definitions` that holds a request type; refused ones are shown, the others go on."""
    show(runtime, MUNICIPALITY, [publish(runtime, MUNICIPALITY, one) for one in examine_root(definitions)])


def _add_person(runtime: Runtime, one: Credentials, authority: Authority, password_hash: str) -> None:
    person = one.person
    member = StaffMember(
        username=person.username, name=person.name, position=person.position, roles=person.roles, unit=person.unit
    )
    runtime.application.execute(ACTOR, AddStaff(member=member, password_hash=password_hash))
    if one.pin is not None:
        key = issue_key(authority, person.name, kind=CertificateKind.PERSON, now=runtime.clock.now())
        _add_key(runtime, runtime.toolbox.keyring.keep(key, person.username, one.pin))


def _add_key(runtime: Runtime, kept: KeptKey) -> None:
    runtime.application.execute(
        ACTOR, AddKey(holder=kept.holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
    )


def _trust(data: Path, authority: Authority) -> None:
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "demo.pem").write_bytes(authority.certificate_pem())
