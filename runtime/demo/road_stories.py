"""Holes in the roads of the demo town: what happened to each, told as steps with their moments."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime, timedelta

from runtime.demo import photos
from runtime.demo.citizens import citizen
from runtime.demo.hands import Hands, order

Story = Generator[datetime, None, None]
"""Yields the moment before which its next step must not happen."""

# Where each begins on the drawing of the demo town (web/static/demo_town.json): latitude, longitude.
_STREETS = {
    "вул. Лісова": (51.337, 25.841),
    "вул. Соборна": (51.3495, 25.829),
    "вул. Садова": (51.352, 25.846),
    "вул. Енергетиків": (51.340, 25.837),
    "вул. Шкільна": (51.342, 25.866),
    "вул. Миру": (51.356, 25.838),
}
_STREET_NAMES = tuple(_STREETS)
_NOTES = (
    "Глибока яма, об'їзду немає.",
    "Провалився асфальт біля люка.",
    "Вибоїна після зими, б'ються колеса.",
    "Яма біля пішохідного переходу.",
    "Розмило узбіччя, машини з'їжджають на тротуар.",
)


class Road:
    """One hole: `number` tells holes apart, `back` is the working day it was reported on."""

    def __init__(self, hands: Hands, number: int, back: int) -> None:
        self.hands = hands
        self.number = number
        self.back = back
        self.reference = ""

    def at(self, later: int, clock: str) -> datetime:
        """A moment `later` working days after the report."""
        return self.hands.days.at(self.back - later, clock)

    def report(self, *, photo: bool = True) -> Story:
        """A citizen reports it in the morning."""
        yield self.at(0, f"08:{10 + self.number % 40:02d}")
        street = _STREET_NAMES[self.number % len(_STREETS)]
        latitude, longitude = _STREETS[street]
        house = 2 + self.number * 3 % 40
        form: dict[str, object] = {
            "place": {"street": street, "address": f"{street}, навпроти {house}", "house": str(house)}
            | {"lat": f"{latitude + house / 10_000:.6f}", "lon": f"{longitude + house / 5_000:.6f}"},
            "note": _NOTES[self.number % len(_NOTES)],
        }
        if photo:
            form["photos"] = [self.hands.photo(photos.hole(self.number))]
        self.reference = self.hands.open("road_defect", form, citizen(self.number))  # type: ignore[arg-type]

    def route(self) -> Story:
        """The dispatcher passes it on."""
        yield self.at(0, "08:52")
        self.hands.do(self.reference, "route", "dispatcher")

    def instruct(self, days: int = 3, *, later: int = 0, clock: str = "09:20") -> Story:
        """The director gives the foreman `days` working days."""
        yield self.at(later, clock)
        due = self.hands.days.at(self.back - later, clock).date() + timedelta(days=days)
        self.hands.instruct(
            self.reference,
            "utility_director",
            [order("Ліквідувати яму. Огородити до ремонту. Фото до і після.", "foreman", due)],
        )

    def finish(self, later: int, clock: str = "15:10") -> Story:
        """The foreman reports with a photo."""
        yield self.at(later, clock)
        self.hands.do(
            self.reference,
            "finish",
            "foreman",
            {
                "report": "Вирізали старий асфальт 2×1,5 м, поклали новий.",
                "photo": self.hands.photo(photos.patch(self.number)),
            },
        )

    def accept(self, later: int, clock: str = "16:05") -> Story:
        """The director accepts; the answer is drafted."""
        yield self.at(later, clock)
        self.hands.do(self.reference, "accept", "utility_director")

    def sign(self, later: int, clock: str = "16:20") -> Story:
        """The director signs the answer."""
        yield self.at(later, clock)
        self.hands.sign(self.reference, "utility_director")

    def answered(self, later: int) -> Story:
        """All the way from the report to the signed answer."""
        yield from self.report()
        yield from self.route()
        yield from self.instruct()
        yield from self.finish(later)
        yield from self.accept(later)
        yield from self.sign(later)


def confirmed(road: Road) -> Story:
    """Done in two days, and the citizen agrees."""
    yield from road.answered(2)
    yield road.at(2, "18:30")
    road.hands.citizen_does(road.reference, "confirm", {"rating": 4 + road.number % 2})


def answered(road: Road) -> Story:
    """Done; nobody has said anything yet."""
    yield from road.answered(1)


def disputed(road: Road) -> Story:
    """Done, but there was a second hole beside it."""
    yield from road.answered(1)
    yield road.at(1, "18:20")
    given = {"what": "Поруч друга яма.", "photo": road.hands.photo(photos.hole(road.number + 500))}
    road.hands.citizen_does(road.reference, "dispute", given)
    yield from road.instruct(5, later=2, clock="08:40")


def refused(road: Road) -> Story:
    """Not the town's ground: refused with reasons."""
    yield from road.report(photo=False)
    yield from road.route()
    yield road.at(0, "10:15")
    given = {
        "grounds": "Ця ділянка належить ОСББ «Затишок» (рішення міської ради № 88 від 14.05.2020), "
        "місто не має права витрачати там кошти.",
        "way_out": "попросити правління ОСББ або взяти участь у спільному проєкті міста та ОСББ.",
        "about": "Про ремонт проїзду у дворі",
    }
    road.hands.do(road.reference, "refuse", "utility_director", given)
    yield from road.sign(0, "11:00")


