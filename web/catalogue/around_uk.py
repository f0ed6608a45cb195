"""Texts of the pages, Ukrainian: what stands around every page, problems, forms."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- Around every page
    "page.skip": "До змісту",
    "page.home": "Головна",
    "page.languages": "Мова",
    "page.more": "Ще",
    "page.phone": "Довідкова міста, цілодобово:",
    "page.services": "Послуги",
    "page.problems": "Що зроблено в місті",
    "page.verify": "Перевірити документ",
    "page.staff": "Для працівників",
    "list.more": "Показати ще",
    "yes": "так",
    "no": "ні",
    # --- Problems
    "problem.home": "На головну",
    "problem.queue": "До черги",
    "problem.ring": "Довідкова міста:",
    "problem.unknown_link.title": "Це посилання не діє",
    "problem.unknown_link": (
        "Перевірте, чи всі літери введено. Можливо, вам надіслали новіше посилання. Якщо не вийде, "
        "подзвоніть і назвіть номер звернення."
    ),
    "problem.locked.title": "Спочатку введіть цифри телефону",
    "problem.locked": "Поверніться на сторінку звернення і введіть чотири останні цифри телефону.",
    "problem.not_found.title": "Такої сторінки немає",
    "problem.not_found": "Перевірте адресу або почніть з головної.",
    # --- Forms
    "form.problems": "Перевірте, будь ласка",
    "form.mistake": "Помилка",
    "form.optional": "(можна пропустити)",
    "form.choose": "Оберіть",
    "form.no_slots": "Вільного часу поки немає. Подзвоніть у довідкову.",
    "form.place.address": "Вулиця, будинок або орієнтир",
    "form.place.here": "Я зараз тут",
    "form.place.here_hint": "Візьмемо координати з пристрою, якщо дозволите. Або впишіть їх.",
    "form.place.lat": "Широта",
    "form.place.lon": "Довгота",
    "form.place.found": "Місце знайдено.",
    "form.place.lost": "Пристрій не сказав, де ви. Впишіть адресу.",
    "form.kept_upload": "Файл {number} додано (зніміть позначку, щоб прибрати)",
    "value.files": "файлів: {count}",
    "value.point": "{lat}, {lon}",
    "value.from_photo": "місце взято з фото",
    "left.minutes": "{count} хв",
    "left.hours": "{count} год",
    "left.remaining": "лишилось {span}",
    "left.overdue": "прострочено на {span}",
    "law.article": "{law}, стаття {article}",
}
