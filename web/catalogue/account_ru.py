"""Texts of the pages, Russian: signing in, the second step, one's own account."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- Signing in
    "signin.title": "Вход для сотрудников",
    "signin.username": "Имя пользователя",
    "signin.password": "Пароль",
    "signin.enter": "Войти",
    # --- The second step, one's own account
    "second.title": "Второй шаг входа",
    "second.code": "Код",
    "second.code_hint": "Шесть цифр из приложения на телефоне. Нет телефона – один из резервных кодов.",
    "second.go_on": "Дальше",
    "second.use_passkey": "Войти ключом доступа",
    "second.passkey_lost": "Ключ не сработал. Попробуйте ещё раз или введите код.",
    "account.title": "Мой вход",
    "account.second": "Второй шаг входа",
    "account.must": "Вы подписываете документы: сначала настройте второй шаг, без него дальше нельзя.",
    "account.has_none": "Ещё не настроен: вход только по паролю.",
    "account.has_totp": "Настроен: код из приложения на телефоне.",
    "account.has_passkey": "Настроен: ключ доступа.",
    "account.codes_left": "Осталось резервных кодов: {left}.",
    "account.new_generator": "Коды с телефона",
    "account.new_passkey": "Ключ доступа",
    "account.passkey_name": (
        "Ключу доступа нужен адрес с именем: откройте систему по имени"
        " (на этом компьютере – localhost), а не по цифрам."
    ),
    "account.password": "Пароль",
    "account.current": "Нынешний пароль",
    "account.new": "Новый пароль",
    "account.new_hint": (
        "Не меньше {least} знаков; лучше всего несколько слов. На других устройствах придётся войти снова."
    ),
    "account.change": "Сменить пароль",
    "account.password_changed": "Пароль изменён.",
    "generator.scan": "Откройте на телефоне приложение для кодов и считайте эту картинку.",
    "generator.picture": "QR-код для приложения",
    "generator.type": "Или введите в приложение вручную:",
    "generator.code": "Код, который показывает приложение",
    "generator.again": "Начать сначала",
    "passkey.how": (
        "Ключ доступа живёт в телефоне, компьютере или USB-ключе; его открывают пальцем, лицом или "
        "PIN-кодом устройства."
    ),
    "passkey.make": "Создать ключ",
    "enrolled.title": "Второй шаг настроен",
    "enrolled.codes": (
        "Запишите резервные коды и храните отдельно от телефона. Каждый действует один раз; больше их не покажем."
    ),
    "enrolled.on": "К очереди",
}
