"""What work by hand is called where the core itself wants it: a code in words of the reader. Definitions name their own
work in the town's language."""

from __future__ import annotations

from collections.abc import Mapping

_TITLES: Mapping[str, Mapping[str, str]] = {
    "returned_mail": {
        "uk": "Лист повернувся: зателефонувати, передати через ЦНАП",
        "en": "The letter came back: ring the citizen, hand it over at the service centre",
        "ru": "Письмо вернулось: позвонить, передать через ЦНАП",
    },
    "message_failed": {
        "uk": "Повідомлення не дійшло: зателефонувати",
        "en": "The message did not arrive: ring the citizen",
        "ru": "Сообщение не дошло: позвонить",
    },
    "review_failed": {
        "uk": "Не погоджено: виправити текст",
        "en": "Not agreed: mend the text",
        "ru": "Не согласовано: исправить текст",
    },
    "fee_due": {
        "uk": "Чекаємо плати: записати, коли надійде",
        "en": "A fee is due: record it when it comes",
        "ru": "Ждём оплату: записать, когда поступит",
    },
    "acquaintance": {
        "uk": "Ознайомитися",
        "en": "Read",
        "ru": "Ознакомиться",
    },
    "lead_passed": {
        "uk": "Головне звернення відкликано, це про те саме: дайте доручення наново",
        "en": "The main case was withdrawn, this one is about the same: give the instruction anew",
        "ru": "Главное обращение отозвано, это о том же: дайте поручение заново",
    },
    "outside_answer": {
        "uk": "Інший орган відповів: повідомити заявника",
        "en": "The other body answered: tell the citizen",
        "ru": "Другой орган ответил: сообщить заявителю",
    },
    "parent_ended": {
        "uk": "Звернення, за яким вас питали, припинено: закрийте запит",
        "en": "The case you were asked for has ended: close the request",
        "ru": "Обращение, по которому вас спрашивали, прекращено: закройте запрос",
    },
}
_TOWN = "uk"


def work_title(title: str, code: str, language: str) -> str:
    """The title as the definition has it, else what `code` means in `language` (else in the town's)."""
    known = _TITLES.get(code, {})
    return title or known.get(language) or known.get(_TOWN) or code
