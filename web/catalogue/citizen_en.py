"""Texts of the pages, English: the town's services, one question a page, the receipt."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # --- The town and its services
    "town.title": "What happened?",
    "town.group.issues": "Report a problem",
    "town.group.papers": "Certificates and papers",
    "town.group.visits": "Book a visit or a place",
    "town.group.part": "Take part in the town",
    "town.group.write": "Write to us",
    "town.other": "Something else happened",
    "town.search": "Find a service",
    "town.search_hint": "One word will do: pothole, certificate, reception",
    "town.search_go": "Find",
    "town.nothing": "Nothing found for “{asked}”. Ring {phone}: the operator will tell you and write it down.",
    "town.found": "Found for “{asked}”: {count}.",
    "town.all": "All services",
    "town.danger": "Dangerous right now?",
    "town.danger_ring": "Ring {phone}, day and night.",
    "town.ring": "Would you rather ring?",
    "town.ring_hint": "Tell what happened: the operator writes it down and gives you a number:",
    "town.check": "Do you have a paper from the town?",
    "town.check_hint": "It bears a code of 12 digits. See whether it is real:",
    "service.needs": "What you need",
    "service.terms": "How long it takes",
    "service.start": "Begin",
    "service.book": "Choose day and time",
    "service.danger": "Is it dangerous right now? Ring",
    "service.danger_hours": ", day and night.",
    "service.by_phone": "You can do the same by ringing {phone}, or at the service centre.",
    "filing.matter": "The matter",
    "filing.who": "What is your name and where do we answer?",
    "filing.who_hint": (
        "The law asks for your name and home address. Without an address we take the report as a hint: we "
        "act on it, but owe no written answer by law."
    ),
    "filing.on_behalf": "I file for somebody else",
    "filing.on_behalf.free": "Above, say for whom you file. Here, say who you are.",
    "filing.on_behalf.with_basis": (
        "Above, say for whom you file. Here, say who you are and on what basis: a power of attorney, or "
        "that you are the legal guardian."
    ),
    "filing.check": "Check before sending",
    "person.surname": "Surname",
    "person.given_name": "Given name",
    "person.patronymic": "Patronymic",
    "person.organisation": "Organisation",
    "person.birth_date": "Date of birth",
    "person.address": "Home address",
    "person.address_hint": "Street, house, flat. It is not shown in public.",
    "person.phone": "Telephone",
    "person.email": "E-mail",
    "person.contact_by": "How would you like to hear from us?",
    "person.kind": "Who files",
    "person.code": "Code of the organisation",
    "person.number": "Number of the document",
    "person.date": "Date of the document",
    "person.scope": "Scope",
    "person.notary": "Notary",
    "representative.surname": "Your surname",
    "representative.given_name": "Your given name",
    "representative.patronymic": "Your patronymic",
    "representative.phone": "Your telephone",
    "representative.basis": "Basis",
    "representative.number": "Number of the power of attorney",
    "representative.valid_until": "Valid until",
    "way.link": "SMS with a link",
    "way.voice": "SMS without a link",
    "way.email": "e-mail",
    "way.post": "letter by post",
    "preview.title": "Check before sending",
    "preview.send": "Send",
    "preview.change": "Change",
    "preview.consent": (
        "By sending you agree that the town uses these data to answer you. Your name, telephone and words "
        "are shown to nobody else."
    ),
    # --- One question a page
    "service.at_once": "All questions on one page",
    "draft.step": "Question {number} of {count}",
    "draft.go_on": "Continue",
    "draft.back": "Back",
    "draft.skip_place": "The photo shows where",
    "draft.kept": ("Your answers are kept for 24 hours at the address of this page: you may close it and come back."),
    "draft.change": "Change",
    "draft.forgotten.title": "This draft has been deleted",
    "draft.forgotten": "What is not finished is kept for 24 hours and then deleted. Please begin again.",
    "draft.join": (
        "We join it to report № {reference}: you get a number of your own and are told all that "
        "the other person is told."
    ),
    "draft.renamed": "It is {present} now (formerly {former}). We understand both names.",
    "which_place.title": "Where exactly?",
    "which_place.hint": "The photo was not taken where you typed. Which is right?",
    "which_place.typed": "Where I typed: {place}",
    "which_place.photo": "Where the photo was taken: {place}",
    "near_by.title": "Has this been reported already?",
    "near_by.hint": "If it is the same, join it: the work is done once, and you are told as well.",
    "near_by.join": "Join № {reference}: {title}, {street}, {day}, {state}",
    "near_by.other": "No, mine is another",
    # --- Right after filing
    "received.title": "We have received your report.",
    "received.title.certificate": "We have received your application.",
    "received.title.appointment": "You have an appointment.",
    "received.title.appeal": "We have received your appeal.",
    "received.number": "Number",
    "received.next": "What happens next",
    "received.until": "By {until}: {title}.",
    "received.signal": (
        "You gave no home address, so this is a hint and not an appeal by law: we do the work, but promise "
        "no written answer."
    ),
    "received.public": (
        "Your name, telephone and words are not shown in public. There it only says: “{title}, {street}”."
    ),
    "received.no_street": "the town",
    "received.keep": "Keep this page. Without the internet: telephone {phone}, number {reference}.",
    "received.follow": "Follow it",
    "received.receipt": "Save the receipt (PDF)",
    "received.receipt_large": "The receipt in large print (PDF)",
    "received.send_link": "Send the link to myself",
    "receipt.heading": "Received. Number {reference}",
    "receipt.follow": "To follow it, scan the code with a phone.",
    "receipt.ring": "Or ring {phone} and say number {reference}.",
    "received.once_more": "This was sent before.",
}
