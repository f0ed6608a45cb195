"""What is wrong with one field of the input."""

from __future__ import annotations

from collections.abc import Mapping

from gate.wording.row import Row

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
    "required_for_contact": Row(
        422,
        "Без цього ми не зможемо відповісти так, як ви обрали.",
        "Without this we cannot answer the way you chose.",
        "Без этого мы не сможем ответить так, как вы выбрали.",
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
    "position_of_another": Row(
        422,
        "Посада має бути власна: без «За» і скісної риски. Хто заступає, має наказ.",
        "A position is one's own: without «За» or a slash. Who stands in has an order.",
        "Должность должна быть своя: без «За» и косой черты. Кто замещает, имеет приказ.",
    ),
    "not_a_page": Row(
        422,
        "Це не сторінка: підійдуть PDF, JPEG, PNG чи WebP.",
        "This is no page: PDF, JPEG, PNG or WebP will do.",
        "Это не страница: подойдут PDF, JPEG, PNG или WebP.",
    ),
    "too_many": Row(422, "Забагато.", "Too many.", "Слишком много."),
    "too_few": Row(422, "Замало.", "Too few.", "Слишком мало."),
    "out_of_range": Row(422, "Поза дозволеними межами.", "Out of range.", "Вне допустимых пределов."),
    "too_small": Row(422, "Замале значення.", "Too small.", "Слишком маленькое значение."),
    "too_big": Row(422, "Завелике значення.", "Too large.", "Слишком большое значение."),
    "not_one_of": Row(422, "Немає такого варіанта.", "Not one of the options.", "Нет такого варианта."),
    "in_the_future": Row(422, "Ця дата ще не настала.", "This day is still to come.", "Эта дата ещё не наступила."),
    "day_too_soon": Row(
        422,
        "Цей день зарано: оберіть пізніший.",
        "This day is too soon: choose a later one.",
        "Этот день слишком рано: выберите более поздний.",
    ),
    "day_too_far": Row(
        422,
        "Цей день задалеко: оберіть раніший.",
        "This day is too far: choose an earlier one.",
        "Этот день слишком далеко: выберите более ранний.",
    ),
    "unknown_placeholder": Row(
        422,
        "Такого підставлення у фігурних дужках немає.",
        "There is no such name for braces.",
        "Такой подстановки в фигурных скобках нет.",
    ),
    "unknown_addressee": Row(
        422,
        "Такої установи немає в довіднику міста.",
        "There is no such body in the town's register.",
        "Такого учреждения нет в справочнике города.",
    ),
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
    "unknown_person": Row(
        422, "Такої людини у справі немає.", "There is no such person in the case.", "Такого человека в деле нет."
    ),
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
    "more_than_paid": Row(422, "Більше, ніж сплачено.", "More than was paid.", "Больше, чем оплачено."),
    "other_amount": Row(
        422,
        "Цей документ уже записано з іншою сумою.",
        "This document is on record with another amount.",
        "Этот документ уже записан с другой суммой.",
    ),
    "other_role": Row(
        422, "Ця людина має іншу роль.", "This person has another role.", "У этого человека другая роль."
    ),
    "away": Row(422, "Цієї людини зараз немає.", "This person is absent now.", "Этого человека сейчас нет."),
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
    "unknown_state": Row(422, "Такого стану немає.", "There is no such state.", "Такого состояния нет."),
    "final_state": Row(
        422,
        "Кінцевий стан не переводять.",
        "A final state is not mapped.",
        "Конечное состояние не переводят.",
    ),
    "is_revert": Row(
        422,
        "Це саме повернення: його не повертають.",
        "This is a way back itself.",
        "Это само возвращение: его не возвращают.",
    ),
    "expired": Row(422, "Строк дії минув.", "Expired.", "Срок действия истёк."),
    "wrong_pin": Row(422, "PIN неправильний.", "The PIN is wrong.", "PIN неверный."),
}
"""What is wrong with one field of the input."""
