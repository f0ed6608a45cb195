"""Texts of the pages, English: what stands around every page, problems, forms."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- Around every page
    "page.skip": "Skip to content",
    "page.home": "Home",
    "page.languages": "Language",
    "page.more": "More",
    "page.phone": "The town's helpline, day and night:",
    "page.services": "Services",
    "page.problems": "What was done in town",
    "page.verify": "Check a paper",
    "page.staff": "For staff",
    "list.more": "Show more",
    "yes": "yes",
    "no": "no",
    # --- Problems
    "problem.home": "To the home page",
    "problem.queue": "To the queue",
    "problem.ring": "The town's helpline:",
    "problem.unknown_link.title": "This link does not work",
    "problem.unknown_link": (
        "Check that all letters are there. Perhaps you were sent a newer link. If it does not help, ring "
        "and say the number of your case."
    ),
    "problem.locked.title": "First give the digits of your phone",
    "problem.locked": "Go back to the page of your case and give the last four digits of your phone.",
    "problem.not_found.title": "There is no such page",
    "problem.not_found": "Check the address, or begin at the home page.",
    # --- Forms
    "form.problems": "Please check",
    "form.mistake": "Mistake",
    "form.optional": "(optional)",
    "form.choose": "Choose",
    "form.no_slots": "There is no free time at present. Please ring the helpline.",
    "form.place.address": "Street, house or landmark",
    "form.place.here": "I am here now",
    "form.place.here_hint": "We take the coordinates from your device if you allow it. Or type them.",
    "form.place.lat": "Latitude",
    "form.place.lon": "Longitude",
    "form.place.found": "Place found.",
    "form.place.lost": "The device did not say where you are. Please type the address.",
    "form.kept_upload": "File {number} is attached (untick to remove it)",
    "value.files": "files: {count}",
    "value.point": "{lat}, {lon}",
    "value.from_photo": "taken from the photo",
    "left.minutes": "{count} min",
    "left.hours": "{count} h",
    "left.remaining": "{span} left",
    "left.overdue": "{span} overdue",
    "law.article": "{law}, article {article}",
}
