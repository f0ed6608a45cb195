"""Texts of the pages, Ukrainian: signing in, the second step, one's own account."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- Signing in
    "signin.title": "Вхід для працівників",
    "signin.username": "Ім'я користувача",
    "signin.password": "Пароль",
    "signin.enter": "Увійти",
    # --- The second step, one's own account
    "second.title": "Другий крок входу",
    "second.code": "Код",
    "second.code_hint": "Шість цифр із застосунку на телефоні. Немає телефону – один із резервних кодів.",
    "second.go_on": "Далі",
    "second.use_passkey": "Увійти ключем доступу",
    "second.passkey_lost": "Ключ не спрацював. Спробуйте ще раз або введіть код.",
    "account.title": "Мій вхід",
    "account.second": "Другий крок входу",
    "account.must": "Ви підписуєте документи: спочатку налаштуйте другий крок, без нього далі не можна.",
    "account.has_none": "Ще не налаштовано: вхід лише за паролем.",
    "account.has_totp": "Налаштовано: код із застосунку на телефоні.",
    "account.has_passkey": "Налаштовано: ключ доступу.",
    "account.codes_left": "Залишилося резервних кодів: {left}.",
    "account.new_generator": "Коди з телефону",
    "account.new_passkey": "Ключ доступу",
    "account.passkey_name": (
        "Ключ доступу потребує адреси з назвою: відкрийте систему за назвою"
        " (на цьому комп'ютері – localhost), а не за числами."
    ),
    "account.password": "Пароль",
    "account.current": "Теперішній пароль",
    "account.new": "Новий пароль",
    "account.new_hint": "Щонайменше {least} знаків; найкраще кілька слів. На інших пристроях доведеться увійти знову.",
    "account.change": "Змінити пароль",
    "account.password_changed": "Пароль змінено.",
    "generator.scan": "Відкрийте на телефоні застосунок для кодів і зчитайте цю картинку.",
    "generator.picture": "QR-код для застосунку",
    "generator.type": "Або введіть у застосунок вручну:",
    "generator.code": "Код, який показує застосунок",
    "generator.again": "Почати спочатку",
    "passkey.how": (
        "Ключ доступу живе в телефоні, комп'ютері або USB-ключі; його відкривають пальцем, обличчям або "
        "PIN-кодом пристрою."
    ),
    "passkey.make": "Створити ключ",
    "enrolled.title": "Другий крок налаштовано",
    "enrolled.codes": (
        "Запишіть резервні коди й тримайте окремо від телефону. Кожен діє один раз; більше їх не покажемо."
    ),
    "enrolled.on": "До черги",
}
