"""Certificates at the counter and receptions by the mayor in the demo town."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from runtime.demo import photos
from runtime.demo.citizens import citizen
from runtime.demo.hands import Hands, order
from runtime.demo.road_stories import Story
from workflow.values import Json

_CERTIFICATE = "street_renaming_certificate"


class Certificate:
    """One application for a certificate, filed `back` working days ago."""

    def __init__(self, hands: Hands, number: int, back: int) -> None:
        self.hands = hands
        self.number = number
        self.back = back
        self.reference = ""

    def at(self, later: int, clock: str) -> datetime:
        """A moment `later` working days after filing."""
        return self.hands.days.at(self.back - later, clock)

    def file(self, *, pages: int = 2) -> Story:
        """A clerk files it at the counter."""
        yield self.at(0, f"10:{10 + self.number % 40:02d}")
        form: dict[str, Json] = {
            "street": "вул. Комсомольська",
            "house": str(2 + self.number * 5 % 60),
            "title_page": [self.hands.photo(photos.sheet(self.number + page)) for page in range(pages)],
            "delivery": ("counter", "post", "email")[self.number % 3],
        }
        if pages < 2:
            form["missing_sheets"] = 1
        person = dict(citizen(self.number))
        if form["delivery"] == "email":
            person["email"] = f"demo{self.number}@example.com"
        self.reference = self.hands.open(_CERTIFICATE, form, person, by="clerk", channel="counter")

    def take(self) -> Story:
        """The specialist takes it."""
        yield self.at(0, "11:30")
        self.hands.do(self.reference, "take", "specialist")

    def prepare(self, later: int) -> Story:
        """The specialist writes it, the head of the department gives the visa."""
        yield self.at(later, "09:00")
        given = {
            "old_name": "вулицю Комсомольську",
            "new_name": "вулицю Лісову",
            "decision_number": "121",
            "decision_date": "2016-02-19",
        }
        self.hands.do(self.reference, "prepare", "specialist", given)
        yield self.at(later, "09:20")
        self.hands.visa(self.reference, "architecture_head")

    def sign(self, later: int) -> Story:
        """The executive secretary signs."""
        yield self.at(later, "14:00")
        self.hands.sign(self.reference, "executive_secretary")


def handed(one: Certificate) -> Story:
    """From the counter back to the counter."""
    yield from one.file()
    yield from one.take()
    yield from one.prepare(2)
    yield from one.sign(2)
    yield one.at(3, "15:40")
    given: dict[str, Json] = {"receiver": "applicant", "identity_checked": True}
    one.hands.do(one.reference, "hand_over", "clerk", given)


def ready(one: Certificate) -> Story:
    """Signed and waiting to be fetched."""
    yield from one.file()
    yield from one.take()
    yield from one.prepare(2)
    yield from one.sign(3)


def certificate_to_sign(one: Certificate) -> Story:
    """Written and agreed; the executive secretary has to sign."""
    yield from one.file()
    yield from one.take()
    yield from one.prepare(1)


def certificate_in_work(one: Certificate) -> Story:
    """The specialist has it."""
    yield from one.file()
    yield from one.take()


def sheet_missing(one: Certificate) -> Story:
    """A page is missing: the clock stands still."""
    yield from one.file(pages=1)
    yield from one.take()
    yield one.at(0, "15:30")
    given = {
        "question": "Потрібна друга сторінка свідоцтва – там адреса зі старою назвою вулиці.",
        "wanted": "2-гу сторінку свідоцтва",
    }
    one.hands.do(one.reference, "ask", "specialist", given)


def certificate_refused(one: Certificate) -> Story:
    """That street never had another name."""
    yield from one.file()
    yield from one.take()
    yield one.at(1, "10:00")
    given = {
        "grounds": "Вулицю, зазначену в документі, місто не перейменовувало.",
        "way_out": "перевірити адресу в документі на житло.",
    }
    one.hands.do(one.reference, "refuse", "specialist", given)
    yield from one.sign(1)


CERTIFICATES: tuple[tuple[Callable[[Certificate], Story], int], ...] = (
    (handed, 14),
    (handed, 11),
    (ready, 5),
    (certificate_to_sign, 3),
    (certificate_in_work, 2),
    (sheet_missing, 4),
    (certificate_refused, 9),
)


class Reception:
    """One visit to the mayor on the Wednesday `weeks` ago (negative: to come)."""

    def __init__(self, hands: Hands, number: int, weeks: int) -> None:
        self.hands = hands
        self.number = number
        self.day: date = hands.days.wednesday(weeks)
        self.reference = ""

    def on(self, clock: str, *, days: int = 0) -> datetime:
        """A moment of that Wednesday, or `days` later."""
        day = self.day + timedelta(days=days)
        return datetime.combine(day, time.fromisoformat(clock), tzinfo=self.hands.days.zone)

    def book(self, clock: str) -> Story:
        """Booked by telephone: the Thursday before, or the last working day."""
        yield min(self.on("10:00", days=-6), self.hands.days.at(0, "11:00"))
        form: dict[str, Json] = {
            "slot": f"mayor_reception-{self.day:%Y%m%d}T{clock.replace(':', '')}",
            "subject": "Тече дах над квартирою 36, просить допомоги після затоплення.",
        }
        person = {**citizen(self.number), "contact_by": "voice"}
        self.reference = self.hands.open("mayor_reception", form, person, by="operator", channel="phone")

    def receive(self) -> Story:
        """The citizen comes and is received."""
        yield self.on("14:52")
        self.hands.do(self.reference, "check_in", "operator")
        yield self.on("15:05")
        given = {"substance": "Тече дах над квартирою 36, вул. Енергетиків, 12.", "repeated": "first"}
        self.hands.do(self.reference, "receive", "mayor", given)

    def instruct(self) -> Story:
        """Two instructions, signed with one PIN."""
        yield self.on("15:14")
        self.hands.instruct(
            self.reference,
            "mayor",
            [
                order("Забезпечити ремонт даху над кв. 36.", "deputy_mayor", self.day + timedelta(days=14)),
                order("Розглянути матеріальну допомогу.", "social_head", self.day + timedelta(days=9)),
            ],
        )


def booked(one: Reception) -> Story:
    """Coming next week."""
    yield from one.book("15:00")


def booked_later(one: Reception) -> Story:
    """Coming next week, after the first."""
    yield from one.book("15:20")


def instructed(one: Reception) -> Story:
    """Received, with instructions; one of them is reported on."""
    yield from one.book("15:00")
    yield from one.receive()
    yield from one.instruct()
    yield one.on("11:00", days=2)
    one.hands.report(one.reference, "2", "social_head", "Відвідали заявника, підготовлено протокол про допомогу.")


def explained(one: Reception) -> Story:
    """Received and content with what was said."""
    yield from one.book("15:00")
    yield from one.receive()
    yield one.on("15:20")
    one.hands.do(one.reference, "explain", "mayor", {"explanation": "Роз'яснено порядок подання заяви на субсидію."})


def no_show(one: Reception) -> Story:
    """Did not come."""
    yield from one.book("15:20")
    yield one.on("15:45")
    one.hands.do(one.reference, "no_show", "operator")


RECEPTIONS: tuple[tuple[Callable[[Reception], Story], int], ...] = (
    (explained, 2),
    (no_show, 1),
    (instructed, 0),
    (booked, -1),
    (booked_later, -1),
)
