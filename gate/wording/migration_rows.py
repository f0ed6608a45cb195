"""Why a running case may not come under another version of its definition. `held` names the cases, where many are told
together."""

from __future__ import annotations

from collections.abc import Mapping

from gate.wording.row import Row

MIGRATIONS: Mapping[str, Row] = {
    "state_unmapped": Row(
        409,
        "Стану «{state}» немає в новій версії, і не сказано, який тепер замість нього{held}.",
        "The new version has no state “{state}”, and nothing says which one stands for it{held}.",
        "Состояния «{state}» нет в новой версии, и не сказано, какое теперь вместо него{held}.",
    ),
    "state_final": Row(
        409,
        "Стан «{to}» кінцевий: справа закінчується відповіддю, а не зміною правил{held}.",
        "The state “{to}” is final: a case ends by an answer, not by a change of rules{held}.",
        "Состояние «{to}» конечное: дело заканчивается ответом, а не сменой правил{held}.",
    ),
    "nowhere_to_return": Row(
        409,
        "Зі стану «{state}» повертаються туди, звідки питали, а тут не питали{held}.",
        "From the state “{state}” one returns to where a question was asked, and none was{held}.",
        "Из состояния «{state}» возвращаются туда, откуда спрашивали, а здесь не спрашивали{held}.",
    ),
    "document_open": Row(
        409,
        "Документа «{document}» немає в новій версії, а його ще не закінчено{held}.",
        "The new version has no paper “{document}”, and this one is not complete{held}.",
        "Документа «{document}» нет в новой версии, а он ещё не закончен{held}.",
    ),
    "legal_clock_lost": Row(
        409,
        "Строк за законом «{clock}» зник би{held}.",
        "The legal term “{clock}” would disappear{held}.",
        "Срок по закону «{clock}» исчез бы{held}.",
    ),
    "legal_term_longer": Row(
        409,
        "Строк за законом «{clock}» став би пізнішим: {was} → {will}{held}.",
        "The legal term “{clock}” would end later: {was} → {will}{held}.",
        "Срок по закону «{clock}» стал бы позже: {was} → {will}{held}.",
    ),
    "clock_not_datable": Row(
        409,
        "Строк «{clock}» у новій версії не порахувати{held}.",
        "The term “{clock}” cannot be dated in the new version{held}.",
        "Срок «{clock}» в новой версии не посчитать{held}.",
    ),
    "review_open": Row(
        409,
        "Триває погодження, якого в новій версії немає{held}.",
        "A round of visas is open that the new version does not have{held}.",
        "Идёт согласование, которого в новой версии нет{held}.",
    ),
    "voting_open": Row(
        409,
        "Триває голосування: його правила не змінюють{held}.",
        "Voting is open: its rules do not change{held}.",
        "Идёт голосование: его правила не меняют{held}.",
    ),
    "register_lost": Row(
        409,
        "Справа втратила б місце в черзі «{register}»{held}.",
        "The case would lose its place in the register “{register}”{held}.",
        "Дело потеряло бы место в очереди «{register}»{held}.",
    ),
    "booking_lost": Row(
        409,
        "Записаний час або місце («{calendar}») не належать до нової версії{held}.",
        "The booked time or place (“{calendar}”) is not of the new version{held}.",
        "Забронированное время или место («{calendar}») не относится к новой версии{held}.",
    ),
    "moved_since": Row(
        409,
        "Відтоді у справі вже щось відбулося{held}.",
        "Something has happened to the case since{held}.",
        "С тех пор в деле уже что-то произошло{held}.",
    ),
}
