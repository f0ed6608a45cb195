"""Sends a person their new status link by SMS, to the number they gave and have just named."""

from __future__ import annotations

from effects.errand import Errand
from effects.sending import Words
from effects.tell_directly import tell_directly
from effects.toolbox import Toolbox
from notifications.message import Channel
from workflow.effect_requests import SendLink
from workflow.status_link import token

_OWN = "{number}: нове посилання: {link}"
_TEXTS = {"en": "{number}: new link: {link}", "ru": "{number}: новая ссылка: {link}"}


def run(effect: SendLink, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain, GiveUp(`no_way_to_send`). Nothing once the link was renewed again or ended."""
    case = toolbox.records.case(errand.municipality, effect.case)
    person = next((one for one in case.people if one.id == effect.person), None)
    if person is None or person.link_revoked or person.generation != effect.generation:
        return
    letters = token(toolbox.link_key, case.id, person.id, person.generation)
    text = _TEXTS.get(person.language, _OWN)
    said = Words(
        sent=text.format(number=case.reference, link=f"{toolbox.address(case.municipality)}/s/{letters}"),
        kept=text.format(number=case.reference, link="{link}"),
    )
    tell_directly(effect.id, case, person, lambda: said, errand, toolbox, channels=frozenset({Channel.SMS}))
