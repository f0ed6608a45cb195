"""Who may write by which door of the API, and what they are told: a table, door by door, in words of the town's own rules
(docs/adr/0007, definitions/README.md), not taken from the code under test.

A cell is one person at one door. `may` get `told`; of all others, those who know of the case are refused with 403, and for
the rest it was never there: 404. Doors that name no case refuse everybody else with 403.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.town_hall import PIN
from workflow.values import Json

TOWN_WIDE = frozenset(
    {"dispatcher", "registrar", "mayor", "admin", "operator", "clerk", "executive_secretary", "deputy_mayor"}
)
UTILITY = TOWN_WIDE | {"utility_director", "foreman", "foreman_idle", "specialist_elsewhere", "second"}
"""Who knows of a case that lies with the utility."""
DIRECTORS = frozenset({"utility_director", "second", "director_elsewhere"})
"""A signature awaits its role in the whole town."""
MAILING = TOWN_WIDE | {"utility_director", "second"}
"""Of those who know of a case of the utility: who serves the town, and who signs its letters."""
LETTERED = UTILITY | DIRECTORS
"""Who knows of a case of the utility whose answer awaits a signature."""
REVIEWED = TOWN_WIDE | {"lawyer", "deputy", "specialist"}
"""… of a case with the lawyer, under review by the deputy, shown to the specialist."""
NO_CASE: frozenset[str] = frozenset()
NOTHING = "01920000-0000-7000-8000-000000000000"

Told = tuple[int, str]
"""Status, and the code of a refusal: `""` for what is done."""
DONE, MADE, GONE, TAKEN = (200, ""), (201, ""), (204, ""), (202, "")


@dataclass(frozen=True, kw_only=True)
class Write:
    """`door` is the rule's path with names of tests/api/writes_stage.py in its braces; `besides` are those who pass the
    door and are told something else."""

    door: str
    may: frozenset[str]
    told: Told
    knows: frozenset[str] = NO_CASE
    body: dict[str, Json] | None = field(default_factory=dict)
    besides: dict[str, Told] = field(default_factory=dict)
    method: str = "POST"

    def expected(self, username: str) -> Told:
        """What somebody is told here."""
        if username in self.besides:
            return self.besides[username]
        if username in self.may:
            return self.told
        return (404, "") if self.knows and username not in self.knows else (403, "not_permitted")


def _only(*usernames: str) -> frozenset[str]:
    return frozenset(usernames)


_ORDER: dict[str, Json] = {"text": "Так", "executors": [{"user": "foreman"}], "due": "2026-11-26"}
_LATER: dict[str, Json] = {"due": "2026-11-27", "reason": "мороз"}
_MONEY: dict[str, Json] = {"amount": "50", "date": "2026-11-23", "document": "К-17"}
_CARD: dict[str, Json] = {
    "correspondent": "Служба відновлення",
    "kind": "organisation",
    "their_number": "17",
    "their_date": "2026-11-20",
    "delivery": "post",
    "sheets": 2,
    "summary": "Просять дані.",
}
_LEAVE: dict[str, Json] = {
    "absent": "social",
    "acting": "lawyer",
    "from": "2026-12-01T00:00:00+02:00",
    "to": "2026-12-14T23:59:00+02:00",
    "order_number": "1",
    "order_date": "2026-11-27",
}
_WHY: dict[str, Json] = {"reason": "помилка"}
_WITHOUT_KEY: Told = (409, "no_key")
_KEYLESS = dict.fromkeys(UTILITY - {"utility_director", "mayor"}, _WITHOUT_KEY)
"""Whoever has no key is told so before anything is asked of the case."""

WRITES = (
    # What belongs to the case: whoever knows of it adds to it.
    Write(door="/cases/{registered}/papers", knows=UTILITY, may=UTILITY, told=DONE, body={"note": "Ще слово"}),
    # What reaches the people of a case is the town's desk's (ADR 0029).
    Write(door="/cases/{registered}/joining", knows=UTILITY, may=TOWN_WIDE, told=DONE, body={"main": "{in_work}"}),
    Write(
        door="/cases/{registered}/links",
        knows=UTILITY,
        may=TOWN_WIDE,
        told=(404, "unknown_person"),
        body={"person": NOTHING},
    ),
    Write(door="/cases/{routed}/resolution-drafts", knows=UTILITY, may=UTILITY, told=MADE, body=_ORDER),
    Write(
        door="/cases/{answering}/acquaintances", knows=LETTERED, may=LETTERED, told=MADE, body={"people": ["foreman"]}
    ),
    Write(
        door="/cases/{forwarded}/outside-answer",
        knows=LETTERED,
        may=TOWN_WIDE | DIRECTORS,  # a director of the utility forwards too
        told=DONE,
        body={"date": "2026-11-23", "text": "Так"},
    ),
    # What the definition lets a role do.
    Write(
        door="/cases/{registered}/transitions",
        knows=UTILITY,
        may=_only("dispatcher"),
        told=DONE,
        body={"name": "route"},
    ),
    Write(
        door="/cases/{routed}/resolutions",
        knows=UTILITY,
        may=_only("utility_director"),
        told=MADE,
        body={**_ORDER, "pin": PIN},
        besides=_KEYLESS,
    ),
    # A service without a programme has no milestones that anybody could reach.
    Write(door="/cases/{registered}/milestones/1", knows=UTILITY, may=_only(), told=DONE),
    Write(
        door="/cases/{collecting}/votes/paper",
        knows=TOWN_WIDE,
        may=_only("registrar", "clerk"),
        told=DONE,
        body={"unnamed": 1},
    ),
    Write(
        door="/cases/{billed}/fee/payments", knows=TOWN_WIDE | {"cashier"}, may=_only("cashier"), told=DONE, body=_MONEY
    ),
    Write(
        door="/cases/{billed}/fee/waiver",
        knows=TOWN_WIDE | {"cashier"},
        may=_only("cashier"),
        told=DONE,
        body={"reason": "пільга"},
    ),
    Write(
        door="/cases/{billed}/fee/refunds",
        knows=TOWN_WIDE | {"cashier"},
        may=_only("cashier"),
        told=(422, "invalid_input"),  # nothing was paid yet
        body={**_MONEY, "reason": "двічі"},
    ),
    # The general department keeps the journals.
    Write(door="/cases/{letter}/registration", knows=TOWN_WIDE, may=_only("registrar"), told=MADE, body=_CARD),
    Write(door="/cases/{carded}/registration/void", knows=TOWN_WIDE, may=_only("registrar"), told=DONE, body=_WHY),
    # Only an administrator destroys, and never while the matter is open.
    Write(
        door="/cases/{registered}/erasure",
        knows=UTILITY,
        may=_only("admin"),
        told=(409, "case_open"),
        body={"reason": "прохання"},
    ),
    # What awaits one person is theirs alone.
    Write(
        door="/cases/{reviewed}/acquaintances/{acquaintance}/reading",
        knows=REVIEWED,
        may=_only("specialist"),
        told=DONE,
    ),
    Write(
        door="/cases/{reviewed}/reviews/{review}/visas",
        knows=REVIEWED,
        may=_only("deputy"),
        told=MADE,
        body={"verdict": "agreed"},
    ),
    Write(
        door="/cases/{reviewed}/reviews/{review}/withdrawal",
        knows=REVIEWED,
        may=_only("lawyer"),
        told=DONE,
        body=_WHY,
    ),
    Write(
        door="/cases/{answering}/delegations",
        knows=LETTERED,
        may=DIRECTORS,
        told=DONE,
        body={"document": "{draft}", "to": "second", "reason": "Їду на об'єкт", "until": "2026-11-23"},
        besides={"second": (422, "invalid_input")},  # to oneself
    ),
    Write(
        door="/cases/{delegated}/delegations/{delegation}/end",
        knows=UTILITY,
        may=_only("utility_director", "second"),
        told=DONE,
    ),
    Write(door="/work/{work}/completion", knows=UTILITY, may=_only("clerk"), told=DONE),
    # Papers.
    Write(door="/documents/{draft}/opening", knows=LETTERED, may=DIRECTORS, told=DONE),
    Write(door="/documents/{draft}/return", knows=LETTERED, may=DIRECTORS, told=DONE, body=_WHY),
    Write(
        door="/documents/{draft}/signatures",
        knows=LETTERED,
        may=DIRECTORS,
        told=(409, "document_changed"),  # another text than the one on the screen
        body={"pin": PIN, "sha256": "0" * 64},
    ),
    Write(
        door="/documents/{draft}/signatures/prepare",
        knows=LETTERED,
        may=_only("utility_director"),
        told=DONE,
        besides=dict.fromkeys(("second", "director_elsewhere"), (409, "document_changed")),  # opened by somebody else
    ),
    Write(
        door="/documents/{draft}/signatures/complete",
        knows=LETTERED,
        may=LETTERED,
        told=(404, "unknown_signing_session"),
        body={"session": NOTHING, "cms": "AAAA"},
    ),
    Write(
        door="/documents/{signed}/void", knows=UTILITY, may=_only("utility_director", "second"), told=DONE, body=_WHY
    ),
    Write(door="/documents/{signed}/sending", knows=UTILITY, may=MAILING, told=DONE, body={"way": "counter"}),
    Write(
        door="/cases/{registered}/name-forms",
        knows=UTILITY,
        may=frozenset({"dispatcher", "utility_director", "second", "foreman", "foreman_idle", "mayor"}),
        told=(404, "unknown_person"),
        body={"person": NOTHING, "dative": "Олені", "full_dative": "Олені", "greeting": "Шановна пані Олено!"},
    ),
    Write(
        door="/cases/{registered}/scans",
        knows=UTILITY,
        may=UTILITY,
        told=(422, "invalid_input"),  # nothing of that service comes on paper
        body={"type": "answer_letter", "attachments": [NOTHING], "signed_by": "Олена Зразкова", "date": "2026-11-20"},
    ),
    Write(
        door="/documents/{draft}/scan",
        knows=LETTERED,
        may=LETTERED,
        told=(404, "unknown_document"),  # a paper of our own
        body={"attachments": [NOTHING]},
    ),
    Write(door="/documents/{posted}/returned-mail", knows=UTILITY, may=TOWN_WIDE, told=DONE),
    # Instructions: who carries them out reports, who gave them controls.
    Write(door="/resolutions/{order}/reports", knows=UTILITY, may=_only("foreman"), told=MADE, body={"text": "Готово"}),
    Write(
        door="/resolutions/{order}/explanations",
        knows=UTILITY,
        may=_only("foreman"),
        told=(409, "not_late"),
        body={"text": "мороз"},
    ),
    Write(
        door="/resolutions/{order}/checkpoints/1/reports",
        knows=UTILITY,
        may=_only("foreman"),
        told=(404, "unknown_checkpoint"),
        body={"text": "Готово"},
    ),
    Write(door="/resolutions/{order}/extension-requests", knows=UTILITY, may=_only("foreman"), told=MADE, body=_LATER),
    Write(door="/resolutions/{order}/extension", knows=UTILITY, may=_only("utility_director"), told=DONE, body=_LATER),
    Write(
        door="/resolutions/{order}/executor",
        knows=UTILITY,
        may=_only("utility_director"),
        told=DONE,
        body={"user": "sign_worker", "reason": "хворіє"},
    ),
    Write(door="/resolutions/{order}/recall", knows=UTILITY, may=_only("utility_director"), told=DONE, body=_WHY),
    Write(
        door="/resolutions/{order}/resolutions",
        knows=UTILITY,
        may=_only(),  # its executor alone, who has no key here
        told=MADE,
        body={**_ORDER, "executors": [{"user": "sign_worker"}], "due": "2026-11-25", "pin": PIN},
        besides=_KEYLESS,
    ),
    Write(door="/resolutions/{reported}/acceptance", knows=UTILITY, may=_only("utility_director"), told=DONE),
    Write(door="/resolutions/{reported}/return", knows=UTILITY, may=_only("utility_director"), told=DONE, body=_WHY),
    # The town itself.
    Write(door="/addressees", may=_only("admin"), told=DONE, body={"id": "gas_works", "name": "Газ"}),
    Write(door="/addressees/water_works", may=_only("admin"), told=GONE, method="DELETE", body=None),
    Write(door="/definitions/road_defect/migrations", may=_only("admin"), told=DONE, method="GET", body=None),
    Write(
        door=f"/definitions/road_defect/migrations/{NOTHING}",
        may=_only("admin"),
        told=(404, "unknown_migration"),
        method="GET",
        body=None,
    ),
    Write(
        door="/definitions/road_defect/migrations",
        may=_only("admin"),
        told=TAKEN,
        body={"to": "{version}", "reason": "Коротший строк"},
    ),
    Write(
        door=f"/definitions/road_defect/migrations/{NOTHING}/revert",
        may=_only("admin"),
        told=(404, "unknown_migration"),
        body=_WHY,
    ),
    Write(door="/filing-plan/2025/closing", may=_only("registrar", "admin"), told=DONE),
    Write(door="/destruction-acts", may=_only("registrar", "admin"), told=(409, "nothing_due")),
    Write(door="/incidents/{incident}/settlement", may=_only("registrar", "admin"), told=GONE, body={"how": "drop"}),
    Write(door="/substitutions", may=_only("registrar", "admin", "social"), told=MADE, body=_LEAVE),
    Write(door="/substitutions/{substitution}/end", may=_only("registrar", "admin", "deputy"), told=DONE),
)

FOR_EVERYBODY = {
    ("POST", "/signing-sessions"): "one's own key; tests/journeys/test_signing_desk.py",
    ("DELETE", "/session"): "one's own session; tests/api/test_session.py",
    ("POST", "/session/password"): "one's own; tests/api/test_second_factor.py, and all below",
    ("POST", "/session/second-factor"): "",
    ("POST", "/session/second-factor/challenge"): "",
    ("POST", "/session/second-factor/enrolment"): "",
    ("POST", "/session/second-factor/enrolment/confirmation"): "",
}
"""Doors to one's own account, with where it is shown that they are nobody else's."""

OPEN_DOORS = {
    ("POST", "/attachments"),
    ("POST", "/calendars/<identifier>/holds"),
    ("POST", "/cases"),
    ("POST", "/cases/<reference>/votes"),
    ("POST", "/cases/<reference>/votes/codes"),
    ("POST", "/cases/<reference>/votes/withdrawal"),
    ("POST", "/delivery-reports/kannel"),
    ("POST", "/session"),
    ("POST", "/status/<token>/code"),
    ("POST", "/status/<token>/renewal"),
    ("POST", "/status/<token>/transitions"),
    ("POST", "/status/<token>/unlock"),
    ("POST", "/verifications"),
}
"""Writes without a sign-in: of citizens, by their link, of the provider; nothing else stands open."""
