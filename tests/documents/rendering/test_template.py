"""Templates see plain data, escaped, and nothing of Python."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from markupsafe import Markup

from documents.errors import TemplateFailed
from documents.qr import qr_svg
from documents.rendering.template import names_used, paths_used, render_html


def render(template: str, **context: object) -> str:
    return render_html({"t.html": template}, "t.html", context)


def failure(template: str, **context: object) -> TemplateFailed:
    with pytest.raises(TemplateFailed) as caught:
        render(template, **context)
    return caught.value


def test_values_are_escaped() -> None:
    assert render("<p>{{ name }}</p>", name="<script>alert(1)</script>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


def test_plain_values_of_every_kind_are_shown() -> None:
    shown = render(
        "{{ a }}|{{ b.c[0] }}|{{ d }}|{{ e }}|{{ f }}",
        a=1,
        b={"c": ["x"]},
        d=Decimal("1.50"),
        e=date(2026, 1, 2),
        f=None,
    )

    assert shown == "1|x|1.50|2026-01-02|None"


@pytest.mark.parametrize(
    ("template", "context", "field"),
    [
        ("{{ paper }}", {}, "paper"),
        ("{{ case.nmber }}", {"case": {"number": "1"}}, "nmber"),
        ("{{ case.a.b }}", {"case": {}}, "a"),
        ("{% if missing %}{% endif %}", {}, "missing"),
        ("{% for x in rows %}{{ x.y }}{% endfor %}", {"rows": [{}]}, "y"),
    ],
)
def test_a_missing_field_is_named(template: str, context: dict[str, object], field: str) -> None:
    error = failure(template, **context)

    assert (error.code, error.data["field"]) == ("undeclared_template_field", field)


def test_a_field_called_like_a_method_is_the_field() -> None:
    assert render("{{ form.keys }} {{ form.items }}", form={"keys": "два ключі", "items": "речі"}) == "два ключі речі"


class Kind(StrEnum):
    A = "a"


@pytest.mark.parametrize(
    "value", [object(), Kind.A, Markup("<b>"), 1.5, {"a": {1: "x"}}, [set()], print, b"bytes", type]
)
def test_anything_but_plain_data_is_refused(value: object) -> None:
    assert failure("{{ x }}", x=value).code == "template_error"


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__init__ }}",
        "{{ x|attr('__class__') }}",
        "{{ x|safe }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ x|format(1) }}",
        "{% include '../../etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ x|drawing }}",
        "{{ x.append(1) }}",
        "{{ x",
        "{% for %}",
    ],
)
def test_templates_cannot_reach_out(template: str) -> None:
    assert failure(template, x=["<svg onload='alert(1)'></svg>"]).code in (
        "template_error",
        "undeclared_template_field",
    )


def test_a_switched_off_escape_is_found_in_an_included_template_too() -> None:
    with pytest.raises(TemplateFailed) as caught:
        render_html({"t.html": "{% include 'b.html' %}", "b.html": "{{ x|safe }}"}, "t.html", {"x": "<b>"})

    assert caught.value.data["template"] == "b.html"


def test_an_error_of_syntax_tells_its_line() -> None:
    assert failure("один\nдва {{ x|nothing }}\nтри").data["line"] == "2"


def test_a_drawing_is_only_ours() -> None:
    drawing = qr_svg("https://sprava.test/verify/1")

    assert render("{{ x|drawing }}", x=drawing) == drawing
    assert failure("{{ x|drawing }}", x=drawing.replace("</svg>", "<script/></svg>")).code == "template_error"


def test_direction_overrides_and_invisible_characters_are_dropped() -> None:
    assert render("{{ x }}", x="Іван\u202eнавІ\u200b \ufeffП\x00") == "ІваннавІ П"


def test_deep_data_ends() -> None:
    value: object = "x"
    for _ in range(50):
        value = [value]

    assert failure("{{ x }}", x=value).code == "template_error"


def test_names_and_paths_that_a_template_uses_are_found() -> None:
    source = (
        "{% extends 'base.html' %}{% set own = 1 %}{{ case.number }}{{ own }}{% for p in photos %}{{ p.src }}"
        "{{ loop.index }}{% endfor %}{{ form['place'].street|upper }}{{ bare }}{{ rows[number] }}"
    )

    assert paths_used(source) == {"case.number", "photos", "form.place.street", "bare", "rows", "number"}
    assert names_used(source) == {"case", "photos", "form", "bare", "rows", "number"}


def test_names_of_a_broken_template_fail_with_the_line() -> None:
    with pytest.raises(TemplateFailed) as caught:
        names_used("a\nb\n{{ c ")

    assert caught.value.data["line"] == "3"
