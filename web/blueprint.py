"""The pages as one blueprint: every route on one screen. `runtime` registers it."""

from __future__ import annotations

from flask import Blueprint, Flask

from web.citizen import (
    drafting,
    home,
    offline,
    public_list,
    receipt,
    renewal,
    services,
    statistics,
    status,
    verify,
    voting,
    votings,
)
from web.packed_assets import plug_packed_assets
from web.staff import (
    account,
    board,
    case_list,
    case_page,
    delegations,
    filing_page,
    incidents,
    journal_page,
    papers,
    queue,
    reception,
    resolutions,
    retention_page,
    reviews,
    signin,
    taking,
    weekly_report_file,
    works,
)


def build_blueprint() -> Blueprint:
    """All pages and their assets."""
    made = Blueprint("web", __name__, static_folder="static", static_url_path="/assets")
    get, post = ["GET"], ["POST"]
    link = "/s/<token>"
    for rule, methods, view in (
        ("/", get, home.town),
        ("/offline", get, offline.offline),
        ("/manifest.webmanifest", get, offline.manifest),
        ("/worker.js", get, offline.worker),
        ("/services/<request_type>", get, services.service),
        ("/services/<request_type>/new", get, services.filing_form),
        ("/services/<request_type>/new", post, services.file),
        ("/services/<request_type>/drafts", post, drafting.start_draft),
        ("/drafts/<secret>/<name>", get, drafting.draft_question),
        ("/drafts/<secret>/<name>", post, drafting.answer_question),
        ("/problems", get, public_list.public_list),
        ("/statistics", get, statistics.public_statistics),
        ("/votings", get, votings.votings),
        ("/votings/<reference>", get, voting.voting),
        ("/votings/<reference>/code", post, voting.voting_code),
        ("/votings/<reference>", post, voting.vote),
        ("/verify", get, verify.verify),
        ("/verify", post, verify.verify_given),
        ("/verify/<code>", get, verify.verify_code),
        ("/verify/<code>", post, verify.verify_text),
        (link, get, status.status),
        (f"{link}/received", get, status.received),
        (f"{link}/receipt", get, receipt.receipt),
        (f"{link}/unlock", post, status.unlock_link),
        (f"{link}/renewal", post, renewal.renew_link),
        (f"{link}/papers/<uuid:document>", get, status.citizen_paper),
        (f"{link}/moves/<name>", get, status.move_form),
        (f"{link}/moves/<name>", post, status.move),
        (f"{link}/more", get, status.add_form),
        (f"{link}/more", post, status.add),
        ("/signin", get, signin.signin_form),
        ("/signin", post, signin.signin),
        ("/signin/second-step", get, signin.second_step_form),
        ("/signin/second-step", post, signin.second_step),
        ("/signout", post, signin.signout),
        ("/staff/account", get, account.account_page),
        ("/staff/account/generator", post, account.offer_generator),
        ("/staff/account/generator/confirmation", post, account.confirm_generator),
        ("/staff/account/passkey", post, account.offer_passkey),
        ("/staff/account/passkey/confirmation", post, account.confirm_passkey),
        ("/staff/account/password", post, account.change_password),
        ("/staff/", get, queue.queue),
        ("/staff/board", get, board.board_page),
        ("/staff/board/reports/<monday>", get, weekly_report_file.weekly_report_file),
        ("/staff/cases", get, case_list.case_list),
        ("/staff/cases/<reference>", get, case_page.case_page),
        ("/staff/cases/<reference>/moves/<name>", post, case_page.perform),
        ("/staff/cases/<reference>/main", post, case_page.join),
        ("/staff/cases/<reference>/more", post, case_page.add_to_case),
        ("/staff/files/<uuid:identifier>", get, case_page.attachment),
        ("/staff/resolutions/<uuid:resolution>/<action>", post, resolutions.act_on_resolution),
        ("/staff/cases/<reference>/reviews/<uuid:review>/<action>", post, reviews.act_on_review),
        ("/staff/cases/<reference>/acquaintances", post, reviews.ask_acquaintance),
        ("/staff/cases/<reference>/acquaintances/<uuid:acquaintance>", post, reviews.record_reading),
        ("/staff/work/<uuid:work>", post, works.complete_work),
        ("/staff/cases/<reference>/delegations", post, delegations.delegate_work),
        ("/staff/cases/<reference>/delegations/<uuid:delegation>/end", post, delegations.end_delegation),
        ("/staff/papers/<uuid:document>", get, papers.paper_page),
        ("/staff/papers/<uuid:document>/content", get, papers.paper_content),
        ("/staff/papers/<uuid:document>/opening", post, papers.open_paper),
        ("/staff/papers/<uuid:document>/signature", post, papers.sign_paper),
        ("/staff/papers/<uuid:document>/return", post, papers.return_paper),
        ("/staff/papers/<uuid:document>/void", post, papers.void_paper),
        ("/staff/papers/<uuid:document>/sending", post, papers.send_paper),
        ("/staff/new", get, taking.taking),
        ("/staff/new/<request_type>", get, taking.taking_form),
        ("/staff/new/<request_type>", post, taking.take_case),
        ("/staff/reception", get, reception.reception),
        ("/staff/reception", post, reception.set_presence),
        ("/staff/journals", get, journal_page.journals),
        ("/staff/files", get, filing_page.filing_plan),
        ("/staff/files/<int:year>/closing", post, filing_page.close_year),
        ("/staff/retention", get, retention_page.retention_page),
        ("/staff/retention/act", post, retention_page.draw_up_act),
        ("/staff/retention/erasure", post, retention_page.erase),
        ("/staff/incidents", get, incidents.incidents),
        ("/staff/incidents/<uuid:incident>", post, incidents.settle),
    ):
        made.add_url_rule(rule, endpoint=view.__name__, view_func=view, methods=methods)
    return made


def plug_pages(app: Flask) -> None:
    """Registers the pages on `app`."""
    app.register_blueprint(build_blueprint())
    plug_packed_assets(app)
