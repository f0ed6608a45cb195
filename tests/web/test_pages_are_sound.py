"""Every page is well-formed, labelled, in order, without inline code; the words stand in all three languages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from string import Formatter

import pytest

from tests.journeys.stage import Stage
from tests.web.cases import OLENA, PETITION, answered, in_work, road, to_sign
from tests.web.html_judge import findings, missing
from tests.web.reading import read_page
from tests.web.visitors import Visitor
from web.words import TEXTS

WEB = Path(__file__).parents[2] / "web"
PUBLIC = (
    "/",
    "/services/road_defect",
    "/services/road_defect/new",
    "/services/mayor_reception/new",
    "/services/street_renaming_certificate/new",
    "/problems",
    "/verify",
    "/verify/000000000000",
    "/signin",
)
WRONG = "wrong.html"
JUDGED = {
    "": (
        *PUBLIC,
        "/votings",
        "/votings/{petition}",
        "/statistics",
        "/offline",
        "{link}",
        "{link}/received",
        "{link}/more",
        "{link}/moves/withdraw",
        "{answered}",
        "{answered}/moves/dispute",
        "{certificate}",
        "/drafts/{draft}",
    ),
    "mayor": ("/staff/board", "/staff/cases", "/staff/"),
    "clerk": (
        "/staff/new",
        "/staff/new/road_defect",
        "/staff/new/road_defect/known?find=0501234567",
        "/staff/reception",
        "/staff/collection",
        "/staff/cases/{filed}",
        "/staff/cases/{pothole}",
    ),
    "foreman": ("/staff/today", "/staff/cases/{pothole}"),
    "executive_secretary": ("/staff/signing", "/staff/papers/{paper}"),
    "registrar": (
        "/staff/journals",
        "/staff/files",
        "/staff/retention",
        "/staff/incidents",
        "/staff/papers/{paper}/scan",
    ),
    "admin": (
        "/staff/account",
        "/staff/substitutions",
        "/staff/fees",
        "/staff/administration",
        "/staff/administration/messages",
        "/staff/administration/bodies",
        "/staff/administration/definitions/road_defect",
        "/staff/administration/definitions/road_defect/migrations",
        "/staff/administration/definitions/road_defect/papers/answer_letter",
    ),
}
"""What the judge of HTML reads, by who asks for it: of nobody's pages every language."""
STAFF = ("/staff/", "/staff/cases", "/staff/new", "/staff/new/road_defect", "/staff/reception")


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_no_fault(visitor: Visitor, path: str, language: str) -> None:
    found = visitor.page(f"{path}?lang={language}")
    assert found.faults == []
    assert found.language == language


@pytest.mark.parametrize("path", ["/", "/staff/", "/s/K7M2Q9TX4WPB3H"])
def test_at_a_host_that_is_not_ours_there_is_nothing_and_no_page(visitor: Visitor, path: str) -> None:
    answer = visitor.client.get(path, base_url="https://evil.example", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.get_json()["code"]) == (400, "wrong_host")


def test_crawlers_are_kept_from_links_and_from_staff(visitor: Visitor) -> None:
    answer = visitor.client.get("/robots.txt")
    closed = {line.removeprefix("Disallow: ") for line in answer.text.splitlines()[1:]}

    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert {"/s/", "/staff/"} <= closed
    assert not [one for one in ("/", "/problems", "/votings", "/services/") if one in closed]


def test_finders_of_a_hole_are_told_whom_to_write_to(visitor: Visitor, stage: Stage) -> None:
    answer = visitor.client.get("/.well-known/security.txt")
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())

    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    assert told["Contact"] == "mailto:security@town.example"
    left = datetime.fromisoformat(told["Expires"]) - stage.clock.now()
    assert timedelta(days=170) < left < timedelta(days=365)
    assert told["Canonical"].endswith("/.well-known/security.txt")


@pytest.mark.parametrize("path", STAFF)
def test_a_page_of_staff_has_no_fault(visitor: Visitor, path: str) -> None:
    visitor.sign_in("dispatcher")
    assert visitor.page(path).faults == []


@pytest.mark.parametrize("username", ["admin", "registrar"])
def test_stuck_work_has_a_page_without_fault(visitor: Visitor, username: str) -> None:
    assert visitor.sign_in(username).page("/staff/incidents").faults == []


@pytest.mark.parametrize("language", ["uk", "en", "ru"])
@pytest.mark.parametrize("path", ["/staff/journals?q=42", "/staff/files", "/staff/retention"])
def test_the_pages_of_the_archive_have_no_fault(visitor: Visitor, path: str, language: str) -> None:
    sign = "&" if "?" in path else "?"
    assert visitor.sign_in("registrar").page(f"{path}{sign}lang={language}").faults == []


def test_files_and_terms_are_shown_to_those_who_keep_them(visitor: Visitor) -> None:
    assert visitor.sign_in("admin").page("/staff/retention").faults == []
    for path in ("/staff/files", "/staff/retention"):
        assert visitor.sign_in("foreman").page(path, status=403).faults == []


def test_the_card_of_a_case_has_no_fault_for_whoever_opens_it(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage)
    # then
    for username in ("dispatcher", "utility_director", "foreman", "mayor"):
        assert visitor.sign_in(username).page(f"/staff/cases/{case.reference}").faults == [], username


