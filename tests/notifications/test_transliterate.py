import pytest

from notifications.sms_length import measure
from notifications.transliterate import transliterate

# The examples of the table in the resolution of the Cabinet of Ministers № 55 of 27.01.2010.
OFFICIAL = """
Алушта Alushta, Андрій Andrii, Борщагівка Borshchahivka, Борисенко Borysenko, Вінниця Vinnytsia, Володимир Volodymyr,
Гадяч Hadiach, Богдан Bohdan, Згурський Zghurskyi, Ґалаґан Galagan, Ґорґани Gorgany, Донецьк Donetsk, Дмитро Dmytro,
Рівне Rivne, Олег Oleh, Есмань Esman, Єнакієве Yenakiieve, Гаєвич Haievych, Короп'є Koropie, Житомир Zhytomyr,
Жанна Zhanna, Жежелів Zhezheliv, Закарпаття Zakarpattia, Казимирчук Kazymyrchuk, Медвин Medvyn,
Михайленко Mykhailenko, Іванків Ivankiv, Іващенко Ivashchenko, Їжакевич Yizhakevych, Кадиївка Kadyivka,
Мар'їне Marine, Йосипівка Yosypivka, Стрий Stryi, Олексій Oleksii, Київ Kyiv, Коваленко Kovalenko, Лебедин Lebedyn,
Леонід Leonid, Миколаїв Mykolaiv, Маринич Marynych, Ніжин Nizhyn, Наталія Nataliia, Одеса Odesa, Онищенко Onyshchenko,
Полтава Poltava, Петро Petro, Решетилівка Reshetylivka, Рибчинський Rybchynskyi, Суми Sumy, Соломія Solomiia,
Тернопіль Ternopil, Троць Trots, Ужгород Uzhhorod, Уляна Uliana, Фастів Fastiv, Філіпчук Filipchuk, Харків Kharkiv,
Христина Khrystyna, Біла Bila, Церква Tserkva, Стеценко Stetsenko, Чернівці Chernivtsi, Шевченко Shevchenko,
Шостка Shostka, Кишеньки Kyshenky, Щербухи Shcherbukhy, Гоща Hoshcha, Гаращенко Harashchenko, Юрій Yurii,
Корюківка Koriukivka, Яготин Yahotyn, Ярошенко Yaroshenko, Костянтин Kostiantyn, Знам'янка Znamianka,
Феодосія Feodosiia, Згорани Zghorany, Розгон Rozghon
"""
PAIRS = [tuple(pair.split()) for pair in OFFICIAL.replace("\n", " ").split(",")]


@pytest.mark.parametrize(("ukrainian", "latin"), PAIRS)
def test_the_official_examples_come_out_as_printed(ukrainian: str, latin: str) -> None:
    assert transliterate(ukrainian) == latin


@pytest.mark.parametrize("apostrophe", list("'’ʼ"))
def test_every_apostrophe_inside_a_word_is_dropped_and_does_not_begin_a_word(apostrophe: str) -> None:
    assert transliterate(f"Знам{apostrophe}янка") == "Znamianka"


def test_quotes_around_a_word_stay() -> None:
    assert transliterate("'Ялинка'") == "'Yalynka'"


def test_capitals_stay_capitals() -> None:
    assert transliterate("ЩО ЗГОДА Що Я") == "SHCHO ZGHODA Shcho Ya"


def test_a_part_after_a_hyphen_begins_anew() -> None:
    assert transliterate("Івано-Юрівка") == "Ivano-Yurivka"


def test_a_message_of_two_parts_fits_one_and_its_link_is_untouched() -> None:
    text = "26-00042: щоб полагодити дорогу, потрібна ваша відповідь. https://sprava.test/s/K7M2Q9TX4WPB3H"

    latin = transliterate(text)

    assert measure(text).parts == 2
    assert measure(latin).parts == 1
    assert latin.endswith(" https://sprava.test/s/K7M2Q9TX4WPB3H")
