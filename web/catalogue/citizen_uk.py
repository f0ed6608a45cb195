"""Texts of the pages, Ukrainian: the town's services, one question a page, the receipt."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- The town and its services
    "town.title": "Що сталося?",
    "town.group.issues": "Повідомити про проблему",
    "town.group.papers": "Довідки й документи",
    "town.group.visits": "Записатися",
    "town.group.part": "Взяти участь у житті міста",
    "town.group.write": "Написати нам",
    "town.other": "Сталося щось інше",
    "town.search": "Пошук послуги",
    "town.search_hint": "Одним словом: яма, довідка, прийом",
    "town.search_go": "Знайти",
    "town.nothing": "За словом «{asked}» нічого не знайшли. Подзвоніть {phone}: оператор підкаже й запише.",
    "town.found": "За словом «{asked}» знайшли: {count}.",
    "town.all": "Усі послуги",
    "town.danger": "Небезпечно просто зараз?",
    "town.danger_ring": "Дзвоніть {phone}, цілодобово.",
    "town.ring": "Зручніше подзвонити?",
    "town.ring_hint": "Розкажіть, що сталося, – оператор запише й назве номер:",
    "town.check": "Маєте документ від міста?",
    "town.check_hint": "На ньому є 12 цифр коду. Перевірте, чи він справжній:",
    "service.needs": "Що знадобиться",
    "service.terms": "Скільки чекати",
    "service.start": "Почати",
    "service.book": "Обрати день і час",
    "service.danger": "Небезпечно просто зараз? Дзвоніть",
    "service.danger_hours": ", цілодобово.",
    "service.by_phone": "Те саме можна зробити телефоном {phone} або в центрі послуг.",
    "filing.matter": "Про що йдеться",
    "filing.who": "Як вас звати і куди відповісти?",
    "filing.who_hint": (
        "Закон просить ім'я та адресу проживання. Без адреси приймемо повідомлення як сигнал: зробимо, але "
        "письмової відповіді за законом не буде."
    ),
    "filing.on_behalf": "Подаю за іншу людину",
    "filing.on_behalf.free": "Вище впишіть, за кого подаєте. Тут – себе.",
    "filing.on_behalf.with_basis": (
        "Вище впишіть, за кого подаєте. Тут – себе і підставу: довіреність або що ви законний представник."
    ),
    "filing.check": "Перевірити перед надсиланням",
    "person.surname": "Прізвище",
    "person.given_name": "Ім'я",
    "person.patronymic": "По батькові",
    "person.organisation": "Організація",
    "person.birth_date": "Дата народження",
    "person.address": "Адреса проживання",
    "person.address_hint": "Вулиця, будинок, квартира. На публічній сторінці її не буде.",
    "person.phone": "Телефон",
    "person.email": "Електронна пошта",
    "person.contact_by": "Як вам зручно отримувати звістки?",
    "person.kind": "Хто звертається",
    "person.code": "Код організації",
    "person.number": "Номер документа",
    "person.date": "Дата документа",
    "person.scope": "Повноваження",
    "person.notary": "Нотаріус",
    "representative.surname": "Ваше прізвище",
    "representative.given_name": "Ваше ім'я",
    "representative.patronymic": "Ваше по батькові",
    "representative.phone": "Ваш телефон",
    "representative.basis": "Підстава",
    "representative.number": "Номер довіреності",
    "representative.valid_until": "Дійсна до",
    "way.link": "SMS із посиланням",
    "way.voice": "SMS без посилання",
    "way.email": "електронна пошта",
    "way.post": "лист поштою",
    "preview.title": "Перевірте перед надсиланням",
    "preview.send": "Надіслати",
    "preview.change": "Змінити",
    "preview.consent": (
        "Надсилаючи, ви погоджуєтеся, що місто обробить ці дані, щоб відповісти вам. Ваше ім'я, телефон і "
        "текст нікому стороннім не показуємо."
    ),
    # --- One question a page
    "service.at_once": "Усі питання на одній сторінці",
    "draft.step": "Питання {number} з {count}",
    "draft.go_on": "Далі",
    "draft.back": "Назад",
    "draft.skip_place": "Місце є на фото",
    "draft.kept": "Відповіді зберігаємо 24 години за адресою цієї сторінки: можна закрити й повернутися.",
    "draft.change": "Змінити",
    "draft.forgotten.title": "Цю чернетку вже стерто",
    "draft.forgotten": "Незавершене зберігаємо 24 години, потім стираємо. Почніть, будь ласка, знову.",
    "draft.join": (
        "Приєднаємо до повідомлення № {reference}: ви отримаєте свій номер і дізнаєтеся все, що дізнається той заявник."
    ),
    "draft.renamed": "Тепер це {present} (раніше – {former}). Ми зрозуміємо обидві назви.",
    "which_place.title": "Де саме?",
    "which_place.hint": "Фото зроблено не там, де ви вписали. Що правильно?",
    "which_place.typed": "Там, де я вписав(-ла): {place}",
    "which_place.photo": "Там, де зроблено фото: {place}",
    "near_by.title": "Можливо, про це вже повідомили?",
    "near_by.hint": "Якщо це те саме, приєднайтеся: роботу зроблять один раз, а сповістять і вас.",
    "near_by.join": "Приєднатися до № {reference}: {title}, {street}, {day}, {state}",
    "near_by.other": "Ні, у мене інше",
    # --- Right after filing
    "received.title": "Ми отримали ваше повідомлення.",
    "received.title.certificate": "Ми отримали вашу заяву.",
    "received.title.appointment": "Вас записано.",
    "received.title.appeal": "Ми отримали ваше звернення.",
    "received.number": "Номер",
    "received.next": "Що далі",
    "received.until": "До {until}: {title}.",
    "received.signal": (
        "Ви не вказали адреси проживання, тому це сигнал, а не звернення за законом: роботу зробимо, "
        "письмової відповіді не обіцяємо."
    ),
    "received.public": (
        "Ваше ім'я, телефон і текст на публічній сторінці не показуємо. Там буде лише: «{title}, {street}»."
    ),
    "received.no_street": "місто",
    "received.keep": "Збережіть цю сторінку. Без інтернету: телефон {phone}, номер {reference}.",
    "received.follow": "Стежити за зверненням",
    "received.receipt": "Зберегти квитанцію (PDF)",
    "received.receipt_large": "Квитанція великим шрифтом (PDF)",
    "received.send_link": "Надіслати посилання собі",
    "receipt.heading": "Ми отримали. Номер {reference}",
    "receipt.follow": "Стежити: зчитайте код телефоном.",
    "receipt.ring": "Або подзвоніть {phone} і назвіть номер {reference}.",
    "received.once_more": "Це вже надіслано раніше.",
}
