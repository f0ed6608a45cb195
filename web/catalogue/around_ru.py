"""Texts of the pages, Russian: what stands around every page, problems, forms."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- Around every page
    "page.skip": "К содержанию",
    "page.home": "Главная",
    "page.languages": "Язык",
    "page.more": "Ещё",
    "page.phone": "Справочная города, круглосуточно:",
    "page.services": "Услуги",
    "page.problems": "Что сделано в городе",
    "page.verify": "Проверить документ",
    "page.staff": "Для сотрудников",
    "list.more": "Показать ещё",
    "yes": "да",
    "no": "нет",
    # --- Problems
    "problem.home": "На главную",
    "problem.queue": "К очереди",
    "problem.ring": "Справочная города:",
    "problem.unknown_link.title": "Эта ссылка не действует",
    "problem.unknown_link": (
        "Проверьте, все ли буквы введены. Возможно, вам прислали более новую ссылку. Если не получится, "
        "позвоните и назовите номер обращения."
    ),
    "problem.locked.title": "Сначала введите цифры телефона",
    "problem.locked": "Вернитесь на страницу обращения и введите четыре последние цифры телефона.",
    "problem.not_found.title": "Такой страницы нет",
    "problem.not_found": "Проверьте адрес или начните с главной.",
    # --- Forms
    "form.problems": "Проверьте, пожалуйста",
    "form.mistake": "Ошибка",
    "form.optional": "(можно пропустить)",
    "form.choose": "Выберите",
    "form.no_slots": "Свободного времени пока нет. Позвоните в справочную.",
    "form.place.address": "Улица, дом или ориентир",
    "form.place.here": "Я сейчас здесь",
    "form.place.here_hint": "Возьмём координаты с устройства, если разрешите. Или впишите их.",
    "form.place.lat": "Широта",
    "form.place.lon": "Долгота",
    "form.place.found": "Место найдено.",
    "form.place.lost": "Устройство не сообщило, где вы. Впишите адрес.",
    "form.kept_upload": "Файл {number} добавлен (снимите отметку, чтобы убрать)",
    "value.files": "файлов: {count}",
    "value.point": "{lat}, {lon}",
    "value.from_photo": "место взято с фото",
    "left.minutes": "{count} мин",
    "left.hours": "{count} ч",
    "left.remaining": "осталось {span}",
    "left.overdue": "просрочено на {span}",
    "law.article": "{law}, статья {article}",
}
