"""Settings name all mistakes at once, refuse weak secrets and open http, and need nothing for the demo."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from runtime.secret_key import secret_key
from runtime.settings import MailProvider, Settings, SettingsError, SmsProvider, load

KEY = secrets.token_urlsafe(48)
TOWN = {
    "DATABASE_URL": "postgresql://sprava_app:a@db/sprava",
    "DATABASE_OWNER_URL": "postgresql://sprava_owner:b@db/sprava",
    "SPRAVA_SECRET_KEY": KEY,
    "SPRAVA_PUBLIC_URL": "https://sprava.example",
    "SPRAVA_HOST": "0.0.0.0",
}


def mistakes(**environ: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load(environ)
    return caught.value.mistakes


def test_an_empty_environment_is_the_demo_on_loopback() -> None:
    settings = load({})

    assert settings.demo
    assert settings.database_url is None
    assert settings.data == Path(__file__).resolve().parent.parent.parent / "var"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert (settings.sms, settings.mail) == (SmsProvider.FILE, MailProvider.FILE)


def test_a_town_is_not_the_demo() -> None:
    settings = load(TOWN)

    assert not settings.demo
    assert settings.https
    assert settings.database_url == "postgresql+psycopg://sprava_app:a@db/sprava"


def test_all_mistakes_come_at_once() -> None:
    found = mistakes(
        PORT="many",
        SPRAVA_DEMO="perhaps",
        DATABASE_URL="mysql://db/sprava",
        SPRAVA_SECRET_KEY="secret",
        SPRAVA_PUBLIC_URL="http://sprava.example/office",
        SPRAVA_SMS="pigeon",
        SMTP_PORT="0",
        SPRAVA_MAIL="smtp",
        SPRAVA_LOG_LEVEL="LOUD",
    )

    names = [mistake.split()[0] for mistake in found]
    assert set(names) == {
        "PORT",
        "SPRAVA_DEMO",
        "DATABASE_URL",
        "SPRAVA_SECRET_KEY",
        "SPRAVA_PUBLIC_URL",
        "SPRAVA_SMS",
        "SMTP_PORT",
        "SMTP_HOST",
        "SPRAVA_LOG_LEVEL",
    }
    assert names.count("SPRAVA_PUBLIC_URL") == 2, "the path and the missing https are two mistakes"


def test_no_mistake_repeats_the_value_given() -> None:
    found = mistakes(DATABASE_URL="mysql://sprava:hunter2@db/sprava", SPRAVA_SECRET_KEY="hunter2", SPRAVA_DEMO="0")

    assert not any("hunter2" in mistake for mistake in found)


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "a" * 64,
        "abc123" * 12,
        "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMN",
        "this is my very secret key for the whole of our little town",
        KEY[:32],
        "change-me-" + KEY,
    ],
    ids=["short", "repeated letter", "repeated word", "sequence", "sentence", "half as long", "typed word"],
)
def test_a_weak_secret_is_refused_outside_the_demo_and_let_through_inside(weak: str) -> None:
    assert any("SPRAVA_SECRET_KEY" in mistake for mistake in mistakes(**TOWN | {"SPRAVA_SECRET_KEY": weak}))

    assert load({"SPRAVA_DEMO": "1", "SPRAVA_SECRET_KEY": weak}).secret_key == weak


def test_random_keys_are_never_taken_for_weak() -> None:
    for _ in range(300):
        for key in (secrets.token_hex(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48)):
            load(TOWN | {"SPRAVA_SECRET_KEY": key})


def test_a_town_without_a_secret_is_refused() -> None:
    assert any("SPRAVA_SECRET_KEY must be set" in mistake for mistake in mistakes(SPRAVA_DEMO="0"))


@pytest.mark.parametrize(
    ("demo", "url", "accepted"),
    [
        ("0", "http://sprava.example", False),
        ("0", "http://10.0.0.5:8000", False),
        ("0", "http://localhost.evil.example", False),
        ("0", "http://localhost:8000", True),
        ("0", "http://[::1]:8000", True),
        ("0", "https://sprava.example", True),
        ("1", "http://10.0.0.5:8000", True),
    ],
)
def test_http_is_for_loopback_and_the_demo(demo: str, url: str, accepted: bool) -> None:
    environ = TOWN | {"SPRAVA_DEMO": demo, "SPRAVA_PUBLIC_URL": url}

    if accepted:
        assert load(environ).public_url == url
    else:
        assert mistakes(**environ) == ("SPRAVA_PUBLIC_URL must be https: http is for loopback and the demo",)


def test_a_town_open_to_others_says_its_address() -> None:
    environ = {name: value for name, value in TOWN.items() if name != "SPRAVA_PUBLIC_URL"}

    assert any("SPRAVA_PUBLIC_URL must be set" in mistake for mistake in mistakes(**environ))


def test_one_role_for_everything_is_refused() -> None:
    found = mistakes(**TOWN | {"DATABASE_OWNER_URL": TOWN["DATABASE_URL"]})

    assert found == ("DATABASE_URL and DATABASE_OWNER_URL must name different roles",)


def test_secrets_are_not_in_the_representation() -> None:
    settings = load(
        TOWN
        | {"SMTP_HOST": "mail", "SMTP_FROM": "a@b.example", "SMTP_PASSWORD": "hunter2", "TELEGRAM_TOKEN": "77:hunter2"}
    )

    assert KEY not in repr(settings)
    assert "hunter2" not in repr(settings)
    assert "sprava_app" not in repr(settings)


def test_documents_lie_in_a_bucket_where_one_is_named_and_its_key_is_shown_to_nobody() -> None:
    assert load(TOWN).bucket is None
    named = {
        "BUCKET_URL": "https://s3.example:9000/papers",
        "BUCKET_ACCESS_KEY": "town",
        "BUCKET_SECRET_KEY": "hunter2",
    }
    settings = load(TOWN | named)
    assert settings.bucket is not None
    assert (settings.bucket.endpoint, settings.bucket.bucket) == ("https://s3.example:9000", "papers")
    assert "hunter2" not in repr(settings)


def test_a_bucket_is_named_whole_and_reached_by_https() -> None:
    found = mistakes(**TOWN | {"BUCKET_URL": "http://s3.example/papers/2026"})
    assert [mistake.split(" must")[0] for mistake in found] == [
        "BUCKET_URL",
        "BUCKET_URL",
        "BUCKET_ACCESS_KEY and BUCKET_SECRET_KEY",
    ]
    keys = {"BUCKET_ACCESS_KEY": "town", "BUCKET_SECRET_KEY": "secret"}
    assert load(TOWN | keys | {"BUCKET_URL": "http://127.0.0.1:8333/papers"}).bucket is not None


def test_misspelt_names_are_told() -> None:
    assert load({"SPRAVA_PUBILC_URL": "https://sprava.example"}).unknown == ("SPRAVA_PUBILC_URL",)


def test_the_demo_makes_its_key_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    settings: Settings = load({"SPRAVA_DATA": str(tmp_path / "var")})

    first, second = secret_key(settings), secret_key(settings)

    assert first == second
    assert len(first) >= 43
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert load(TOWN | {"SPRAVA_SECRET_KEY": first}).secret_key == first, "strong enough for a town"
