"""The very texts of the town's three days: each one leaves as one SMS, unchanged."""

import re

import pytest

from notifications.compose import compose
from notifications.sms_length import measure, normalise

LINK = [
    "26-00042: отримали. Стежити: https://sprava.test/s/K7M2Q9TX4WPB3H",
    "26-00042: роботи до 26.11. https://sprava.test/s/K7M2Q9TX4WPB3H",
    "26-00042: зроблено. Перевірте: https://sprava.test/s/K7M2Q9TX4WPB3H",
    "26-00042: повертаємось. https://sprava.test/s/K7M2Q9TX4WPB3H",
    "26-00042: роботи до 30.11. https://sprava.test/s/K7M2Q9TX4WPB3H",
    "26-00051: прийняли. Стежити: https://sprava.test/s/T4X9WQ7MHP2KBC",
    "26-00051: потрібен аркуш. Деталі: https://sprava.test/s/T4X9WQ7MHP2KBC",
    "26-00051: довідка готова. ЦНАП: https://sprava.test/s/T4X9WQ7MHP2KBC",
    "26-00077: відмова, пояснення: https://sprava.test/s/B9KQ4TXW7HMP2C",
    "26-00080: передали області. https://sprava.test/s/W2HPKQ9TX7MB4C",
]
VOICE = [
    "26-00043: роботи до 26.11. Питання: тел. 1580",
    "26-00043: зроблено. Не так? Дзвоніть 1580",
    "26-00051: заяву прийнято. Бракує 1 аркуша. Питання: тел. 1580",
    "26-00051: чекаємо 2-гу сторінку свідоцтва. Питання: тел. 1580",
    "26-00051: довідка готова. ЦНАП: ср 8-17:15, чт 8-20. Тел. 1580",
    "Прийом у міського голови: ср 25.11, 15:00, каб. 12. Тел. 1580",
    "Завтра 25.11 о 15:00 прийом, каб. 12. Не зможете – тел. 1580",
    "26-00064: дано 3 доручення. Відповідь до 25.12. Тел. 1580",
    "26-00064: відповідь надіслано поштою 10.12. Питання: тел. 1580",
    "26-00077: відповідь – відмова. Питання: тел. 1580",
]


@pytest.mark.parametrize("text", LINK + VOICE)
def test_each_text_of_the_journeys_is_one_sms(text: str) -> None:
    length = measure(text)

    assert length.encoding == "ucs2"
    assert length.units == len(text)
    assert length.parts == 1


@pytest.mark.parametrize("text", LINK + VOICE)
def test_each_text_leaves_exactly_as_it_is_written(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize("text", LINK)
def test_a_link_text_spends_thirty_six_on_a_link_with_a_token_of_fourteen(text: str) -> None:
    words, _, link = text.rpartition(" ")

    assert re.fullmatch(r"https://sprava\.test/s/[A-Z2-9]{14}", link)
    assert len(link) == 36
    assert len(words) + 1 <= 34


@pytest.mark.parametrize("text", VOICE)
def test_a_voice_text_has_the_number_to_ring_and_no_link(text: str) -> None:
    assert text.endswith("1580")
    assert "://" not in text


@pytest.mark.parametrize("text", LINK + VOICE)
def test_a_text_that_grew_beyond_seventy_would_be_noticed(text: str) -> None:
    assert measure(text + "ж" * (71 - len(text))).parts == 2


def test_the_texts_of_the_road_definition_give_the_texts_of_the_journey() -> None:
    values = {"number": "26-00042", "due": "26.11", "link": "https://sprava.test/s/K7M2Q9TX4WPB3H", "phone": "1580"}

    assert compose("{number}: отримали. Стежити: {link}", values) == LINK[0]
    assert compose("{number}: роботи до {due}. {link}", values) == LINK[1]
    assert compose("{number}: зроблено. Не так? Дзвоніть {phone}", {**values, "number": "26-00043"}) == VOICE[1]
