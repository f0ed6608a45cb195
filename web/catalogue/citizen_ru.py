"""Texts of the pages, Russian: the town's services, one question a page, the receipt."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- The town and its services
    "town.title": "Что случилось?",
    "town.group.issues": "Сообщить о проблеме",
    "town.group.papers": "Справки и документы",
    "town.group.visits": "Записаться",
    "town.group.part": "Участвовать в жизни города",
    "town.group.write": "Написать нам",
    "town.other": "Случилось что-то другое",
    "town.search": "Поиск услуги",
    "town.search_hint": "Одним словом: яма, справка, приём",
    "town.search_go": "Найти",
    "town.nothing": "По слову «{asked}» ничего не нашли. Позвоните {phone}: оператор подскажет и запишет.",
    "town.found": "По слову «{asked}» нашли: {count}.",
    "town.all": "Все услуги",
    "town.danger": "Опасно прямо сейчас?",
    "town.danger_ring": "Звоните {phone}, круглосуточно.",
    "town.ring": "Удобнее позвонить?",
    "town.ring_hint": "Расскажите, что случилось, – оператор запишет и назовёт номер:",
    "town.check": "Есть документ от города?",
    "town.check_hint": "На нём есть код из 12 цифр. Проверьте, настоящий ли он:",
    "service.needs": "Что понадобится",
    "service.terms": "Сколько ждать",
    "service.start": "Начать",
    "service.book": "Выбрать день и время",
    "service.danger": "Опасно прямо сейчас? Звоните",
    "service.danger_hours": ", круглосуточно.",
    "service.by_phone": "То же можно сделать по телефону {phone} или в центре услуг.",
    "filing.matter": "О чём речь",
    "filing.who": "Как вас зовут и куда ответить?",
    "filing.who_hint": (
        "Закон просит имя и адрес проживания. Без адреса примем сообщение как сигнал: сделаем, но "
        "письменного ответа по закону не будет."
    ),
    "filing.on_behalf": "Подаю за другого человека",
    "filing.on_behalf.free": "Выше впишите, за кого подаёте. Здесь – себя.",
    "filing.on_behalf.with_basis": (
        "Выше впишите, за кого подаёте. Здесь – себя и основание: доверенность или что вы законный представитель."
    ),
    "filing.check": "Проверить перед отправкой",
    "person.surname": "Фамилия",
    "person.given_name": "Имя",
    "person.patronymic": "Отчество",
    "person.organisation": "Организация",
    "person.birth_date": "Дата рождения",
    "person.address": "Адрес проживания",
    "person.address_hint": "Улица, дом, квартира. На публичной странице её не будет.",
    "person.phone": "Телефон",
    "person.email": "Электронная почта",
    "person.contact_by": "Как вам удобно получать вести?",
    "person.kind": "Кто обращается",
    "person.code": "Код организации",
    "person.number": "Номер документа",
    "person.date": "Дата документа",
    "person.scope": "Полномочия",
    "person.notary": "Нотариус",
    "representative.surname": "Ваша фамилия",
    "representative.given_name": "Ваше имя",
    "representative.patronymic": "Ваше отчество",
    "representative.phone": "Ваш телефон",
    "representative.basis": "Основание",
    "representative.number": "Номер доверенности",
    "representative.valid_until": "Действительна до",
    "way.link": "SMS со ссылкой",
    "way.voice": "SMS без ссылки",
    "way.email": "электронная почта",
    "way.post": "письмо по почте",
    "preview.title": "Проверьте перед отправкой",
    "preview.send": "Отправить",
    "preview.change": "Изменить",
    "preview.consent": (
        "Отправляя, вы соглашаетесь, что город обработает эти данные, чтобы ответить вам. Ваше имя, "
        "телефон и текст никому постороннему не показываем."
    ),
    # --- One question a page
    "service.at_once": "Все вопросы на одной странице",
    "draft.step": "Вопрос {number} из {count}",
    "draft.go_on": "Дальше",
    "draft.back": "Назад",
    "draft.skip_place": "Место есть на фото",
    "draft.kept": "Ответы храним 24 часа по адресу этой страницы: можно закрыть и вернуться.",
    "draft.change": "Изменить",
    "draft.forgotten.title": "Этот черновик уже стёрт",
    "draft.forgotten": "Незавершённое храним 24 часа, потом стираем. Начните, пожалуйста, снова.",
    "draft.join": (
        "Присоединим к сообщению № {reference}: вы получите свой номер и узнаете всё, что узнает тот заявитель."
    ),
    "draft.renamed": "Теперь это {present} (раньше – {former}). Мы поймём оба названия.",
    "which_place.title": "Где именно?",
    "which_place.hint": "Фото сделано не там, где вы указали. Что верно?",
    "which_place.typed": "Там, где я указал(-а): {place}",
    "which_place.photo": "Там, где сделано фото: {place}",
    "near_by.title": "Может быть, об этом уже сообщили?",
    "near_by.hint": "Если это то же самое, присоединитесь: работу сделают один раз, а сообщат и вам.",
    "near_by.join": "Присоединиться к № {reference}: {title}, {street}, {day}, {state}",
    "near_by.other": "Нет, у меня другое",
    # --- Right after filing
    "received.title": "Мы получили ваше сообщение.",
    "received.title.certificate": "Мы получили ваше заявление.",
    "received.title.appointment": "Вы записаны.",
    "received.title.appeal": "Мы получили ваше обращение.",
    "received.number": "Номер",
    "received.next": "Что дальше",
    "received.until": "До {until}: {title}.",
    "received.signal": (
        "Вы не указали адрес проживания, поэтому это сигнал, а не обращение по закону: работу сделаем, "
        "письменного ответа не обещаем."
    ),
    "received.public": (
        "Ваше имя, телефон и текст на публичной странице не показываем. Там будет только: «{title}, {street}»."
    ),
    "received.no_street": "город",
    "received.keep": "Сохраните эту страницу. Без интернета: телефон {phone}, номер {reference}.",
    "received.follow": "Следить за обращением",
    "received.receipt": "Сохранить квитанцию (PDF)",
    "received.receipt_large": "Квитанция крупным шрифтом (PDF)",
    "received.send_link": "Отправить ссылку себе",
    "receipt.heading": "Мы получили. Номер {reference}",
    "receipt.follow": "Следить: считайте код телефоном.",
    "receipt.ring": "Или позвоните {phone} и назовите номер {reference}.",
    "received.once_more": "Это уже отправлено раньше.",
}
