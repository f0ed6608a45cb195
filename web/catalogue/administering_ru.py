"""Texts of the pages where administrators decide, Russian: running cases under versions, other bodies, fees."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "migrations.title": "Карточки под старыми версиями",
    "migrations.link": "Карточки под старыми версиями: перевести или оставить",
    "migrations.try": "Что будет, если перевести",
    "migrations.mean": (
        "Каждая карточка идёт по той версии, по которой началась. Сначала посмотрите, что станет с "
        "каждой, потом решайте."
    ),
    "migrations.to": "На какую версию",
    "migrations.from": "С каких версий",
    "migrations.from_hint": "Ничего не выбрано – со всех. Невыбранные версии останутся как есть.",
    "migrations.running": "версия {number}, открытых карточек: {cases}",
    "migrations.instead": "Состояния «{state}» больше нет. Вместо него",
    "migrations.nothing": "– не указано –",
    "migrations.show": "Показать, что будет",
    "migrations.cases": "Что станет с карточками на версии {number}",
    "migrations.held": "не перейдёт",
    "migrations.goes": "перейдёт",
    "migrations.papers": "Незавершённые документы: {papers}",
    "migrations.resolutions": "Исполняемые поручения: {resolutions}",
    "migrations.no_cases": "Карточек для перевода нет.",
    "migrations.more": "Дальше",
    "migrations.reason": "Почему",
    "migrations.leave_others": "Если какая-то карточка не может перейти – оставить её, остальные перевести",
    "migrations.pin": "Чтобы оставить карточки под их версией, ничего делать не нужно.",
    "migrations.order": "Перевести карточки",
    "migrations.ordered": "Принято. Карточки переводятся по одной; ход виден ниже.",
    "migrations.runs": "Что уже переводили",
    "migrations.no_runs": "Ещё ничего не переводили.",
    "migrations.onto": "На версию {number}",
    "migrations.back": "Возврат с версии {number}",
    "migrations.open": "ещё {cases}",
    "migrations.done": "Переведено: {moved}, осталось как было: {left}.",
    "migrations.revert": "Вернуть обратно",
    "migrations.revert_hint": "Вернутся карточки, с которыми с тех пор ничего не произошло.",
    "bodies.title": "Другие органы",
    "bodies.mean": (
        "Кому город пересылает обращения по принадлежности. Сотрудник выбирает из списка, адрес "
        "идёт в сопроводительное письмо."
    ),
    "bodies.held": "В списке: {count}",
    "bodies.none": "Список пуст.",
    "bodies.enter": "Добавить",
    "bodies.change": "Изменить: {name}",
    "bodies.save": "Сохранить",
    "bodies.drop": "Убрать из списка",
    "bodies.drop_one": "Убрать: {name}",
    "bodies.drop_hint": "В уже отправленных карточках название останется.",
    "bodies.id": "Короткое имя",
    "bodies.id_hint": (
        "Строчные латинские буквы, цифры и подчёркивания: water_company. По нему вид обращения находит орган."
    ),
    "bodies.name": "Название, как в письме",
    "bodies.address": "Почтовый адрес",
    "bodies.email": "Электронная почта",
    "bodies.phone": "Телефон",
    "bodies.about": "Что к нему относится",
    "bodies.about_hint": "Слова, по которым его ищут: вода, люки, канализация.",
    "fees.title": "Плата за услуги",
    "fees.prices": "Сколько стоит",
    "fees.none": "Все услуги города бесплатные.",
    "fees.money": "{amount} грн",
    "fees.free": "Бесплатно: {grounds}",
    "fees.roles": "Записывают: {roles}",
    "fees.payment": "Записать оплату",
    "fees.payment_hint": "Деньги поступили: в кассу или на счёт",
    "fees.waiver": "Освободить от платы",
    "fees.waiver_hint": "Платить не нужно, и почему",
    "fees.refund": "Записать возврат",
    "fees.refund_hint": "Деньги вернули заявителю",
    "fees.reference": "Номер обращения",
    "fees.amount": "Сумма, грн",
    "fees.date": "День",
    "fees.document": "Номер платёжного документа",
    "fees.reason": "Основание",
    "fees.save": "Записать",
}
