"""Changing one's own password: the old one is asked for, and every other session of the account ends (rules.md 12)."""

from __future__ import annotations

from gate.account_session import BegunSession, proven_account, renewed
from gate.actor import staff_actor
from gate.doors import application
from gate.password_rules import password_mistake
from gate.passwords import hashed
from gate.second_step import own_session
from gate.signin import Account
from gate.tenant import current_municipality
from workflow.commands.change_password import ChangePassword
from workflow.errors import InvalidInput


def change_own_password(found: Account, current: str, wanted: str, address: str | None) -> BegunSession:
    """GateRefusal `wrong_credentials`, `too_many_requests`; InvalidInput on `new`: `too_short`, `too_long`,
    `common_password`."""
    own_session(found)
    member = found.member
    proven_account(member.username, current, address)
    town = application().surroundings(current_municipality()).town
    words = (member.username, *member.name.split(), town.name, "sprava")
    mistake = password_mistake(wanted, second_factor=found.enrolled is not None, own_words=words)
    if mistake is not None:
        raise InvalidInput({"new": [mistake]})
    begun, fresh = renewed(found, proven=found.proven)
    application().execute(
        staff_actor(found),
        ChangePassword(username=member.username, password_hash=hashed(wanted), session=fresh),
    )
    return begun
