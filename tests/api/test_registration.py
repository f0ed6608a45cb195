"""Registration over the real database: indexes without gaps, cards read and made void, journals as list, CSV and PDF."""

from __future__ import annotations

import csv
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PIL import Image

from tests.api.offered import employ
from tests.town_hall import DEFINITIONS, TownHall
from workflow.actor import system
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts

CARD = {
    "correspondent": "Служба відновлення",
    "kind": "organisation",
    "their_number": "17/05-311",
    "their_date": "2026-11-20",
    "delivery": "post",
    "sheets": 2,
    "enclosures": 1,
    "summary": "Просять дані про мости.",
}


def letter(hall: TownHall, card: dict[str, Any] | None = None, **more: Any) -> Any:
    body = {"request_type": "incoming_letter", "form": {"subject": "Мости"}, "channel": "post", **more}
    if card is not None:
        body["registration"] = card
    return hall.signed_in("registrar").post("/cases", body)


def card_of(hall: TownHall, reference: str) -> Any:
    return hall.signed_in("registrar").get(f"/cases/{reference}").get_json()["registration"]


def journal(hall: TownHall, query: str = "", name: str = "incoming") -> list[dict[str, Any]]:
    answer = hall.signed_in("registrar").get(f"/journals/{name}?limit=200{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


@pytest.fixture(scope="module")
def records(town_hall: TownHall) -> TownHall:
    """A town that takes letters."""
    shared = read_shared_parts(DEFINITIONS / "_shared")
    definition, bundle = load_files(read_folder(DEFINITIONS / "incoming_letter"), shared.files)
    command = PublishDefinition(definition=definition, bundle=bundle.to_bytes())
    town_hall.runtime.application.execute(system(1), command)
    employ(town_hall, "deputy_mayor")
    return town_hall


def test_a_letter_filed_with_its_card_stands_in_the_journal_at_once(records: TownHall) -> None:
    answer = letter(records, CARD)

    assert answer.status_code == 201, answer.text
    reference = answer.get_json()["reference"]
    card = card_of(records, reference)
    assert card["index"].endswith("/02-21")
    assert {name: card[name] for name in CARD} == CARD
    assert (card["journal"], card["date"], card["received"], card["void"]) == (
        "incoming",
        "2026-11-23",
        "2026-11-23",
        False,
    )
    line = journal(records)[-1]
    assert (line["index"], line["reference"], line["correspondent"]) == (card["index"], reference, "Служба відновлення")
    assert (line["their_number"], line["their_date"], line["sheets"]) == ("17/05-311", "2026-11-20", 2)


def test_mistakes_on_a_card_are_told_all_at_once_and_open_nothing(records: TownHall) -> None:
    before = journal(records)

    answer = letter(records, {"correspondent": "Обленерго", "their_date": "2027-01-01", "sheets": 1})

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {
        "registration.their_date",
        "registration.delivery",
        "registration.summary",
    }
    assert journal(records) == before


def test_only_the_records_office_registers(records: TownHall) -> None:
    reference = letter(records).get_json()["reference"]

    by_another = records.signed_in("mayor").post(f"/cases/{reference}/registration", CARD)
    by_a_citizen = records.visitor().post(f"/api/v1/cases/{reference}/registration", json=CARD)

    assert (by_another.status_code, by_another.get_json()["code"]) == (403, "not_permitted")
    assert by_a_citizen.status_code in (401, 403)
    assert card_of(records, reference) is None


def test_a_case_is_registered_once_and_a_retry_gives_the_same_answer(records: TownHall) -> None:
    reference = letter(records).get_json()["reference"]
    registrar = records.signed_in("registrar")

    first = registrar.post(f"/cases/{reference}/registration", CARD, Idempotency_Key="card-1")
    retry = registrar.post(f"/cases/{reference}/registration", CARD, Idempotency_Key="card-1")
    second = registrar.post(f"/cases/{reference}/registration", CARD)

    assert first.status_code == 201, first.text
    assert retry.get_data() == first.get_data()
    assert first.get_json()["registration"] == card_of(records, reference)
    assert (second.status_code, second.get_json()["code"]) == (409, "already_registered")
    assert [one["reference"] for one in journal(records)].count(reference) == 1


def test_a_type_without_registration_has_no_card(records: TownHall) -> None:
    body = {
        "request_type": "road_defect",
        "form": {"place": {"street": "вул. Лісова"}},
        "applicant": {"surname": "Зразкова", "given_name": "Олена", "phone": "+380671234567"},
    }
    reference = records.visitor().post("/api/v1/cases", json=body).get_json()["reference"]

    answer = records.signed_in("registrar").post(f"/cases/{reference}/registration", CARD)

    assert answer.status_code == 409
    assert [one["code"] for one in answer.get_json()["refusals"]] == ["no_registration"]


def test_letters_registered_at_once_take_indexes_without_gap_or_double(records: TownHall) -> None:
    taken = len(journal(records))
    browsers = [records.signed_in("registrar") for _ in range(8)]
    body = {"request_type": "incoming_letter", "form": {"subject": "Рахунок"}, "channel": "post"}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: one.post("/cases", {**body, "registration": CARD}), browsers))
    refused = letter(records, {**CARD, "answers": {"journal": "outgoing", "index": "999/02-21"}})
    letter(records, CARD)

    assert {one.status_code for one in answers} == {201}
    assert (refused.status_code, refused.get_json()["errors"].keys()) == (422, {"registration.answers"})
    assert [one["number"] for one in journal(records)] == list(range(1, taken + 10))


