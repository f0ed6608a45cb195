"""Which machines may be called: read whole, or refused with what is wrong and without the secret."""

from __future__ import annotations

import json

import pytest

from runtime.settings import SettingsError, load
from runtime.webhook_settings import WebhookSettings, read_webhooks

SECRET = "s" * 24


def written(**more: object) -> str:
    return json.dumps({"gis": {"url": "https://gis.example.org/hook", "secret": SECRET, **more}})


def test_names_addresses_and_secrets_are_read_and_the_secret_is_not_shown() -> None:
    found = read_webhooks(written())
    assert found == {"gis": WebhookSettings(url="https://gis.example.org/hook", secret=SECRET, private=False)}
    assert SECRET not in repr(found)
    assert load({"SPRAVA_WEBHOOKS": written(private=True)}).webhooks["gis"].private
    assert load({}).webhooks == {}


@pytest.mark.parametrize(
    "text",
    [
        "gis=https://gis.example.org",
        "[]",
        '{"GIS": {}}',
        '{"gis": "https://gis.example.org"}',
        written(secret="short"),
        written(url="ftp://gis.example.org"),
        written(url="http://gis.example.org"),
        written(url="https://me:pass@gis.example.org"),
        written(url=7),
        written(private="yes"),
        written(colour="red"),
    ],
)
def test_what_cannot_be_meant_stops_the_start(text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load({"SPRAVA_WEBHOOKS": text})
    (mistake,) = refused.value.mistakes
    assert mistake.startswith("SPRAVA_WEBHOOKS ")
    assert SECRET not in mistake
