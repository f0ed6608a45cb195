"""Every refusal in words: one table from `code` to HTTP status and a sentence in each language, sent as RFC 9457.

Nothing else in the code base words an error, and this file knows nothing of Flask. A sentence may name data of the
error as `{name}`. Statuses: api.md. A code without a row gets its kind's row, so a new code is never a crash; a test
keeps the table complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from documents.errors import DocumentError
from gate.languages import DEFAULT, LANGUAGES
from workflow.errors import (
    Conflict,
    DefinitionError,
    DomainError,
    InvalidInput,
    NotAvailable,
    NotFound,
    NotPermitted,
    Refusal,
)
from workflow.values import Json

TYPE_PREFIX = "urn:sprava:problem:"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `status` and the sentence in Ukrainian, English, Russian."""

    status: int
    uk: str
    en: str
    ru: str

    def sentence(self, language: str, data: Mapping[str, object]) -> str:
        """The sentence with the error's data filled in; a name that is not there stays empty."""
        text = {"uk": self.uk, "en": self.en, "ru": self.ru}[language if language in LANGUAGES else DEFAULT]
        return text.format_map(_Lenient({name: _plain(value) for name, value in data.items()}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem ready to be sent: RFC 9457's members and ours. `retry_after` in seconds goes into a header."""

    status: int
    code: str
    title: str
    detail: str
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refusals: tuple[tuple[str, str], ...] = ()
    retry_after: int | None = None

    def document(self) -> dict[str, Json]:
        """The members as they are sent; `errors` and `refusals` only when there are any."""
        made: dict[str, Json] = {
            "type": TYPE_PREFIX + self.code,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.errors:
            made["errors"] = {name: list(messages) for name, messages in self.errors.items()}
        if self.refusals:
            made["refusals"] = [{"code": code, "message": message} for code, message in self.refusals]
        return made


class GateRefusal(Exception):
    """Somebody was stopped at the door, before any command: a code of the table, its data, and field errors.

    `retry_after` in seconds, with 429 and 503.
    """

    def __init__(
        self,
        code: str,
        *,
        errors: Mapping[str, Sequence[str]] | None = None,
        retry_after: int | None = None,
        **data: Json,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.errors: Mapping[str, Sequence[str]] = errors or {}
        self.retry_after = retry_after
        self.data: Mapping[str, Json] = data


TABLE: Mapping[str, Row] = {
    # --- who asks
    "not_signed_in": Row(401, "Спочатку увійдіть.", "Sign in first.", "Сначала войдите."),
    "second_factor_needed": Row(
        401,
        "Вхід не завершено: потрібен другий крок.",
        "Signing in is not complete: the second step is missing.",
        "Вход не завершён: нужен второй шаг.",
    ),
    "wrong_credentials": Row(
        401,
        "Ім'я користувача або пароль неправильні.",
        "The user name or the password is wrong.",
        "Имя пользователя или пароль неверны.",
    ),
    "wrong_second_factor": Row(
        422,
        "Код неправильний або його вже використано.",
        "The code is wrong or was used already.",
        "Код неверен или уже использован.",
    ),
    "no_second_factor": Row(
        409,
        "Другого кроку ще не налаштовано.",
        "No second step has been set up yet.",
        "Второй шаг ещё не настроен.",
    ),
    "sign_in_again": Row(
        403,
        "Увійдіть ще раз, щоб це змінити.",
        "Sign in again to change this.",
        "Войдите ещё раз, чтобы это изменить.",
    ),
    "factor_known": Row(
        409,
        "Цей ключ уже зареєстровано.",
        "This passkey is registered already.",
        "Этот ключ уже зарегистрирован.",
    ),
    "wrong_token": Row(401, "Ключ доступу не діє.", "This access token is not valid.", "Ключ доступа не действует."),
    "not_permitted": Row(
        403, "Ваша роль цього не дозволяє.", "Your role does not allow this.", "Ваша роль этого не позволяет."
    ),
    "csrf": Row(
        403,
        "Сторінка застаріла. Оновіть її та повторіть.",
        "The page is out of date. Reload it and try again (header X-CSRF-Token).",
        "Страница устарела. Обновите её и повторите.",
    ),
    "locked": Row(
        403,
        "Спочатку введіть чотири останні цифри телефону.",
        "Give the last four digits of the phone first.",
        "Сначала введите четыре последние цифры телефона.",
    ),
    "wrong_host": Row(
        400,
        "За цією адресою нічого немає.",
        "This host name is not served here.",
        "По этому адресу ничего нет.",
    ),
    # --- what is not there
    "not_found": Row(404, "Такого немає.", "There is no such thing.", "Такого нет."),
    "unknown_case": Row(404, "Такого звернення немає.", "There is no such case.", "Такого обращения нет."),
    "unknown_document": Row(404, "Такого документа немає.", "There is no such document.", "Такого документа нет."),
    "unknown_milestone": Row(404, "Такого етапу немає.", "There is no such milestone.", "Такого этапа нет."),
    "not_registered": Row(
        404, "Реєстраційної картки немає.", "There is no registration card.", "Регистрационной карточки нет."
    ),
    "unknown_journal": Row(404, "Такого журналу немає.", "There is no such journal.", "Такого журнала нет."),
    "unknown_index": Row(
        404, "Такого реєстраційного індексу немає.", "There is no such index.", "Такого регистрационного индекса нет."
    ),
    "unknown_work": Row(404, "Такого завдання немає.", "There is no such work.", "Такого задания нет."),
    "unknown_checkpoint": Row(
        404, "Такої проміжної дати немає.", "There is no such checkpoint.", "Такой промежуточной даты нет."
    ),
    "unknown_executor": Row(404, "Такого виконавця немає.", "There is no such executor.", "Такого исполнителя нет."),
    "unknown_resolution": Row(404, "Такої резолюції немає.", "There is no such resolution.", "Такой резолюции нет."),
    "unknown_review": Row(
        404, "Такого погодження немає.", "There is no such round of reviews.", "Такого согласования нет."
    ),
    "unknown_acquaintance": Row(
        404, "Такого ознайомлення немає.", "There is no such list of readers.", "Такого ознакомления нет."
    ),
    "unknown_request_type": Row(404, "Такої послуги немає.", "There is no such service.", "Такой услуги нет."),
    "unknown_calendar": Row(404, "Такого календаря немає.", "There is no such calendar.", "Такого календаря нет."),
    "unknown_link": Row(
        404,
        "Це посилання не діє. Перевірте його або зателефонуйте до міської довідкової.",
        "This link does not work. Check it, or ring the town.",
        "Эта ссылка не действует. Проверьте её или позвоните в городскую справочную.",
    ),
    "unknown_person": Row(
        404, "Такої особи у зверненні немає.", "There is no such person on the case.", "Такого лица в обращении нет."
    ),
    "unknown_attachment": Row(404, "Такого файлу немає.", "There is no such file.", "Такого файла нет."),
    "unknown_substitution": Row(
        404, "Такого заміщення немає.", "There is no such substitution.", "Такого замещения нет."
    ),
    "unknown_user": Row(404, "Такого працівника немає.", "There is no such member of staff.", "Такого сотрудника нет."),
    "unknown_unit": Row(404, "Такого підрозділу немає.", "There is no such unit.", "Такого подразделения нет."),
    "unknown_incident": Row(404, "Такого збою немає.", "There is no such incident.", "Такого сбоя нет."),
    "unknown_slot": Row(404, "Такого часу прийому немає.", "There is no such slot.", "Такого времени приёма нет."),
    "unknown_token": Row(
        404, "Такого ключа доступу немає.", "There is no such access token.", "Такого ключа доступа нет."
    ),
    "unknown_signing_session": Row(
        404,
        "Сеанс підписання закінчився. Введіть PIN ще раз.",
        "The signing session is over. Enter the PIN again.",
        "Сеанс подписания закончился. Введите PIN ещё раз.",
    ),
    "link_expired": Row(
        410,
        "Це посилання вже не діє: звернення закрито понад 90 днів тому. Введіть номер телефону, на який приходили"
        " SMS, – надішлемо нове.",
        "This link has expired: the case was closed over 90 days ago. Name the phone that the SMS came to, and a new"
        " one will be sent.",
        "Эта ссылка уже не действует: обращение закрыто более 90 дней назад. Введите номер телефона, на который"
        " приходили SMS, – пришлём новую.",
    ),
    "renewal_not_needed": Row(
        409,
        "Це посилання діє, нове не потрібне.",
        "This link works, no new one is needed.",
        "Эта ссылка действует, новая не нужна.",
    ),
    "forged_report": Row(
        403,
        "Це повідомлення про доставлення не від нашого шлюзу.",
        "This delivery report does not come from our gateway.",
        "Этот отчёт о доставке не от нашего шлюза.",
    ),
    "unreadable_report": Row(
        422,
        "Повідомлення про доставлення не читається.",
        "This delivery report cannot be read.",
        "Отчёт о доставке не читается.",
    ),
    "not_stored": Row(404, "Цього файлу немає.", "These bytes are not here.", "Этого файла нет."),
    "method_not_allowed": Row(
        405, "Так звертатися сюди не можна.", "This method is not allowed here.", "Так обращаться сюда нельзя."
    ),
    # --- what cannot be done now
    "not_available": Row(
        409, "Зараз цього зробити не можна.", "This cannot be done now.", "Сейчас этого сделать нельзя."
    ),
    "conflict": Row(
        409,
        "Хтось встиг раніше. Оновіть сторінку.",
        "Somebody else was first. Look again.",
        "Кто-то успел раньше. Обновите страницу.",
    ),
    "stale_version": Row(
        412,
        "Картку вже змінено. Оновіть її та повторіть.",
        "The case has changed since you read it.",
        "Карточка уже изменена. Обновите её и повторите.",
    ),
    "substitution_overlaps": Row(
        409,
        "За цю людину в ці дні вже хтось діє.",
        "Somebody acts for that person in that period already.",
        "За этого человека в эти дни уже кто-то действует.",
    ),
    "slot_taken": Row(
        409, "Цей час уже зайняли. Оберіть інший.", "This slot is taken.", "Это время уже заняли. Выберите другое."
    ),
    "slot_not_free": Row(
        409,
        "На цей час записатися не можна. Оберіть інший.",
        "This slot cannot be booked.",
        "На это время записаться нельзя. Выберите другое.",
    ),
    "hold_expired": Row(
        409,
        "Час ви тримали довше за десять хвилин. Оберіть його знову.",
        "The hold has expired.",
        "Время удерживалось дольше десяти минут. Выберите его снова.",
    ),
    "text_changed": Row(
        409,
        "Текст змінився після того, як ви його читали. Прочитайте ще раз.",
        "The text has changed since you read it. Read it again.",
        "Текст изменился после того, как вы его читали. Прочитайте ещё раз.",
    ),
    "document_changed": Row(
        409,
        "Документ змінився після того, як ви його відкрили. Відкрийте ще раз.",
        "The document has changed since you opened it.",
        "Документ изменился после того, как вы его открыли. Откройте ещё раз.",
    ),
    "document_not_open": Row(
        409,
        "Спочатку відкрийте документ: підписують те, що бачать.",
        "Open the document first: one signs what one sees.",
        "Сначала откройте документ: подписывают то, что видят.",
    ),
    "key_in_use": Row(
        409,
        "Такий самий запит ще виконується.",
        "The same request is still being carried out.",
        "Такой же запрос ещё выполняется.",
    ),
    "key_reused": Row(
        422,
        "Цей Idempotency-Key уже був з іншим вмістом.",
        "This Idempotency-Key was used with another body.",
        "Этот Idempotency-Key уже был с другим содержимым.",
    ),
    "turn_taken": Row(
        409,
        "Черга щойно змінилася. Повторіть.",
        "The queue has just changed. Try again.",
        "Очередь только что изменилась. Повторите.",
    ),
    "already_voted": Row(
        409,
        "З цього номера вже проголосували.",
        "This phone has voted already.",
        "С этого номера уже проголосовали.",
    ),
    "unknown_vote": Row(
        404, "З цього номера не голосували.", "This phone has not voted.", "С этого номера не голосовали."
    ),
    "already_registered": Row(
        409,
        "Документ уже зареєстровано за № {index}.",
        "Registered already under {index}.",
        "Документ уже зарегистрирован под № {index}.",
    ),
    "already_booked": Row(409, "Запис уже є.", "There is a booking already.", "Запись уже есть."),
    "username_taken": Row(
        409, "Таке ім'я користувача вже є.", "This user name is taken.", "Такое имя пользователя уже есть."
    ),
    "name_taken": Row(409, "Таке ім'я вже є.", "This name is taken.", "Такое имя уже есть."),
    "unit_exists": Row(409, "Такий підрозділ уже є.", "This unit exists already.", "Такое подразделение уже есть."),
    "host_taken": Row(
        409, "Цю адресу вже має інше місто.", "Another town has this host name.", "Этот адрес уже у другого города."
    ),
    "version_published": Row(
        409, "Цю версію вже опубліковано.", "This version is published already.", "Эта версия уже опубликована."
    ),
    "version_not_increased": Row(
        409, "Номер версії має зрости.", "The version must increase.", "Номер версии должен вырасти."
    ),
    "substitution_exists": Row(
        409, "Таке заміщення вже внесено.", "This substitution is entered already.", "Такое замещение уже внесено."
    ),
    "attachment_claimed": Row(
        409,
        "Цей файл уже в іншому зверненні.",
        "This file belongs to another case.",
        "Этот файл уже в другом обращении.",
    ),
    "digest_mismatch": Row(
        409,
        "Вміст не збігається зі своїм відбитком.",
        "The content does not match its hash.",
        "Содержимое не совпадает со своим отпечатком.",
    ),
    "no_way_to_send": Row(
        409,
        "У зверненні немає ні телефону, ні електронної пошти. Зателефонуйте до міської довідкової.",
        "The case has neither a phone nor an e-mail. Ring the town.",
        "В обращении нет ни телефона, ни электронной почты. Позвоните в городскую справочную.",
    ),
    "already_exists": Row(409, "Таке вже є.", "It exists already.", "Такое уже есть."),
    # --- what is wrong with the input
    "bad_request": Row(400, "Запит не прочитано.", "The request cannot be read.", "Запрос не прочитан."),
    "invalid_json": Row(400, "Це не JSON.", "The body is not JSON.", "Это не JSON."),
    "invalid_input": Row(422, "Перевірте позначені поля.", "Look at the fields named.", "Проверьте отмеченные поля."),
    "unknown_transition": Row(409, "Такого кроку немає.", "There is no such transition.", "Такого шага нет."),
    "invalid_resolution": Row(422, "Перевірте резолюцію.", "Look at the resolution.", "Проверьте резолюцию."),
    "pin_required": Row(422, "Введіть PIN.", "Enter the PIN.", "Введите PIN."),
    "pin_locked": Row(
        429,
        "PIN введено неправильно забагато разів. Зачекайте чверть години.",
        "The PIN was wrong too often. Wait a quarter of an hour.",
        "PIN введён неверно слишком много раз. Подождите четверть часа.",
    ),
    "wrong_pin": Row(422, "PIN неправильний.", "The PIN is wrong.", "PIN неверный."),
    "wrong_code": Row(
        422,
        "Код або цифри не збігаються.",
        "The code or the digits do not match.",
        "Код или цифры не совпадают.",
    ),
    "signing_session_ended": Row(
        422,
        "Сеанс підписання закінчився. Введіть PIN ще раз.",
        "The signing session has ended. Enter the PIN again.",
        "Сеанс подписания закончился. Введите PIN ещё раз.",
    ),
    "too_large": Row(
        413, "Завеликий файл або запит.", "The file or the request is too large.", "Слишком большой файл или запрос."
    ),
    "unsupported_media": Row(
        415,
        "Такі файли не приймаємо. Підійдуть JPEG, PNG, WebP, HEIC або PDF.",
        "This kind of file is not accepted: JPEG, PNG, WebP, HEIC or PDF.",
        "Такие файлы не принимаем. Подойдут JPEG, PNG, WebP, HEIC или PDF.",
    ),
    "not_json": Row(415, "Тут приймають лише JSON.", "Only JSON is taken here.", "Здесь принимают только JSON."),
    "not_multipart": Row(
        415,
        "Тут приймають файл: multipart/form-data з частиною «file».",
        "A file is taken here: multipart/form-data with the part “file”.",
        "Здесь принимают файл: multipart/form-data с частью «file».",
    ),
    "not_readable": Row(
        422, "Файл пошкоджений: його не відкрити.", "The file is damaged.", "Файл повреждён: его не открыть."
    ),
    "unsafe_content": Row(
        422,
        "У файлі є те, що може зашкодити. Збережіть його як простий PDF або фото.",
        "The file holds active content. Save it as a plain PDF or a picture.",
        "В файле есть то, что может навредить. Сохраните его как простой PDF или фото.",
    ),
    # --- signatures made elsewhere
    "signing_failed": Row(422, "Підпис не прийнято.", "The signature was not accepted.", "Подпись не принята."),
    "key_unusable": Row(409, "Ключ підпису непридатний.", "The signing key is unusable.", "Ключ подписи непригоден."),
    "no_key": Row(
        409,
        "Ключа підпису ще немає. Зверніться до адміністратора.",
        "There is no signing key yet.",
        "Ключа подписи ещё нет. Обратитесь к администратору.",
    ),
    # --- too often, too busy
    "too_many_requests": Row(
        429,
        "Забагато спроб. Зачекайте й повторіть.",
        "Too many attempts. Wait and try again.",
        "Слишком много попыток. Подождите и повторите.",
    ),
    "unavailable": Row(
        503,
        "Зараз не виходить. Нічого не втрачено; повторіть за хвилину.",
        "Not possible right now; try again in a minute.",
        "Сейчас не получается. Ничего не потеряно; повторите через минуту.",
    ),
    "storage_unavailable": Row(
        503,
        "Сховище документів недоступне. Повторіть за хвилину.",
        "The document storage is unavailable.",
        "Хранилище документов недоступно. Повторите через минуту.",
    ),
    "scanner_unreachable": Row(
        503,
        "Перевірка файлів недоступна. Повторіть за хвилину.",
        "The virus scanner is unavailable.",
        "Проверка файлов недоступна. Повторите через минуту.",
    ),
    "definition_error": Row(
        503,
        "Опис послуги пошкоджений. Ми вже знаємо.",
        "The definition of this service is unusable.",
        "Описание услуги повреждено. Мы уже знаем.",
    ),
    "internal": Row(
        500,
        "Сталася помилка. Ми вже знаємо.",
        "Something went wrong. It has been recorded.",
        "Произошла ошибка. Мы уже знаем.",
    ),
}
"""Problem codes. Statuses of codes that `workflow` and `documents` raise are theirs by kind unless a row says
otherwise."""

REFUSALS: Mapping[str, Row] = {
    "wrong_state": Row(
        409,
        "У теперішньому стані цього зробити не можна.",
        "Not possible in the present state.",
        "В нынешнем состоянии этого сделать нельзя.",
    ),
    "role": Row(
        409,
        "Це робить інша роль.",
        "Another role does this.",
        "Это делает другая роль.",
    ),
    "unit": Row(409, "Це робить інший підрозділ.", "Another unit does this.", "Это делает другое подразделение."),
    "separation": Row(
        409,
        "Одна людина не може зробити обидва кроки.",
        "One person may not do both steps.",
        "Один человек не может сделать оба шага.",
    ),
    "open_resolutions": Row(
        409,
        "Є доручення на контролі, ще не виконані.",
        "Controlled instructions are still open.",
        "Есть поручения на контроле, ещё не выполненные.",
    ),
    "paused": Row(
        409,
        "Строк зупинено: чекаємо на відповідь.",
        "Paused: an answer is awaited.",
        "Срок приостановлен: ждём ответа.",
    ),
    "no_such_transition": Row(409, "Такого кроку тут немає.", "There is no such transition.", "Такого шага здесь нет."),
    "has_place": Row(409, "Не вказано місце.", "The place is not given.", "Не указано место."),
    "has_field": Row(409, "Не заповнено: {argument}.", "Not given: {argument}.", "Не заполнено: {argument}."),
    "has_attachment": Row(409, "Немає вкладення.", "There is no attachment.", "Нет вложения."),
    "open_resolutions_none": Row(
        409,
        "Є доручення, ще не виконані.",
        "Instructions are still open.",
        "Есть поручения, ещё не выполненные.",
    ),
    "all_reviews_in": Row(409, "Не всі погодили.", "Not all reviews are in.", "Не все согласовали."),
    "not_your_turn": Row(
        409,
        "Черга до вас ще не дійшла: спершу погоджують інші.",
        "It is not your turn yet: others review first.",
        "Очередь до вас ещё не дошла: сначала согласуют другие.",
    ),
    "already_reviewed": Row(
        409, "Ви вже дали погодження.", "You have given your visa already.", "Вы уже дали согласование."
    ),
    "not_same_as": Row(
        409,
        "Це має зробити інша людина, ніж та, що зробила попередній крок.",
        "Somebody else than the one who did the earlier step has to do this.",
        "Это должен сделать другой человек.",
    ),
    "identity": Row(
        409, "Спочатку підтвердьте особу.", "Confirm your identity first.", "Сначала подтвердите личность."
    ),
    "threshold_reached": Row(
        409, "Голосів ще не досить.", "There is not enough support yet.", "Голосов ещё недостаточно."
    ),
    "voting_closed": Row(409, "Голосування не триває.", "Voting is not open.", "Голосование не идёт."),
    "no_place": Row(
        409, "Вільних місць немає: {group}.", "There is no free place: {group}.", "Свободных мест нет: {group}."
    ),
    "vote_is_final": Row(
        409, "Голос уже не можна відкликати.", "The vote can no longer be taken back.", "Голос уже нельзя отозвать."
    ),
    "other_territory": Row(
        409,
        "З цього номера голосують в іншій території.",
        "This phone votes in another territory.",
        "С этого номера голосуют на другой территории.",
    ),
    "no_paper": Row(
        409,
        "Підписи на папері тут не рахують.",
        "Signatures on paper are not counted here.",
        "Подписи на бумаге здесь не считают.",
    ),
    "registered": Row(
        409,
        "Документ ще не зареєстровано в журналі.",
        "It is not registered in its journal yet.",
        "Документ ещё не зарегистрирован в журнале.",
    ),
    "no_registration": Row(
        409,
        "Такі документи не реєструють карткою.",
        "Such cases have no registration card.",
        "Такие документы не регистрируют карточкой.",
    ),
    "slot_held": Row(
        409, "Час не обрано або його вже зайняли.", "No slot is held.", "Время не выбрано или уже занято."
    ),
    "within": Row(409, "Строк для цього минув.", "The time for this has passed.", "Срок для этого прошёл."),
    "within_hours": Row(409, "Лише в робочі години.", "Only in office hours.", "Только в рабочие часы."),
    "condition": Row(409, "Умову кроку не виконано.", "A condition does not hold.", "Условие шага не выполнено."),
    "when": Row(409, "Умову кроку не виконано.", "A condition does not hold.", "Условие шага не выполнено."),
    "too_late": Row(
        409, "Строк для цього минув {until}.", "The time for this ended on {until}.", "Срок для этого прошёл {until}."
    ),
    "joined": Row(
        409,
        "Це звернення приєднано до {main}: дійте там.",
        "This case follows {main}: act there.",
        "Это обращение присоединено к {main}: действуйте там.",
    ),
    "answer_incomplete": Row(
        409,
        "Для відповіді ще бракує: {fields}.",
        "The answer still lacks: {fields}.",
        "Для ответа ещё не хватает: {fields}.",
    ),
    "open_children": Row(
        409,
        "Ще чекаємо відповіді на запити: {references}.",
        "Requests are still open: {references}.",
        "Ещё ждём ответов на запросы: {references}.",
    ),
    "not_forwarded": Row(
        409,
        "Звернення не надсилали за належністю або відповідь уже записано.",
        "The case was not forwarded, or the answer is on record already.",
        "Обращение не направляли по принадлежности или ответ уже записан.",
    ),
    "not_posted": Row(
        409,
        "Цього листа не надсилали поштою або його вже повернули.",
        "This letter was not sent by post, or has come back already.",
        "Это письмо не отправляли почтой или оно уже вернулось.",
    ),
    "awaits_reports": Row(
        409,
        "Ще немає звітів співвиконавців.",
        "Reports of co-executors are missing.",
        "Ещё нет отчётов соисполнителей.",
    ),
    "clock_not_running": Row(
        409, "Цей строк зараз не спливає.", "That term is not running now.", "Этот срок сейчас не течёт."
    ),
    "extended_already": Row(
        409,
        "Строк уже продовжено до {until}; удруге не можна.",
        "The term was extended already, to {until}; not a second time.",
        "Срок уже продлён до {until}; второй раз нельзя.",
    ),
    "no_extension": Row(
        409,
        "Закон не дає так довго продовжувати цей строк.",
        "The law does not allow this term to be extended so far.",
        "Закон не позволяет так продлить этот срок.",
    ),
    "open_work": Row(
        409,
        "За цією людиною ще є незавершена робота ({count}): спершу передайте її.",
        "Open work still awaits that person ({count}): hand it over first.",
        "За этим человеком ещё есть незавершённая работа ({count}): сначала передайте её.",
    ),
    "not_late": Row(
        409,
        "Строк ще не минув ({until}): пояснювати нічого.",
        "The date has not passed ({until}): there is nothing to explain.",
        "Срок ещё не прошёл ({until}): объяснять нечего.",
    ),
    "substitution_ended": Row(
        409,
        "Заміщення закінчилося: {absent} уже діє особисто.",
        "The substitution has ended: {absent} acts in person again.",
        "Замещение закончилось: {absent} уже действует лично.",
    ),
    "substitution_forbidden": Row(
        409,
        "Це робить лише {absent} особисто.",
        "Only {absent} in person does this.",
        "Это делает только {absent} лично.",
    ),
    "away": Row(
        409,
        "Вас немає на роботі: за вас діє {acting}.",
        "You are away: {acting} acts for you.",
        "Вас нет на работе: за вас действует {acting}.",
    ),
}
"""Why a transition may not happen now: guards' names and the words of api.md."""

FIELDS: Mapping[str, Row] = {
    "required": Row(422, "Потрібно заповнити.", "Required.", "Нужно заполнить."),
    "unknown_key": Row(422, "Такого поля немає.", "Unknown field.", "Такого поля нет."),
    "wrong_type": Row(422, "Не той вид значення.", "Of the wrong type.", "Не тот вид значения."),
    "invalid_value": Row(422, "Таке значення не підходить.", "Not a valid value.", "Такое значение не подходит."),
    "not_plain": Row(
        422,
        "Є символ, який не можна зберегти.",
        "Holds a character nobody can keep.",
        "Есть символ, который нельзя сохранить.",
    ),
    "too_long": Row(422, "Задовго.", "Too long.", "Слишком длинно."),
    "common_password": Row(
        422,
        "Такий пароль легко вгадати: візьміть інший.",
        "This password is easy to guess: choose another.",
        "Такой пароль легко угадать: возьмите другой.",
    ),
    "too_short": Row(422, "Закоротко.", "Too short.", "Слишком коротко."),
    "wrong_length": Row(422, "Не та довжина.", "Of the wrong length.", "Не та длина."),
    "too_many": Row(422, "Забагато.", "Too many.", "Слишком много."),
    "too_few": Row(422, "Замало.", "Too few.", "Слишком мало."),
    "out_of_range": Row(422, "Поза дозволеними межами.", "Out of range.", "Вне допустимых пределов."),
    "too_small": Row(422, "Замале значення.", "Too small.", "Слишком маленькое значение."),
    "too_big": Row(422, "Завелике значення.", "Too large.", "Слишком большое значение."),
    "not_one_of": Row(422, "Немає такого варіанта.", "Not one of the options.", "Нет такого варианта."),
    "in_the_future": Row(422, "Ця дата ще не настала.", "This day is still to come.", "Эта дата ещё не наступила."),
    "not_a_date": Row(422, "Це не дата.", "Not a date.", "Это не дата."),
    "not_a_moment": Row(422, "Це не дата з часом.", "Not a date and time.", "Это не дата со временем."),
    "not_a_phone": Row(422, "Це не номер телефону.", "Not a telephone number.", "Это не номер телефона."),
    "not_an_email": Row(
        422, "Це не адреса електронної пошти.", "Not an e-mail address.", "Это не адрес электронной почты."
    ),
    "not_a_pause": Row(422, "Це не зупинка строку.", "Not a pause.", "Это не приостановка срока."),
    "ends_before_start": Row(422, "Кінець раніше за початок.", "Ends before it starts.", "Конец раньше начала."),
    "in_the_past": Row(422, "Ця дата вже минула.", "In the past.", "Эта дата уже прошла."),
    "unknown_user": Row(422, "Такого працівника немає.", "No such member of staff.", "Такого сотрудника нет."),
    "unknown_unit": Row(422, "Такого підрозділу немає.", "No such unit.", "Такого подразделения нет."),
    "unknown_attachment": Row(
        422,
        "Такого файлу немає або він уже в іншому зверненні.",
        "No such file, or it belongs to another case.",
        "Такого файла нет или он уже в другом обращении.",
    ),
    "one_lead": Row(
        422, "Відповідальний має бути один.", "There must be exactly one lead.", "Ответственный должен быть один."
    ),
    "not_allowed": Row(422, "Тут цього не можна.", "Not allowed here.", "Здесь этого нельзя."),
    "signature_required": Row(
        422, "Потрібен підпис: введіть PIN.", "A signature is required: give the PIN.", "Нужна подпись: введите PIN."
    ),
    "invalid": Row(422, "Таке значення не підходить.", "Not a valid value.", "Такое значение не подходит."),
    "not_open": Row(422, "Це вже закрито.", "Already closed.", "Это уже закрыто."),
    "not_a_name": Row(422, "Це не ім'я.", "Not a name.", "Это не имя."),
    "named_twice": Row(422, "Те саме двічі.", "Named twice.", "То же самое дважды."),
    "twice": Row(422, "Ту саму людину названо двічі.", "Named twice.", "Один и тот же человек назван дважды."),
    "no_key": Row(422, "Ключа підпису ще немає.", "There is no signing key yet.", "Ключа подписи ещё нет."),
    "pin_locked": Row(422, "Забагато неправильних спроб.", "Too many wrong tries.", "Слишком много неверных попыток."),
    "not_a_choice": Row(422, "Немає такого варіанта.", "Not one of the options.", "Нет такого варианта."),
    "not_a_place": Row(
        422,
        "Це не місце: потрібна адреса або точка на карті.",
        "Not a place: an address or a point is needed.",
        "Это не место: нужен адрес или точка на карте.",
    ),
    "not_a_slot": Row(422, "Це не час прийому.", "Not a slot.", "Это не время приёма."),
    "unknown_index": Row(
        422, "Такого реєстраційного індексу немає.", "There is no such index.", "Такого регистрационного индекса нет."
    ),
    "unknown_slot": Row(422, "Такого часу прийому немає.", "There is no such slot.", "Такого времени приёма нет."),
    "not_a_time": Row(422, "Це не час.", "Not a time.", "Это не время."),
    "not_a_text": Row(422, "Потрібен текст.", "A text is needed.", "Нужен текст."),
    "not_a_number": Row(422, "Потрібне число.", "A number is needed.", "Нужно число."),
    "not_a_whole_number": Row(422, "Потрібне ціле число.", "A whole number is needed.", "Нужно целое число."),
    "not_an_attachment": Row(422, "Це не завантажений файл.", "Not an uploaded file.", "Это не загруженный файл."),
    "not_a_person": Row(422, "Це не особа.", "Not a person.", "Это не лицо."),
    "not_an_organisation": Row(422, "Це не організація.", "Not an organisation.", "Это не организация."),
    "not_money": Row(422, "Це не сума.", "Not an amount.", "Это не сумма."),
    "not_yes_or_no": Row(422, "Так або ні.", "Yes or no.", "Да или нет."),
    "not_a_username": Row(
        422,
        "Лише латинські літери, цифри та підкреслення.",
        "Letters, digits and underscores only.",
        "Только латинские буквы, цифры и подчёркивания.",
    ),
    "unknown_field": Row(422, "Такого поля немає.", "Unknown field.", "Такого поля нет."),
    "unknown_document": Row(
        422, "Такого документа у зверненні немає.", "No such document on the case.", "Такого документа в обращении нет."
    ),
    "other_request_type": Row(
        422, "Це звернення іншого виду.", "A case of another type.", "Это обращение другого вида."
    ),
    "itself": Row(422, "Це те саме звернення.", "The same case.", "Это то же обращение."),
    "other_municipality": Row(422, "Це інше місто.", "Another municipality.", "Это другой город."),
    "circle": Row(
        422,
        "Замкнене коло: ця людина сама відсутня, і її робота повернулася б сюди.",
        "A circle: that person is absent too, and the work would come back here.",
        "Замкнутый круг: этот человек сам отсутствует, и работа вернулась бы сюда.",
    ),
    "same_person": Row(422, "Це та сама людина.", "The same person.", "Это тот же человек."),
    "before_from": Row(422, "Кінець раніше за початок.", "Ends before it starts.", "Конец раньше начала."),
    "not_expected": Row(422, "Тут резолюції не буває.", "No resolution belongs here.", "Здесь резолюции не бывает."),
    "reviewers_not_expected": Row(
        422,
        "Тут людей не називають: погоджують визначені ролі.",
        "Nobody is named here: the roles review.",
        "Здесь людей не называют: согласуют определённые роли.",
    ),
    "only_one": Row(422, "Тут лише одна резолюція.", "One resolution only.", "Здесь только одна резолюция."),
    "due_past": Row(422, "Ця дата вже минула.", "In the past.", "Эта дата уже прошла."),
    "due_after_resolution": Row(
        422, "Пізніше за строк доручення.", "Later than the instruction's date.", "Позже срока поручения."
    ),
    "due_after_parent": Row(
        422,
        "Пізніше за строк основного доручення.",
        "Later than the date of the instruction above.",
        "Позже срока основного поручения.",
    ),
    "needs_a_day": Row(
        422,
        "Для повторення потрібен день, не година.",
        "A repeat needs a day, not an hour.",
        "Для повторения нужен день, не час.",
    ),
    "never_comes": Row(
        422,
        "До цього дня жодного повторення не буде.",
        "There is no further occurrence by that day.",
        "До этого дня ни одного повторения не будет.",
    ),
    "due_after_law": Row(422, "Пізніше за строк за законом.", "Later than the legal term.", "Позже срока по закону."),
    "long_sentence": Row(
        422,
        "Є задовге речення: поділіть його або поясніть, чому інакше не можна.",
        "A sentence is too long: split it, or say why it has to be.",
        "Есть слишком длинное предложение: разделите его или объясните, почему иначе нельзя.",
    ),
    "officialese": Row(
        422,
        "Є канцелярит: напишіть простіше або поясніть, чому інакше не можна.",
        "There is officialese: write it plainly, or say why it has to be.",
        "Есть канцелярит: напишите проще или объясните, почему иначе нельзя.",
    ),
    "expired": Row(422, "Строк дії минув.", "Expired.", "Срок действия истёк."),
    "wrong_pin": Row(422, "PIN неправильний.", "The PIN is wrong.", "PIN неверный."),
}
"""What is wrong with one field of the input."""

_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (NotFound, "not_found"),
    (NotPermitted, "not_permitted"),
    (NotAvailable, "not_available"),
    (InvalidInput, "invalid_input"),
    (Conflict, "conflict"),
    (DefinitionError, "definition_error"),
)

_DOCUMENT_KINDS: Mapping[str, str] = {
    "UploadRefused": "not_readable",
    "WrongPin": "wrong_pin",
    "KeyUnusable": "key_unusable",
    "SigningFailed": "signing_failed",
    "ScanFailed": "scanner_unreachable",
    "NotStored": "not_stored",
    "StorageUnavailable": "storage_unavailable",
}


def problem_of(error: DomainError | DocumentError | GateRefusal, language: str) -> Problem:
    """The problem that answers an error of ours, in words of `language`."""
    row, kind = _row(error)
    title = TABLE[kind].sentence(language, error.data)
    return Problem(
        status=row.status,
        code=error.code,
        title=title,
        detail=row.sentence(language, error.data),
        errors=_field_errors(error, language),
        refusals=_refusals(error, language),
        retry_after=_retry_after(error, row.status),
    )


def plain_problem(code: str, language: str, *, errors: Mapping[str, Sequence[str]] | None = None) -> Problem:
    """The problem of a code of the table, without an error value behind it."""
    return problem_of(GateRefusal(code, errors=errors), language)


def refusal_message(refusal: Refusal, language: str) -> str:
    """Why a transition may not happen now, in words; a guard without a row says that a condition does not hold."""
    row = REFUSALS.get(refusal.code) or REFUSALS["condition"]
    return row.sentence(language, refusal.data)


def field_message(code: str, language: str, data: Mapping[str, Json] | None = None) -> str:
    """What is wrong with a field, in words."""
    row = FIELDS.get(code) or FIELDS["invalid_value"]
    return row.sentence(language, data or {})


def _row(error: DomainError | DocumentError | GateRefusal) -> tuple[Row, str]:
    kind = _kind(error)
    return TABLE.get(error.code) or TABLE[kind], kind


def _kind(error: DomainError | DocumentError | GateRefusal) -> str:
    if isinstance(error, DocumentError):
        return _DOCUMENT_KINDS.get(type(error).__name__, "internal")
    if isinstance(error, GateRefusal):
        return error.code
    return next((code for kind, code in _KINDS if isinstance(error, kind)), "internal")


def _field_errors(error: Exception, language: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(error, InvalidInput | GateRefusal):
        return {}
    return {
        name: tuple(field_message(code, language, error.data) for code in codes) for name, codes in error.errors.items()
    }


def _refusals(error: Exception, language: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(error, NotAvailable):
        return ()
    return tuple((refusal.code, refusal_message(refusal, language)) for refusal in error.refusals)


def _retry_after(error: DomainError | DocumentError | GateRefusal, status: int) -> int | None:
    if isinstance(error, GateRefusal) and error.retry_after is not None:
        return error.retry_after
    told = error.data.get("retry_after")
    if isinstance(told, int):
        return told
    return 30 if status in (429, 503) else None


class _Lenient(dict[str, str]):
    """Data of an error; a name it does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return ", ".join(_plain(part) for part in value)
    return "" if value is None else str(value)