def test_a_void_card_keeps_its_number_and_the_next_one_is_new(records: TownHall) -> None:
    reference = letter(records, CARD).get_json()["reference"]
    old = card_of(records, reference)["index"]
    registrar = records.signed_in("registrar")

    nameless = registrar.post(f"/cases/{reference}/registration/void", {"reason": " "})
    void = registrar.post(f"/cases/{reference}/registration/void", {"reason": "Переплутали відправника"})
    shown = card_of(records, reference)
    again = registrar.post(f"/cases/{reference}/registration/void", {"reason": "Ще раз"})
    anew = registrar.post(f"/cases/{reference}/registration", {**CARD, "correspondent": "ПП «Справжнє»"})

    assert nameless.status_code == 422
    assert void.status_code == 200, void.text
    assert (shown["index"], shown["void"], shown["void_reason"]) == (old, True, "Переплутали відправника")
    assert (again.status_code, again.get_json()["code"]) == (404, "not_registered")
    assert anew.status_code == 201
    lines = {one["index"]: one for one in journal(records) if one["reference"] == reference}
    assert [one["void"] for one in lines.values()] == [True, False]
    assert next(iter(lines)) == old
    assert lines[old]["correspondent"] == "Служба відновлення"


def test_a_letter_that_answers_another_links_both_ways(records: TownHall) -> None:
    first = letter(records, CARD).get_json()["reference"]
    index = card_of(records, first)["index"]

    second = letter(records, {**CARD, "answers": {"journal": "incoming", "index": index}})

    assert second.status_code == 201, second.text
    answer = second.get_json()["reference"]
    its_index = card_of(records, answer)["index"]
    assert card_of(records, answer)["answers"]["reference"] == first
    assert [(one["index"], one["reference"]) for one in card_of(records, first)["answered_by"]] == [(its_index, answer)]
    links = records.signed_in("registrar").get(f"/cases/{first}").get_json()["links"]
    assert {"kind": "answered_by", "reference": answer} in links


def test_a_journal_is_searched_by_their_number_by_our_index_and_by_the_correspondent(records: TownHall) -> None:
    card = {**CARD, "their_number": "ХЗ-77", "correspondent": "Музей Незвичний"}
    reference = letter(records, card).get_json()["reference"]
    index = card_of(records, reference)["index"]

    found = [journal(records, f"&q={q}") for q in ("ХЗ-77", index.replace("/", "%2F"), "незвичн")]

    assert [[one["reference"] for one in lines] for lines in found] == [[reference]] * 3
    assert journal(records, "&q=немаєтакого") == []
    assert journal(records, "&year=2025") == []
    assert records.signed_in("registrar").get("/journals/secret").status_code == 404


