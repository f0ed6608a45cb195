"""The demo town Кузнецовськ: its settings, departments and people, as in the journeys. All invented."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.town import Addressee, Town, Unit

MUNICIPALITY = 1


def demo_town(host: str) -> Town:
    """`host` without a port."""
    return Town(
        municipality=MUNICIPALITY,
        name="Місто Кузнецовськ",
        host=host,
        zone="Europe/Kyiv",
        phone="1580",
        jurisdiction="ukraine",
        office="town_hall",
        body="Кузнецовська міська рада",
        offices={
            "utility": "utility",
            "service_centre": "service_centre",
            "mayor_office": "mayor_reception",
        },
        streets={"вул. Комсомольська": "вул. Лісова", "вул. Леніна": "вул. Соборна"},
        routing=(
            {"request_type": "road_defect", "unit": "utility"},
            {"request_type": "street_renaming_certificate", "unit": "architecture"},
            {"request_type": "land_plots_certificate", "unit": "architecture"},
            {"request_type": "public_worship_permit", "unit": "architecture"},
            {"request_type": "council_acts_copies", "unit": "council_office"},
            {"request_type": "appeal", "unit": "council_office"},
            {"request_type": "mayor_appeal", "unit": "council_office"},
            {"request_type": "information_request", "unit": "council_office"},
            {"request_type": "council_question", "unit": "council_office"},
            {"request_type": "project_consultation", "unit": "architecture"},
            {"request_type": "water_outage", "unit": "utility"},
            {"request_type": "street_lamp", "unit": "utility"},
            {"request_type": "waste", "unit": "utility"},
            {"request_type": "call_back", "unit": "service_centre"},
        ),
        population=42_000,
        addressees=(
            Addressee(
                id="restoration_service",
                name="Служба відновлення",
                address="вул. Соборна, 1, м. Рівне",
                about="дороги державного та обласного значення, Р-77",
            ),
            Addressee(id="power_grid", name="Обленерго", address="вул. Князя Володимира, 71", about="електромережі"),
        ),
    )


UNITS = (
    Unit(id="service_centre", name="ЦНАП", body="Центр надання адміністративних послуг", phone="1580", head="clerk"),
    Unit(
        id="utility",
        name="КП «Благоустрій»",
        body="Комунальне підприємство «Благоустрій»",
        phone="1580",
        head="utility_director",
    ),
    Unit(id="housing_office", name="ЖЕК-2", body="Комунальне підприємство «ЖЕК-2»", phone="1580", head="housing_head"),
    Unit(id="architecture", name="Відділ архітектури", phone="1580", head="architecture_head"),
    Unit(id="social_care", name="Управління соціального захисту", phone="1580", head="social_head"),
    Unit(
        id="executive_committee",
        name="Виконавчий комітет",
        body="Виконавчий комітет міської ради",
        phone="1580",
        head="executive_secretary",
    ),
    Unit(id="council_office", name="Загальний відділ", phone="1580", head="registrar", control="registrar"),
    Unit(id="mayor_office", name="Міський голова", body="Міський голова", phone="1580", head="mayor"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody of the town hall. `signs`: gets a key and a PIN."""

    username: str
    name: str
    position: str
    unit: str
    roles: frozenset[str]
    signs: bool = False


def _person(username: str, name: str, position: str, unit: str, *roles: str, signs: bool = False) -> DemoPerson:
    return DemoPerson(
        username=username,
        name=name,
        position=position,
        unit=unit,
        roles=frozenset(roles or (username,)),
        signs=signs,
    )


PEOPLE = (
    _person("operator", "Ніна Слухаєва", "Операторка довідкової 1580", "service_centre"),
    _person("clerk", "Тетяна Віконна", "Адміністраторка ЦНАП", "service_centre"),
    _person("dispatcher", "Ірина Показова", "Диспетчерка", "utility"),
    _person("utility_director", "Петро Типовий", "Директор КП «Благоустрій»", "utility", signs=True),
    _person("foreman", "Василь Примірний", "Майстер дільниці доріг", "utility"),
    _person("sign_worker", "Лариса Знакова", "Майстриня дорожніх знаків", "utility"),
    _person("specialist", "Роман Містобуд", "Спеціаліст відділу архітектури", "architecture"),
    _person("architecture_head", "Ігор Планувальний", "Начальник відділу архітектури", "architecture"),
    _person("executive_secretary", "Світлана Уповноважена", "Керуюча справами", "executive_committee", signs=True),
    _person("registrar", "Оксана Журнальна", "Начальниця загального відділу", "council_office"),
    _person("deputy_mayor", "Андрій Прикладний", "Заступник міської голови", "executive_committee", signs=True),
    _person(
        "second_deputy",
        "Наталія Умовна",
        "Заступниця міської голови",
        "executive_committee",
        "deputy_mayor",
        signs=True,
    ),
    _person("mayor", "Марія Взірцева", "Міський голова", "mayor_office", signs=True),
    _person("housing_head", "Галина Дахова", "Начальниця ЖЕК-2", "housing_office"),
    _person("social_head", "Ольга Соціальна", "Начальниця управління соціального захисту", "social_care"),
    _person("lawyer", "Юрій Правник", "Начальник юридичного відділу", "council_office"),
    _person("admin", "Богдан Налагоджений", "Адміністратор системи", "council_office"),
)
