"""Every problem code with its status and sentences. Statuses: api.md."""

from __future__ import annotations

from collections.abc import Mapping

from gate.wording.row import Row

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
    "unknown_addressee": Row(
        404,
        "Такого адресата в реєстрі немає.",
        "There is no such body in the register.",
        "Такого адресата в реестре нет.",
    ),
    "unknown_case": Row(404, "Такого звернення немає.", "There is no such case.", "Такого обращения нет."),
    "unknown_document": Row(404, "Такого документа немає.", "There is no such document.", "Такого документа нет."),
    "unknown_version": Row(
        404,
        "Версію {version} не опубліковано; є: {known}.",
        "Version {version} is not published; there are: {known}.",
        "Версия {version} не опубликована; есть: {known}.",
    ),
    "unknown_migration": Row(
        404, "Такого переведення справ немає.", "There is no such migration.", "Такого перевода дел нет."
    ),
    "unknown_town": Row(404, "Такого міста немає.", "There is no such town.", "Такого города нет."),
    "unknown_delegation": Row(404, "Такого передавання немає.", "There is no such delegation.", "Такой передачи нет."),
    "unknown_milestone": Row(404, "Такого етапу немає.", "There is no such milestone.", "Такого этапа нет."),
    "not_registered": Row(
        404, "Реєстраційної картки немає.", "There is no registration card.", "Регистрационной карточки нет."
    ),
    "erased": Row(
        404,
        "Документ стерто: строк його зберігання минув або так просили.",
        "The paper was erased: its term was over, or it was asked for.",
        "Документ стёрт: срок его хранения прошёл или об этом просили.",
    ),
    "unknown_file": Row(
        404,
        "Такої справи в номенклатурі немає.",
        "There is no such file in the filing plan.",
        "Такого дела в номенклатуре нет.",
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
    "migration_running": Row(
        409,
        "Справи цієї послуги вже переводять на іншу версію.",
        "Cases of this service are being migrated already.",
        "Дела этой услуги уже переводят на другую версию.",
    ),
    "migration_refused": Row(
        409,
        "Не всі справи можна перевести на цю версію; жодної не переведено.",
        "Not every case can come under this version; none was moved.",
        "Не все дела можно перевести на эту версию; ни одно не переведено.",
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
    "bad_request": Row(422, "Запит не прочитано.", "The request cannot be read.", "Запрос не прочитан."),
    "invalid_json": Row(422, "Це не JSON.", "The body is not JSON.", "Это не JSON."),
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
    "scanner_refused": Row(
        422,
        "Перевірка не змогла прочитати цей файл: мабуть, він завеликий для неї. Надішліть менший.",
        "The virus scanner would not read this file: it is probably too large for it. Send a smaller one.",
        "Проверка не смогла прочитать этот файл: наверное, он слишком большой для неё. Пришлите меньший.",
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