def test_a_journal_is_read_page_by_page(records: TownHall) -> None:
    letter(records, CARD), letter(records, CARD)
    registrar = records.signed_in("registrar")
    numbers, cursor = [], ""
    while cursor is not None:
        page = registrar.get("/journals/incoming?limit=2" + (f"&cursor={cursor}" if cursor else "")).get_json()
        numbers += [one["number"] for one in page["items"]]
        cursor = page["next"]

    assert numbers == list(range(1, len(journal(records)) + 1))


def test_who_sees_no_case_sees_no_line_of_the_journal(records: TownHall) -> None:
    letter(records, CARD)

    answer = records.signed_in("foreman").get("/journals/incoming")

    assert (answer.status_code, answer.get_json()["items"]) == (200, [])
    assert records.visitor().get("/api/v1/journals/incoming").status_code == 401


def test_a_journal_as_a_table_holds_no_formula(records: TownHall) -> None:
    letter(records, {**CARD, "correspondent": "=HYPERLINK(1)", "their_number": "-5+3", "summary": " @SUM(A1)"})

    answer = records.signed_in("registrar").get("/journals/incoming.csv")

    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == len(journal(records)) + 1
    assert [one for row in rows for one in row if one.lstrip().startswith(("=", "+", "-", "@"))] == []
    assert "'=HYPERLINK(1)" in rows[-1]
    assert "поштою" in rows[-1], "words for people, not codes"


def test_the_copy_of_a_letter_on_paper_bears_the_index_of_its_card_and_takes_no_second_number(
    records: TownHall,
) -> None:
    # given: a letter that nobody has registered yet
    registrar = records.signed_in("registrar")
    reference = letter(records).get_json()["reference"]
    sheet = io.BytesIO()
    Image.new("L", (170, 240), 200).save(sheet, "PNG")
    upload = {"file": (io.BytesIO(sheet.getvalue()), "sheet.png")}
    page = records.visitor().post("/api/v1/attachments", data=upload).get_json()["id"]
    scan = {"type": "original", "signed_by": "Зразковий Іван", "date": "2026-11-20", "attachments": [page]}
    early = registrar.post(f"/cases/{reference}/scans", scan)
    assert [one["code"] for one in early.get_json()["refusals"]] == ["registered"]
    assert registrar.post(f"/cases/{reference}/registration", CARD).status_code == 201
    before = journal(records)
    # when
    made = registrar.post(f"/cases/{reference}/scans", scan)
    records.work()
    # then: sealed, under the number and the day of the card, which alone stands in the journal
    assert made.status_code == 201, made.text
    copy = registrar.get(f"/documents/{made.get_json()['id']}").get_json()
    card = card_of(records, reference)
    assert (copy["status"], copy["number"], copy["date"]) == ("complete", card["index"], card["date"])
    assert journal(records) == before
    following = letter(records, CARD).get_json()["reference"]
    numbers = [int(one["index"].partition("/")[0]) for one in (card, card_of(records, following))]
    assert numbers[1] == numbers[0] + 1
    # and: the file of the case holds the copy, says whose signature it bears, and is found whole
    file = zipfile.ZipFile(io.BytesIO(registrar.get(f"/cases/{reference}/file").data))
    pdf = registrar.get(f"/documents/{copy['id']}/content").data
    (kept,) = [name for name in file.namelist() if file.read(name) == pdf]
    assert kept.endswith(".pdf")
    index = file.read("index.html").decode()
    assert kept in index
    assert "копія паперу" in index
    assert "Зразковий Іван" in index
    assert f"№ {card['index']} від 23.11.2026" in index
    assert "Служба відновлення; їх № 17/05-311 від 20.11.2026; аркушів 2 + 1; зміст Просять дані про мости." in index
    assert "attachments/1.png" in file.namelist()


def test_a_journal_and_a_card_are_printed(records: TownHall) -> None:
    reference = letter(records, CARD).get_json()["reference"]
    registrar = records.signed_in("registrar")

    sheet = registrar.get("/journals/incoming.pdf")
    card = registrar.get(f"/cases/{reference}/registration.pdf")
    none = registrar.get(f"/cases/{letter(records).get_json()['reference']}/registration.pdf")

    assert (sheet.status_code, sheet.data[:5]) == (200, b"%PDF-")
    assert (card.status_code, card.data[:5]) == (200, b"%PDF-")
    assert (none.status_code, none.get_json()["code"]) == (404, "not_registered")
