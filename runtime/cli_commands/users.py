"""`sprava users`: people of the town hall come, leave, and hand their work over."""

from __future__ import annotations

import secrets
import sys
from datetime import date, datetime

import click

from gate.password_rules import LEAST_ALONE, password_mistake
from gate.passwords import MAX_LENGTH, hashed
from runtime.cli_commands.as_system import REFUSED, as_system, municipality_option
from runtime.handing_over import hand_over_all
from workflow.commands.add_staff import AddStaff
from workflow.commands.change_password import ChangePassword
from workflow.commands.disable_staff import DisableStaff
from workflow.commands.reset_second_factor import ResetSecondFactor
from workflow.town import StaffMember

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_WORDS = {
    "username_taken": "There is somebody of that username already.",
    "unknown_user": "There is no active member of staff of that username.",
    "not_a_username": "A username is letters, digits and underscores, and does not begin with a digit.",
    "unknown_unit": "There is no such department.",
    "open_work": "Open work still awaits this person: hand it over first (sprava users hand-over USERNAME --to …).",
    "required": "This must not be empty.",
    "position_of_another": "A position is one's own: no «За» and no slash. Who stands in gets an order (В. о.).",
    "same_person": "Nobody hands work over to themselves.",
}


@click.group()
def users() -> None:
    """People of the town hall: add, disable, hand their work over."""


@users.command()
@click.argument("username")
@click.option("--name", required=True, help="First name and surname, as on papers.")
@click.option("--position", default="", help="The position, as on papers.")
@click.option("--role", "roles", multiple=True, required=True, help="A role of the definitions; may be repeated.")
@click.option("--unit", help="The department's id.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one.")
@municipality_option
def add(
    username: str,
    name: str,
    position: str,
    roles: tuple[str, ...],
    unit: str | None,
    password_stdin: bool,
    municipality: int,
) -> None:
    """Add a member of staff; without --password-stdin a password is made and printed, this once and never again."""
    password = _given_password(username, *name.split()) if password_stdin else _made_password()
    member = StaffMember(
        username=username.strip().lower(), name=name, position=position, roles=frozenset(roles), unit=unit
    )
    with as_system(municipality, _WORDS) as (runtime, actor):
        runtime.application.execute(actor, AddStaff(member=member, password_hash=hashed(password)))
    click.echo(f"Added: {member.username}" if password_stdin else password)
    if not position:
        click.echo(
            "No --position was given: a paper names the position of whoever signs it, so none is signed.", err=True
        )


@users.command()
@click.argument("username")
@municipality_option
def disable(username: str, municipality: int) -> None:
    """Close an account and end all its sessions; what awaits a role stays with the department."""
    with as_system(municipality, _WORDS) as (runtime, actor):
        runtime.application.execute(actor, DisableStaff(username=username))
    click.echo(f"Disabled: {username}")


@users.command("set-password")
@click.argument("username")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one.")
@municipality_option
def set_password(username: str, password_stdin: bool, municipality: int) -> None:
    """Give an account a new password and end all its sessions; a made one is printed, this once and never again."""
    password = _given_password(username) if password_stdin else _made_password()
    with as_system(municipality, _WORDS) as (runtime, actor):
        runtime.application.execute(actor, ChangePassword(username=username, password_hash=hashed(password)))
    click.echo(f"Password set: {username}" if password_stdin else password)


@users.command("reset-second-factor")
@click.argument("username")
@municipality_option
def reset_second_factor(username: str, municipality: int) -> None:
    """Somebody lost their telephone: take the second factor away and end all sessions; they enrol anew."""
    with as_system(municipality, _WORDS) as (runtime, actor):
        runtime.application.execute(actor, ResetSecondFactor(username=username))
    click.echo(f"Second factor reset: {username}")


@users.command("hand-over")
@click.argument("username")
@click.option("--to", "acting", metavar="USERNAME", required=True, help="Who takes the work over.")
@click.option("--order-number", required=True, help="Number of the order that says so.")
@click.option("--order-date", type=click.DateTime(("%Y-%m-%d",)), required=True, help="Its date, e.g. 2026-11-23.")
@municipality_option
def hand_over(username: str, acting: str, order_number: str, order_date: datetime, municipality: int) -> None:
    """USERNAME leaves for good: what is theirs by name goes to somebody else by an order, and the account is closed.

    Assignments, instructions to carry out, given and controlled, reviews, reading and work by hand: case by case, each
    with a line in its history. Broken off half-way it is simply run again. Prints what moved and what could not;
    the account stays open while something could not.
    """
    order = date(order_date.year, order_date.month, order_date.day)
    with as_system(municipality, _WORDS) as (runtime, actor):
        handed = hand_over_all(runtime, actor, username, acting, order_number, order)
        for line in handed.moved:
            click.echo(line)
        for line in (*handed.left, *handed.lacking):
            click.echo(line, err=True)
        if handed.left:
            click.echo(f"The account of {username} stays open: move the above first, then run this again.", err=True)
            sys.exit(REFUSED)
        runtime.application.execute(actor, DisableStaff(username=username))
    click.echo(f"Handed over: {username} to {acting}, {len(handed.moved)} cases")


def _given_password(*own_words: str) -> str:
    """Judged as that of an account without a second factor, which is set up later and by the person."""
    password = sys.stdin.readline(MAX_LENGTH + 2).rstrip("\r\n")
    mistake = password_mistake(password, second_factor=False, own_words=own_words)
    if mistake is not None:
        told = {"common_password": "This password is easy to guess."}
        click.echo(told.get(mistake, f"A password has {LEAST_ALONE} to {MAX_LENGTH} characters."), err=True)
        sys.exit(REFUSED)
    return password


def _made_password() -> str:
    """80 bits, easily typed from paper."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
