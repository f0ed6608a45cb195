"""Sends the code that opens the second tier of a status link, by the first way that reaches the person.

The code stands in the message alone: neither the job nor the kept text holds it.
"""

from __future__ import annotations

from effects.errand import Errand
from effects.sending import Words
from effects.tell_directly import tell_directly
from effects.toolbox import Toolbox
from workflow.effect_requests import SendCode
from workflow.status_link import CODE_DIGITS, code_window, unlock_code

_OWN = "{number}: код {code}. Нікому його не кажіть"
_TEXTS = {"en": "{number}: code {code}. Tell it to nobody", "ru": "{number}: код {code}. Никому его не говорите"}
_HIDDEN = "·" * CODE_DIGITS


def run(effect: SendCode, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain, GiveUp(`no_way_to_send`). The code is that of the moment of sending, however late that is."""
    case = toolbox.records.case(errand.municipality, effect.case)
    person = next((one for one in case.people if one.id == effect.person), None)
    if person is None or person.link_revoked:
        return

    text = _TEXTS.get(person.language, _OWN)

    def said() -> Words:
        code = unlock_code(toolbox.link_key, case.id, effect.person, code_window(toolbox.clock.now()))
        return Words(
            sent=text.format(number=case.reference, code=code),
            kept=text.format(number=case.reference, code=_HIDDEN),
        )

    tell_directly(effect.id, case, person, said, errand, toolbox)
