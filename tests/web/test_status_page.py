"""The status page: the state first, dates and promises in words, no personal data, nothing changed by looking."""

from __future__ import annotations

import io

import psycopg
import pytest
from pypdf import PdfReader

from runtime.database_urls import DatabaseUrls, libpq
from tests.journeys.stage import Stage
from tests.web.cases import OLENA, answered, certificate, in_work, road, routed
from tests.web.visitors import Visitor, photo
from workflow.commands.renew_link import RenewLink

CANARIES = {
    "surname": "Канаркова",
    "given_name": "Канарина",
    "patronymic": "Канарівна",
    "phone": "+380509876543",
    "address": "вул. Канаркова, 77, кв. 13",
    "email": "canary@example.org",
}
NOTE = "Текст канарки про яму"
REPORT = "Звіт канарки"


def count_everything(urls: DatabaseUrls) -> dict[str, int]:
    """Rows of every table but those that count visits and limits."""
    with psycopg.connect(libpq(urls.admin)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'attempt%'"
            )
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # type: ignore[index]
            for name in names
        }


def test_looking_changes_nothing(visitor: Visitor, stage: Stage, database_urls: DatabaseUrls) -> None:
    # given
    link = visitor.link(answered(stage))
    before = count_everything(database_urls)
    # when
    for path in ("", "/received", "/more", "/moves/confirm", "/moves/dispute?how=partly"):
        assert visitor.get(f"{link}{path}").status_code == 200, path
        assert visitor.client.head(f"{link}{path}", base_url="https://sprava.test").status_code == 200
    for path in ("/unlock", "/moves/none"):
        assert visitor.get(f"{link}{path}").status_code in (404, 405)
    # then
    assert count_everything(database_urls) == before
    assert before["history"] > 0


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
def test_the_bare_link_says_nothing_personal(visitor: Visitor, stage: Stage, language: str) -> None:
    # given: canaries in name, phone, house, words and report
    place = {"address": "вул. Тиха 99-А, де живе Канаркова", "house": "99-А"}
    number = road(stage, applicant=CANARIES, place=place, note=NOTE).reference
    stage.do(number, "route", "dispatcher")
    link = visitor.link(stage.case(number))
    # when
    pages = [visitor.get(f"{link}{path}?lang={language}") for path in ("", "/received", "/more", "/moves/withdraw")]
    # then
    for answer in pages:
        body = answer.get_data(as_text=True)
        for secret in (*CANARIES.values(), "9876543", "99-А", NOTE, REPORT, "Канар", "canary"):
            assert secret not in body, secret
        assert "вул. Тиха" in body or "/moves/" in answer.request.path or "/more" in answer.request.path
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_the_foreman_s_report_stays_behind_the_second_step(visitor: Visitor, stage: Stage) -> None:
    # given
    number = in_work(stage).reference
    stage.do(number, "finish", "foreman", {"report": REPORT, "photo": str(stage.upload("black"))})
    # then
    assert REPORT not in visitor.page(visitor.link(stage.case(number))).text


def test_an_answer_opens_by_the_last_four_digits(visitor: Visitor, stage: Stage) -> None:
    # given
    case = answered(stage)
    link = visitor.link(case)
    paper = f"{link}/papers/{case.papers[0].id}"
    large = f"{paper}/large-print"
    assert [visitor.get(one).status_code for one in (paper, large)] == [403, 403]
    form = visitor.page(link).form("/unlock")
    # when: a wrong guess, then the right digits
    wrong = visitor.submit(form, {"last4": "0000"})
    right = visitor.submit(form, {"last4": "4567"})
    # then
    assert wrong.status_code == 422
    assert right.status_code == 303
    found = visitor.page(link)
    assert paper in found.links
    answer = visitor.get(paper)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert found.faults == []
    # and: whoever sees badly has the same words in large letters, and it says whose copy it is
    assert large in found.links
    read, magnified = (PdfReader(io.BytesIO(one.data)) for one in (answer, visitor.get(large)))
    said = " ".join(" ".join(page.extract_text() for page in magnified.pages).split())
    assert f"Збільшений друк, зміст той самий, оригінал № {case.papers[0].number}" in said
    assert "Шановна пані Олено!" in said
    assert len(magnified.pages) >= len(read.pages)
    assert magnified.get_fields() is None
    assert stage.case(case.reference) == case