def forwarded(road: Road) -> Story:
    """A regional road: sent on to whom it belongs."""
    yield from road.report()
    yield road.at(0, "09:00")
    due = road.hands.days.at(road.back, "09:00").date() + timedelta(days=30)
    given = {
        "addressee": "Служба відновлення",
        "their_due": due.isoformat(),
        "reason": "Дорога Р-77 належить області.",
    }
    road.hands.do(road.reference, "forward", "dispatcher", given)
    yield from road.sign(0, "12:00")


def withdrawn(road: Road) -> Story:
    """The citizen thought better of it."""
    yield from road.report(photo=False)
    yield road.at(0, "13:00")
    road.hands.citizen_does(road.reference, "withdraw")


def asked(road: Road) -> Story:
    """Where exactly? The town waits for an answer."""
    yield from road.report(photo=False)
    yield from road.route()
    yield road.at(0, "09:40")
    road.hands.do(road.reference, "ask", "utility_director", {"question": "З якого боку дороги яма?"})


def in_work(road: Road) -> Story:
    """The foreman has it."""
    yield from road.report()
    yield from road.route()
    yield from road.instruct(6)


def joined(road: Road) -> Story:
    """The foreman has it; a neighbour rings about the same hole and is joined to it."""
    yield from in_work(road)
    yield road.at(0, "09:50")
    street = _STREET_NAMES[road.number % len(_STREETS)]
    road.hands.open(
        "road_defect",
        {"place": {"street": street, "address": street}, "note": "Вчора ледь не впала."},
        citizen(1),
        by="operator",
        channel="phone",
        join=road.reference,
    )


def overdue(road: Road) -> Story:
    """The date passed and nobody reported."""
    yield from road.report()
    yield from road.route()
    yield from road.instruct(2)


def reported(road: Road) -> Story:
    """Done; the director has to look."""
    yield from road.report()
    yield from road.route()
    yield from road.instruct()
    yield from road.finish(1)


def to_sign(road: Road) -> Story:
    """The answer waits for the director's signature."""
    yield from reported(road)
    yield from road.accept(1)


def routed(road: Road) -> Story:
    """The director has it."""
    yield from road.report()
    yield from road.route()


def unseen(road: Road) -> Story:
    """Nobody has looked yet."""
    yield from road.report()


ROADS: tuple[tuple[Callable[[Road], Story], int], ...] = (
    (confirmed, 18),
    (confirmed, 15),
    (answered, 12),
    (answered, 8),
    (disputed, 5),
    (refused, 10),
    (forwarded, 9),
    (withdrawn, 7),
    (asked, 4),
    (joined, 2),
    (in_work, 1),
    (overdue, 6),
    (reported, 3),
    (to_sign, 3),
    (routed, 1),
    (routed, 0),
    (unseen, 1),
    (unseen, 0),
)
"""What happened, and how many working days ago it began."""