def test_status_pages_and_their_moves_have_no_fault(visitor: Visitor, stage: Stage) -> None:
    # given
    link = visitor.link(road(stage))
    # then
    for path in (link, f"{link}/received", f"{link}/more", f"{link}/moves/withdraw"):
        for language in TEXTS:
            assert visitor.page(f"{path}?lang={language}").faults == [], path


def test_a_problem_page_has_no_fault(visitor: Visitor) -> None:
    for path in ("/s/AAAAAAAAAAAAAA", "/nowhere", "/services/nothing"):
        found = visitor.page(path, status=404)
        assert found.faults == []


def test_the_strict_reader_itself_finds_what_it_looks_for() -> None:
    # given: one page with one of each fault
    html = (
        "<!DOCTYPE html><html lang=uk><body><h2>a</h2><h4>b</h4><p><div></div></p><input id=x name=x>"
        '<img src="/a"><script>alert(1)</script><b style="color:red">c</b><a href="https://elsewhere">d</a>'
        "<i id=x></i><em></strong></body></html>"
    )
    # when
    faults = " | ".join(read_page(html).faults)
    # then
    for wanted in ("headings", "jumps", "in a <p>", "no label", "without words", "inline script", "inline style"):
        assert wanted in faults, wanted
    assert "leads to https://elsewhere" in faults
    assert "twice" in faults
    assert "</strong> closes" in faults


def test_every_text_stands_in_every_language_with_the_same_blanks() -> None:
    keys = {language: set(texts) for language, texts in TEXTS.items()}
    assert keys["uk"] == keys["en"] == keys["ru"]
    for key in keys["uk"]:
        blanks = {language: _blanks(texts[key]) for language, texts in TEXTS.items()}
        assert blanks["uk"] == blanks["en"] == blanks["ru"], key
        assert all(texts[key].strip() for texts in TEXTS.values()), key


def test_every_text_a_template_or_view_names_exists() -> None:
    named = set()
    for path in [*WEB.rglob("*.html"), *WEB.rglob("*.py")]:
        source = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"(?<![a-z_])(?:t|words)\(\s*['\"]([A-Za-z_0-9.]+)['\"]\s*[,)]", source))
    assert len(named) > 150
    assert sorted(named - set(TEXTS["uk"])) == []


def test_the_style_sheet_is_small_and_asks_nobody_else() -> None:
    sheet = (WEB / "static" / "sprava.css").read_text(encoding="utf-8")
    assert len(sheet.encode()) <= 12 * 1024
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_the_language_that_was_chosen_is_kept(visitor: Visitor) -> None:
    # when
    visitor.page("/?lang=en")
    # then
    assert visitor.page("/").language == "en"


def test_the_reader_s_program_may_ask_for_a_language(visitor: Visitor) -> None:
    answer = visitor.get("/", **{"Accept-Language": "de, en;q=0.8, uk;q=0.2"})
    assert read_page(answer.get_data(as_text=True)).language == "en"


def test_an_applicant_s_markup_is_text_on_the_card(visitor: Visitor, stage: Stage) -> None:
    # given
    case = road(stage, applicant={**OLENA, "surname": "<script>alert(1)</script>"}, note="<img src=x onerror=a()>")
    # when
    answer = visitor.sign_in("dispatcher").get(f"/staff/cases/{case.reference}").get_data(as_text=True)
    # then
    assert "<script>alert" not in answer
    assert "<img src=x" not in answer
    assert "&lt;script&gt;" in answer


@pytest.mark.skipif(bool(missing()), reason=missing() or "the judge is here")
def test_every_page_is_valid_html(visitor: Visitor, stage: Stage, tmp_path: Path) -> None:
    # given
    filed, working, done, certificate = road(stage), in_work(stage), answered(stage), to_sign(stage)
    petition = stage.open("petition", PETITION, OLENA).reference
    stage.do(petition, "publish", "registrar")
    started = visitor.post("/services/road_defect/drafts", {}).headers["Location"]
    things = {
        "filed": filed.reference,
        "pothole": working.reference,
        "petition": petition,
        "paper": certificate.papers[0].id,
        "draft": started.partition("/drafts/")[2],
        "link": visitor.link(filed),
        "answered": visitor.link(done),
        "certificate": visitor.link(certificate),
    }
    for username, paths in JUDGED.items():
        if username:
            visitor.sign_in(username)
        for path in paths:
            for language in ("uk",) if username else TEXTS:
                sign = "&" if "?" in path else "?"
                keep(visitor, f"{path.format(**things)}{sign}lang={language}", tmp_path)
    # and: one that is not, so that the judge is seen to judge
    assert len(list(tmp_path.iterdir())) > 80
    (tmp_path / WRONG).write_text("<!DOCTYPE html><html lang=uk><title>a</title><p><li maxlength=3></p>")
    # then
    found = findings(tmp_path)
    assert [one for one in found if not one.startswith(WRONG)] == []
    assert len(found) > 1


def keep(visitor: Visitor, path: str, folder: Path) -> None:
    """Puts a page into `folder`."""
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    name = re.sub(r"\W+", "-", path)[:80]
    (folder / f"{len(list(folder.iterdir()))}{name}.html").write_bytes(answer.data)


def _blanks(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in Formatter().parse(text) if name}