def test_after_five_wrong_guesses_even_the_right_digits_wait(visitor: Visitor, stage: Stage) -> None:
    # given
    link = visitor.link(answered(stage))
    form = visitor.page(link).form("/unlock")
    for _ in range(5):
        assert visitor.submit(form, {"last4": "1111"}).status_code == 422
    # when
    late = visitor.submit(form, {"last4": "4567"})
    # then
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0


def test_somebody_without_a_telephone_is_opened_by_no_guess(visitor: Visitor, stage: Stage) -> None:
    # given: filed over the counter for somebody who has an address alone
    case = answered(stage)
    form = visitor.page(visitor.link(case)).form("/unlock")
    # then
    for guess in ("----", "", "    ", "12345"):
        assert visitor.submit(form, {"last4": guess}).status_code == 422, guess


def test_a_question_is_shown_and_answered(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    stage.do(number, "ask", "utility_director", {"question": "З якого боку дороги?"})
    link = visitor.link(stage.case(number))
    found = visitor.page(link)
    assert found.headings[0][1] == "Чекаємо на вас: З якого боку дороги?"
    form = found.form("/moves/answer")
    # when: nothing typed, then an answer, twice by impatience
    empty = visitor.submit(form, {"input.reply": " "})
    first = visitor.submit(form, {"input.reply": "З боку школи"})
    second = visitor.submit(form, {"input.reply": "З боку школи"})
    # then
    assert empty.status_code == 422
    assert "Потрібно заповнити" in empty.get_data(as_text=True)
    assert first.status_code == second.status_code == 303
    case = stage.case(number)
    assert case.state == "routed"
    assert "З боку школи" not in visitor.page(link).text


def test_a_disputed_answer_comes_back_with_words_and_photo(visitor: Visitor, stage: Stage) -> None:
    # given
    number = answered(stage).reference
    link = visitor.link(stage.case(number))
    found = visitor.page(link)
    for said in ("Яму справді засипано?", "Так", "Ні, не все", "Ні, не зроблено"):
        assert said in found.text
    page = visitor.page(next(one for one in found.links if "how=partly" in one))
    form = page.form("/moves/dispute")
    # when
    answer = visitor.submit(form, {"input.what": "Друга яма поруч", "input.photo.new": photo("blue")})
    # then
    assert answer.status_code == 303, answer.get_data(as_text=True)
    case = stage.case(number)
    assert case.state == "routed"
    assert case.reopened == 1
    told = visitor.page(answer.headers["Location"])
    assert "Ми повертаємось до вашого звернення." in told.text
    card = visitor.sign_in("utility_director").page(f"/staff/cases/{number}")
    assert "Ні, не все: Друга яма поруч" in card.text


def test_the_way_is_told_in_words_of_what_happened_and_what_is_ahead(visitor: Visitor, stage: Stage) -> None:
    # given
    case = in_work(stage)
    # when
    text = visitor.page(visitor.link(case)).text
    # then: as the journey has it (A3)
    way = text[text.index("Як просувається") : text.index("Хто займається")]
    told = ("Отримали", "Передали директорові", "Призначили роботу", "до 26.11 Ремонт", "Відповідь вам")
    places = [way.index(one) for one in told]
    assert places == sorted(places)
    assert way.count("виконано") == 3
    assert (way.count("триває"), way.count("попереду")) == (1, 1)


def test_after_a_refusal_nobody_is_asked_whether_it_is_done(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    case = stage.do(number, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    stage.sign("utility_director", case.papers[0].id)
    link = visitor.link(case)
    found = visitor.page(link)
    # then
    assert "Не згодні з відмовою?" in found.text
    for said in ("засипано", "зроблено?", "Ні, не все"):
        assert said not in found.text
    assert not [one for one in found.links if "/moves/confirm" in one]
    # when
    page = visitor.page(next(one for one in found.links if "how=disagree" in one))
    answer = visitor.submit(page.form("/moves/dispute"), {"input.what": "Дорога міська"})
    # then: their own words, without a word about work
    assert answer.status_code == 303, answer.get_data(as_text=True)
    card = visitor.sign_in("utility_director").page(f"/staff/cases/{number}")
    assert "Дорога міська" in card.text
    assert "не зроблено: Дорога міська" not in card.text


def test_an_answer_is_confirmed_with_a_mark(visitor: Visitor, stage: Stage) -> None:
    # given
    number = answered(stage).reference
    form = visitor.page(f"{visitor.link(stage.case(number))}/moves/confirm").form("/moves/confirm")
    # when
    answer = visitor.submit(form, {"input.rating": "4"})
    # then
    assert answer.status_code == 303
    assert stage.case(number).values["rating"] == 4


def test_a_move_that_is_over_is_refused_with_its_reason(visitor: Visitor, stage: Stage) -> None:
    # given: a form left open in another tab
    number = routed(stage).reference
    link = visitor.link(stage.case(number))
    form = visitor.page(f"{link}/moves/withdraw").form("/moves/withdraw")
    stage.do(number, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    # when
    answer = visitor.submit(form, {})
    # then
    assert answer.status_code == 422
    assert stage.case(number).state == "answering"


def test_a_form_of_another_link_is_not_taken(visitor: Visitor, stage: Stage) -> None:
    # given
    one, other = road(stage), road(stage)
    form = visitor.page(f"{visitor.link(one)}/moves/withdraw").form("/moves/withdraw")
    # when
    answer = visitor.post(f"{visitor.link(other)}/moves/withdraw", form.fields)
    # then
    assert answer.status_code == 403
    assert stage.case(other.reference).state == "registered"


def test_a_citizen_adds_words_and_a_photo(visitor: Visitor, stage: Stage) -> None:
    # given
    number = routed(stage).reference
    before = len(stage.case(number).attachments)
    form = visitor.page(f"{visitor.link(stage.case(number))}/more").form("/more")
    # when
    answer = visitor.submit(form, {"input.note": "Яма глибша", "input.attachments.new": photo("red")})
    # then
    assert answer.status_code == 303
    assert len(stage.case(number).attachments) == before + 1


def test_a_paper_about_oneself_is_taken_only_after_the_digits(visitor: Visitor, stage: Stage) -> None:
    # given: a certificate that waits for a sheet
    form = {"street": "Комсомольська", "house": "8", "title_page": [str(stage.upload())], "delivery": "counter"}
    number = stage.open("street_renaming_certificate", form, OLENA).reference
    stage.do(number, "ask", "specialist", {"question": "друга сторінка свідоцтва", "wanted": "2-гу сторінку"})
    link = visitor.link(stage.case(number))
    locked = visitor.page(link)
    assert "Строк зупинено з" in locked.text
    assert not [one for one in locked.forms if one.action.endswith("/moves/answer")]
    # when
    visitor.submit(locked.form("/unlock"), {"last4": "4567"})
    opened = visitor.page(link)
    answer = visitor.submit(opened.form("/moves/answer"), {"input.pages.new": photo("white")})
    # then
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert stage.case(number).state == "accepted"


def test_a_link_that_was_renewed_no_longer_opens(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    old = visitor.link(case)
    # when
    stage.runtime.application.execute(
        stage.actor("clerk"), RenewLink(reference=case.reference, person=case.people[0].id)
    )
    # then
    assert visitor.get(old).status_code == 404
    assert visitor.get(visitor.link(stage.case(case.reference))).status_code == 200


def test_a_slot_is_moved_by_choosing_another(visitor: Visitor, stage: Stage) -> None:
    # given
    person = {**OLENA, "surname": "Приймальний"}
    case = stage.open("mayor_reception", {"slot": "mayor_reception-20261202T1500", "subject": "дах"}, person)
    link = visitor.link(case)
    form = visitor.page(f"{link}/moves/move").form("/moves/move")
    # when: somebody else's time is not on the list; another is chosen
    page = visitor.page(f"{link}/moves/move")
    answer = visitor.submit(form, {"input.slot": "mayor_reception-20261202T1520"})
    # then
    assert page.faults == []
    assert answer.status_code == 303, answer.get_data(as_text=True)
    booking = stage.case(case.reference).booking
    assert booking is not None
    assert booking.slot == "mayor_reception-20261202T1520"


def test_a_paper_that_is_ready_says_until_when_it_waits_and_not_when_it_will_be_ready(
    visitor: Visitor, stage: Stage
) -> None:
    # given
    case = certificate(stage)
    # when
    found = visitor.page(visitor.link(case))
    # then
    assert "Забрати можна до середи, 23 грудня 2026, включно." in found.text
    assert f"Заберіть готовий документ. Назвіть номер {case.reference}." in found.text
    assert "Буде готово" not in found.text
    assert "нічого не потрібно" not in found.text
