"""A template that leaves out what its paper must show is found when the definition is checked, at its line."""

from __future__ import annotations

import pytest

from tests.workflow.definition.checked import LETTER, SOUND, changed, findings, folder_findings

SIGNED = "{% block signature %}\n<div>{{ signer.position }}</div><div>{{ signer.name }}</div><div>печатка</div>{% endblock %}"


STYLED = changed(SOUND, ("{seal: municipality}]}", "{seal: municipality}], style: letter}"))


def told(template: str, text: str = STYLED) -> list[tuple[str, str, int, str]]:
    found = folder_findings(text, templates={"answer_letter.html": template})
    return [(one.code, one.path, one.line, one.message) for one in found]


def test_the_sound_letter_is_silent() -> None:
    assert told(LETTER) == []
    assert told(LETTER + "\n" + SIGNED) == []


def test_a_page_of_the_town_s_own_that_claims_no_style_is_asked_nothing() -> None:
    bare = "<p>{{ number }} {{ inputs.report }}</p>"
    assert told(bare, SOUND) == []
    assert told(bare) != []
    assert told(LETTER.replace("<p>", "").replace("</p>", ""), SOUND) != []


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("{{ body.name }}", "author"),
        ("{{ paper.date }}", "date"),
        ("{{ paper.number }}", "number"),
        ("{{ answered.number }}", "answered"),
        ("{{ addressee.dative }}", "addressee"),
        ("{{ paper.title }}", "title"),
        ("{{ inputs.report }} {{ number }}", "text"),
        ("{{ signer.name }}", "signature"),
        ("печатка", "seal"),
    ],
)
def test_each_part_that_is_left_out_is_found(part: str, says: str) -> None:
    whole = (
        "<p class='check'>{{ body.name }}, {{ paper.date }} № {{ paper.number }}</p>"
        "<div>на № {{ answered.number }} від {{ answered.date }}</div>"
        "<div class='addressee'>{{ addressee.dative }}</div><h1>{{ paper.title }}</h1>"
        "<p>{{ inputs.report }} {{ number }}</p>"
        "<div>{{ signer.position }}</div><div>{{ signer.name }}</div><div>печатка</div>"
    )
    assert told(whole) == []

    found = told(changed(whole, (part, "")))

    assert [(code, path, line) for code, path, line, _words in found] == [
        ("template_error", "templates/answer_letter.html:documents.answer_letter.template", 1)
    ]
    assert f"a letter shows {says}:" in found[0][3]


@pytest.mark.parametrize("before", ["За ", "за&nbsp;", "/ ", "/"])
def test_no_one_signs_instead_of_another(before: str) -> None:
    signed = SIGNED.replace("{{ signer.position }}", before + "{{ signer.position }}")

    ((code, _path, line, words),) = told(LETTER + "\n" + signed)

    assert (code, line) == ("template_error", 2)
    assert "signature" in words


def test_a_deputy_does_not_look_like_somebody_who_signs_for_another() -> None:
    signed = SIGNED.replace("\n<div>", "\n<p>Голосувало за</p><div>")

    assert told(LETTER + "\n" + signed) == []


def test_what_stands_only_with_one_outcome_is_missed_with_the_other() -> None:
    partly = LETTER.replace("{% block text %}", "{% block text %}{% if outcome == 'refused' %}").replace(
        "{% endblock %}", "{% endif %}{% endblock %}"
    )

    ((code, _path, line, words),) = told(partly)

    assert (code, line) == ("template_error", 1)
    assert "a letter shows text" in words


def test_what_is_hidden_is_not_shown() -> None:
    signed = SIGNED.replace("<div>{{ signer.name }}", "<div style='display: none'>{{ signer.name }}")

    assert [code for code, _path, _line, _words in told(LETTER + "\n" + signed)] == ["template_error"]


def test_a_certificate_needs_no_addressee_and_a_plain_note_no_seal() -> None:
    bare = (
        "<p class='check'>{{ body.name }}, {{ paper.date }} № {{ paper.number }}</p><h1>Довідка</h1><p>{{ number }}</p>"
        "<div>{{ signer.position }}</div><div>{{ signer.name }}</div>"
    )
    certificate = changed(SOUND, ("{seal: municipality}]}", "{seal: municipality}], style: certificate}"))
    plain = changed(SOUND, (", {seal: municipality}]}", "], style: plain}"))

    assert told(bare + "<div>печатка</div>", certificate) == []
    assert told(bare, plain) == []
    assert len(told(bare, certificate)) == 1


def test_a_document_may_say_its_own_contents() -> None:
    own = changed(SOUND, ("{seal: municipality}]}", "{seal: municipality}], contents: [title, text]}"))

    assert told("<h1>Оголошення</h1><p>{{ number }}</p>", own) == []
    assert [code for code, _path, _line, _words in told("<p>{{ number }}</p>", own)] == ["template_error"]


def test_contents_that_nobody_knows_are_refused() -> None:
    wrong = changed(SOUND, ("{seal: municipality}]}", "{seal: municipality}], contents: [title, stamp]}"))

    assert [(one.code, one.path) for one in findings(wrong)] == [
        ("invalid_value", "documents.answer_letter.contents[1]")
    ]


def test_a_template_that_cannot_be_filled_is_told_with_the_case_it_fails_for() -> None:
    ((code, _path, _line, words),) = told(LETTER.replace("{{ number }}", "{{ number }}{{ inputs.report.pages }}"))

    assert code == "template_error"
    assert "pages is not there" in words
