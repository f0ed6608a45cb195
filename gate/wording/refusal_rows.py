"""Why a transition may not happen now: guards and the words of api.md."""

from __future__ import annotations

from collections.abc import Mapping

from gate.wording.migration_rows import MIGRATIONS
from gate.wording.row import Row

REFUSALS: Mapping[str, Row] = {
    **MIGRATIONS,
    "wrong_state": Row(
        409,
        "У теперішньому стані цього зробити не можна.",
        "Not possible in the present state.",
        "В нынешнем состоянии этого сделать нельзя.",
    ),
    "copy_not_made": Row(
        409,
        "Копію ще складаємо або її повернули. Зачекайте хвилину чи скануйте папір ще раз.",
        "The copy is still being made, or was sent back. Wait a minute, or scan the paper anew.",
        "Копию ещё составляем или её вернули. Подождите минуту или отсканируйте бумагу ещё раз.",
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
    "certificate_expired": Row(
        409,
        "Строк дії сертифіката підпису минув або ще не почався. Потрібен новий ключ.",
        "The certificate of the signing key has ended or has not begun. A new key is needed.",
        "Срок действия сертификата подписи истёк или ещё не начался. Нужен новый ключ.",
    ),
    "certificate_revoked": Row(
        409,
        "Сертифікат підпису відкликано. Потрібен новий ключ.",
        "The certificate of the signing key was revoked. A new key is needed.",
        "Сертификат подписи отозван. Нужен новый ключ.",
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
    "another_is_named": Row(
        409,
        "На документі вже надруковано, хто підписує далі: {position} {name}. Підпише ця людина, або поверніть"
        " документ.",
        "The paper names who signs next: {position} {name}. They sign it, or it is returned and made anew.",
        "На документе уже напечатано, кто подписывает дальше: {position} {name}. Подпишет этот человек, или верните"
        " документ.",
    ),
    "already_signed": Row(
        409,
        "Ви вже підписали цей документ. Далі підписує інший член комісії.",
        "You have signed this paper already. Another member signs next.",
        "Вы уже подписали этот документ. Дальше подписывает другой член комиссии.",
    ),
    "signer_unclear": Row(
        409,
        "Цей документ підписують кілька людей, а хто з них далі – незрозуміло (роль «{role}»). Назвіть підписантів.",
        "Several people may sign next (role {role}): say who it will be, for their name stands on the paper.",
        "Документ подписывают несколько людей, и кто из них дальше – непонятно (роль «{role}»). Назовите подписантов.",
    ),
    "paper_incomplete": Row(
        409,
        "Документ неповний: шаблон не показує обов'язкового реквізиту. Підписати не можна, адміністратор знає.",
        "The paper is not whole: its template leaves out what such a paper must show. The administrator has been told.",
        "Документ неполный: шаблон не показывает обязательного реквизита. Подписать нельзя, администратор знает.",
    ),
    "changed_since_signed": Row(
        409,
        "Після першого підпису змінилося те, про що сказано в документі. Поверніть його: підпишете наново.",
        "What the paper tells has changed since its first signature. Return it, and it is signed anew.",
        "После первой подписи изменилось то, о чём сказано в документе. Верните его: подпишете заново.",
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
        "Чекаємо звіту співвиконавця: {names}",
        "Waiting for the report of: {names}",
        "Ждём отчёта соисполнителя: {names}",
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
    "fee_settled": Row(
        409,
        "Спершу потрібна плата або звільнення від неї; сплачене вдруге не приймаємо.",
        "The fee is to be settled first; and what is settled is not paid twice.",
        "Сначала нужна плата или освобождение от неё; оплаченное второй раз не принимаем.",
    ),
    "no_fee": Row(409, "Ця послуга безоплатна.", "This service is free.", "Эта услуга бесплатная."),
    "delegated": Row(
        409,
        "Це передано: тепер це робить {name}.",
        "This was handed over: {name} does it now.",
        "Это передано: теперь это делает {name}.",
    ),
    "delegation_forbidden": Row(
        409,
        "Це не передають: так сказано у визначенні послуги.",
        "This is not handed over: the definition of the service says so.",
        "Это не передают: так сказано в определении услуги.",
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
    "erased": Row(
        409,
        "Картку стерто: у ній більше нічого не відбувається.",
        "The case was erased: nothing happens on it any more.",
        "Карточка стёрта: в ней больше ничего не происходит.",
    ),
    "case_open": Row(
        409,
        "Розгляд ще триває: стерти можна лише завершене.",
        "The case is still open: only what has ended can be erased.",
        "Рассмотрение ещё идёт: стереть можно только завершённое.",
    ),
    "legal_term_runs": Row(
        409,
        "Ще біжить строк за законом.",
        "A term set by law is still running.",
        "Ещё идёт срок по закону.",
    ),
    "keep_term_runs": Row(
        409,
        "Строк зберігання ще не минув.",
        "It must still be kept: its term is not over.",
        "Срок хранения ещё не прошёл.",
    ),
    "act_needed": Row(
        409,
        "Документ із журналу знищують лише за підписаним актом.",
        "What stands in a journal is destroyed only by a signed act.",
        "Документ из журнала уничтожают только по подписанному акту.",
    ),
    "not_on_act": Row(
        409,
        "Цього немає в акті.",
        "The act does not list this.",
        "Этого нет в акте.",
    ),
    "act_not_signed": Row(
        409,
        "Акт ще не підписано.",
        "The act is not signed yet.",
        "Акт ещё не подписан.",
    ),
    "nothing_due": Row(
        409,
        "Немає томів, строк зберігання яких минув.",
        "There are no volumes whose term is over.",
        "Нет томов, срок хранения которых прошёл.",
    ),
    "year_runs": Row(
        409,
        "Рік ще триває: його справи закривають після 31 грудня.",
        "The year is not over: its files are closed after 31 December.",
        "Год ещё идёт: его дела закрывают после 31 декабря.",
    ),
    "cases_to_file": Row(
        409,
        "Є завершені картки, ще не направлені до справ. Спробуйте за хвилину.",
        "Some finished cases are not in their files yet. Try again in a minute.",
        "Есть завершённые карточки, ещё не направленные в дела. Попробуйте через минуту.",
    ),
}
"""Why a transition may not happen now: guards' names and the words of api.md."""
