"""Words for roles: who may do something, as people of a town hall say it. A role of a town's own is said by its name.

Here: the roles that the shipped definitions use. A role is a code in definitions and accounts; nobody reads a code.
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "applicant": ("заявник", "applicant", "заявитель"),
    "system": ("система", "system", "система"),
    "admin": ("адміністратор системи", "administrator", "администратор системы"),
    "architect": ("архітектор", "architect", "архитектор"),
    "architecture_head": ("начальник архітектури", "head of architecture", "начальник архитектуры"),
    "archive_head": ("начальник архіву", "head of the archive", "начальник архива"),
    "archivist": ("архіваріус", "archivist", "архивариус"),
    "cashier": ("касир", "cashier", "кассир"),
    "clerk": ("адміністратор центру", "service centre clerk", "администратор центра"),
    "deputy_mayor": ("заступник міської голови", "deputy mayor", "заместитель мэра"),
    "dispatcher": ("диспетчер", "dispatcher", "диспетчер"),
    "executive_secretary": ("керуючий справами", "executive secretary", "управляющий делами"),
    "foreman": ("майстер", "foreman", "мастер"),
    "head": ("керівник", "head", "руководитель"),
    "housing_head": ("начальник ЖЕК", "head of housing", "начальник ЖЭК"),
    "inspector": ("інспектор", "inspector", "инспектор"),
    "lawyer": ("юрист", "lawyer", "юрист"),
    "mayor": ("міський голова", "mayor", "мэр"),
    "operator": ("оператор довідкової", "helpline operator", "оператор справочной"),
    "registrar": ("загальний відділ", "registrar", "общий отдел"),
    "social_head": ("начальник соцзахисту", "head of social care", "начальник соцзащиты"),
    "specialist": ("спеціаліст", "specialist", "специалист"),
    "utility_director": ("директор підприємства", "utility director", "директор предприятия"),
}
_LANGUAGES = ("uk", "en", "ru")


def role_words(role: str, language: str) -> str:
    """«керуючий справами»; a role that nobody knows here is its code with spaces: «night guard»."""
    words = _WORDS.get(role)
    return words[_LANGUAGES.index(language)] if words else role.replace("_", " ")
