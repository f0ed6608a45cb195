"""What the environment says, checked once at start. The only file that names `os.environ`.

No file is read and nothing is made here. The table of all names is in docs/operations/settings.md.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from documents.storage.bucket_address import BucketAddress
from gate.gate_settings import MapSettings, SecondFactorDemand
from gate.gazetteer import Gazetteer
from runtime.database_urls import DRIVER
from runtime.secret_strength import weakness
from runtime.street_file import DEMO_STREETS, read_streets
from runtime.webhook_settings import WebhookSettings, read_webhooks

_Choice = TypeVar("_Choice", bound=StrEnum)

# Beside the code, wherever the command is called from.
_DEFAULT_DATA = Path(__file__).resolve().parent.parent / "var"
_DEMO_CONTACT = "mailto:security@town.example"
_YES = frozenset({"1", "true", "yes", "on"})
_POLE, _DATE_LINE, _CLOSEST = 90, 180, 19
_NO = frozenset({"0", "false", "no", "off", ""})


class SmsProvider(StrEnum):
    """Where text messages go."""

    CONSOLE = "console"
    FILE = "file"
    KANNEL = "kannel"


class MailProvider(StrEnum):
    """Where e-mails go."""

    CONSOLE = "console"
    FILE = "file"
    SMTP = "smtp"


class MailEncryption(StrEnum):
    """How the connection to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class LogFormat(StrEnum):
    """How log lines look."""

    PLAIN = "plain"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class KannelSettings:
    """The SMS gateway: its `sendsms` address, credentials and the sender's name or number."""

    url: str
    username: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The mail server and the address letters come from."""

    host: str
    port: int
    encryption: MailEncryption
    username: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """The bot; `url` differs from Telegram's own only for a local Bot API server."""

    token: str = field(repr=False)
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a process of Sprava is told from outside."""

    database_url: str | None = field(repr=False)
    """Application role; None means the embedded database."""
    database_owner_url: str | None = field(repr=False)
    """Migrations; needed by nobody else."""
    database_keeper_url: str | None = field(repr=False)
    """The worker's housekeeping: what may be deleted."""
    database_backup_url: str | None = field(repr=False)
    data: Path
    """Embedded database, documents, the demo's key; absolute."""
    archive: Path | None
    """Another disk or machine, to which log, documents and the list of erasures go as they come; None: nowhere."""
    bucket: BucketAddress | None
    """Where documents lie; None: in the data folder."""
    secret_key: str | None = field(repr=False)
    """None only in the demo, which makes one (runtime/secret_key.py)."""
    public_url: str
    """Scheme, host and port as people's browsers see them, without a slash at the end."""
    host: str
    port: int
    demo: bool
    second_factor: SecondFactorDemand
    """Who must show a second factor when signing in."""
    proxy_hops: int
    """How many reverse proxies in front are ours: so many entries of X-Forwarded-* are believed."""
    security_contact: str
    """Whom finders of a hole write to: `mailto:`, `tel:` or `https:`; empty: nobody is named."""
    trusted_hosts: tuple[str, ...]
    """Host names requests may ask for; the public URL's own is always among them."""
    web_processes: int
    worker_processes: int
    log_format: LogFormat
    log_level: str
    sms: SmsProvider
    kannel: KannelSettings | None
    sms_per_day: int
    """for each town; what is over it waits"""
    mail: MailProvider
    smtp: SmtpSettings | None
    telegram: TelegramSettings | None
    clamd: str | None
    """`host:port` or the path of a socket; None means no scanner."""
    tsa_url: str | None
    """RFC 3161 time stamps; None means signatures without one."""
    pkcs11_module: str | None
    """Path of the library that speaks with keys in devices; None means there are none."""
    map: MapSettings
    """What lies under the places of the pages' maps."""
    webhooks: Mapping[str, WebhookSettings]
    """Machines that definitions may call, by name."""
    unknown: tuple[str, ...]
    """Names beginning with SPRAVA_ that mean nothing: most likely misspelt, said in the log at start."""

    @property
    def list_folders(self) -> tuple[Path, ...]:
        """Where the list of erasures is kept beside the database."""
        return (self.data,) if self.archive is None else (self.data, self.archive)

    @property
    def https(self) -> bool:
        """Whether people reach us by https; then cookies are `__Host-` and Secure."""
        return self.public_url.startswith("https://")


class SettingsError(Exception):
    """The environment is wrong; `mistakes` names every one of them, one line each, for whoever started the program."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def load(environ: Mapping[str, str]) -> Settings:
    """Reads and checks all settings; SettingsError lists all mistakes at once."""
    reader = _Reader(environ)
    database_url = reader.database("DATABASE_URL")
    database_owner_url = reader.database("DATABASE_OWNER_URL")
    secret_key = reader.text("SPRAVA_SECRET_KEY") or None
    # Nothing set at all is somebody trying Sprava out; a database or a key of one's own is somebody running it.
    demo = reader.flag("SPRAVA_DEMO", default=database_url is None and secret_key is None)
    host = reader.text("SPRAVA_HOST", "127.0.0.1")
    port = reader.number("PORT", 8000, low=1, high=65535)
    settings = Settings(
        database_url=database_url,
        database_owner_url=database_owner_url,
        database_keeper_url=reader.database("DATABASE_KEEPER_URL"),
        database_backup_url=reader.database("DATABASE_BACKUP_URL"),
        data=Path(reader.text("SPRAVA_DATA", str(_DEFAULT_DATA))).absolute(),
        archive=Path(found).absolute() if (found := reader.text("SPRAVA_ARCHIVE")) else None,
        bucket=_bucket(reader, demo=demo),
        secret_key=_checked_secret(reader, secret_key, demo=demo),
        public_url=_public_url(reader, host=host, port=port, demo=demo),
        host=host,
        port=port,
        demo=demo,
        second_factor=reader.choice(
            "SPRAVA_SECOND_FACTOR", SecondFactorDemand, SecondFactorDemand.OFF if demo else SecondFactorDemand.SIGNERS
        ),
        proxy_hops=reader.number("SPRAVA_PROXY_HOPS", 0, low=0, high=10),
        security_contact=reader.contact("SPRAVA_SECURITY_CONTACT", _DEMO_CONTACT if demo else ""),
        trusted_hosts=_trusted_hosts(reader),
        web_processes=reader.number("SPRAVA_WEB_PROCESSES", 2, low=1, high=64),
        worker_processes=reader.number("SPRAVA_WORKER_PROCESSES", 1, low=1, high=64),
        log_format=reader.choice("SPRAVA_LOG_FORMAT", LogFormat, LogFormat.PLAIN),
        log_level=reader.text("SPRAVA_LOG_LEVEL", "INFO").upper(),
        sms=reader.choice("SPRAVA_SMS", SmsProvider, SmsProvider.FILE),
        kannel=_kannel(reader),
        sms_per_day=reader.number("SPRAVA_SMS_PER_DAY", 5000, low=1, high=10_000_000),
        mail=reader.choice("SPRAVA_MAIL", MailProvider, MailProvider.FILE),
        smtp=_smtp(reader),
        telegram=_telegram(reader),
        clamd=reader.text("CLAMD_ADDRESS") or None,
        tsa_url=reader.url("TSA_URL") or None,
        pkcs11_module=reader.text("TOKEN_MODULE") or None,
        map=MapSettings(
            tiles=reader.tiles("SPRAVA_TILES"),
            credit=reader.text("SPRAVA_TILES_CREDIT"),
            centre=reader.centre("SPRAVA_MAP_CENTRE"),
            streets=reader.streets("SPRAVA_STREETS", demo=demo),
        ),
        webhooks=_webhooks(reader),
        unknown=tuple(sorted(name for name in environ if name.startswith("SPRAVA_") and name not in reader.asked)),
    )
    _check_together(reader, settings)
    if reader.mistakes:
        raise SettingsError(tuple(reader.mistakes))
    return settings


def from_environment() -> Settings:
    """`load` of this process's environment."""
    return load(os.environ)


def child_environment(settings: Settings, *, privileged: bool) -> dict[str, str]:
    """Environment for a child of `sprava run`: ours with what was decided; owner and backup only if `privileged`."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environ |= {
        "SPRAVA_DEMO": "1" if settings.demo else "0",
        "SPRAVA_DATA": str(settings.data),
        "PYTHONUNBUFFERED": "1",
    }
    addresses = {"DATABASE_URL": settings.database_url, "DATABASE_KEEPER_URL": settings.database_keeper_url}
    if privileged:
        addresses |= {
            "DATABASE_OWNER_URL": settings.database_owner_url,
            "DATABASE_BACKUP_URL": settings.database_backup_url,
        }
    return environ | {name: address for name, address in addresses.items() if address is not None}


class _Reader:
    """Reads one value at a time and remembers what was wrong instead of stopping."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.mistakes: list[str] = []
        self.asked: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        self.asked.add(name)
        return self._environ.get(name, "").strip() or default

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        return self._parsed(
            name, default, lambda text: _number_within(text, low, high), f"a number from {low} to {high}"
        )

    def flag(self, name: str, *, default: bool) -> bool:
        return self._parsed(name, default, _flag, "1 or 0")

    def choice(self, name: str, kind: type[_Choice], default: _Choice) -> _Choice:
        return self._parsed(name, default, kind, "one of " + ", ".join(kind))

    def url(self, name: str) -> str:
        return self._parsed(name, "", _http_url, "an address beginning with http:// or https://")

    def contact(self, name: str, default: str) -> str:
        return self._parsed(name, default, _contact, "like mailto:security@town.example, tel:+380… or https://…")

    def tiles(self, name: str) -> str:
        return self._parsed(name, "", _tiles, "an address like https://tiles.example/{z}/{x}/{y}.png")

    def centre(self, name: str) -> tuple[float, float, int] | None:
        return self._parsed(name, None, _centre, "latitude, longitude and zoom, like 50.45,30.52,13")

    def streets(self, name: str, *, demo: bool) -> Gazetteer:
        default = read_streets(DEMO_STREETS) if demo else Gazetteer()
        return self._parsed(name, default, read_streets, "the path of a GeoJSON file with the lines of streets")

    def database(self, name: str) -> str | None:
        return self._parsed(name, None, _database_url, "an address like postgresql://role:password@host:5432/database")

    def _parsed(self, name: str, default: _Value, parse: Callable[[str], _Value], wanted: str) -> _Value:
        text = self.text(name)
        if not text:
            return default
        try:
            return parse(text)
        except ValueError:
            # The value itself may be a secret; naming the setting is enough.
            self.mistakes.append(f"{name} must be {wanted}")
            return default


_Value = TypeVar("_Value")


def _number_within(text: str, low: int, high: int) -> int:
    number = int(text)
    if not low <= number <= high:
        raise ValueError(text)
    return number


def _flag(text: str) -> bool:
    word = text.lower()
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def _http_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(text)
    return text.rstrip("/")


def _database_url(text: str) -> str | None:
    scheme, _, rest = text.partition("://")
    if scheme not in ("postgresql", "postgres", DRIVER) or not rest:
        raise ValueError(text)
    return f"{DRIVER}://{rest}"


def _checked_secret(reader: _Reader, secret_key: str | None, *, demo: bool) -> str | None:
    if demo:
        return secret_key
    if secret_key is None:
        reader.mistakes.append(
            "SPRAVA_SECRET_KEY must be set outside the demo; make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    elif problem := weakness(secret_key):
        reader.mistakes.append(f"SPRAVA_SECRET_KEY is too weak: {problem.value}")
    return secret_key


def _public_url(reader: _Reader, *, host: str, port: int, demo: bool) -> str:
    given = reader.url("SPRAVA_PUBLIC_URL")
    if not given:
        if not demo and not is_loopback(host):
            reader.mistakes.append("SPRAVA_PUBLIC_URL must be set when SPRAVA_HOST is not this machine alone")
        return f"http://{_bracketed(reachable(host))}:{port}"
    parts = urlsplit(given)
    if parts.path or parts.query or parts.fragment or parts.username:
        reader.mistakes.append("SPRAVA_PUBLIC_URL must be a scheme, a host and a port only")
    if parts.scheme == "http" and not demo and not is_loopback(parts.hostname or ""):
        reader.mistakes.append("SPRAVA_PUBLIC_URL must be https: http is for loopback and the demo")
    return given


def _trusted_hosts(reader: _Reader) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in reader.text("SPRAVA_TRUSTED_HOSTS").split(",") if part.strip())


def _contact(text: str) -> str:
    """RFC 9116, 2.5.3: a URI, and https where it is a web address."""
    parts = urlsplit(text)
    named = parts.hostname if parts.scheme == "https" else parts.path
    if parts.scheme not in ("mailto", "tel", "https") or not named or any(letter.isspace() for letter in text):
        raise ValueError(text)
    return text


def _tiles(text: str) -> str:
    address = _http_url(text)
    if not all(part in address for part in ("{z}", "{x}", "{y}")) or "{s}" in address:
        raise ValueError(text)
    return address


def _centre(text: str) -> tuple[float, float, int]:
    latitude, longitude, zoom = text.split(",")
    found = float(latitude), float(longitude), int(zoom)
    if abs(found[0]) > _POLE or abs(found[1]) > _DATE_LINE or not 0 <= found[2] <= _CLOSEST:
        raise ValueError(text)
    return found


def _bucket(reader: _Reader, *, demo: bool) -> BucketAddress | None:
    url = reader.url("BUCKET_URL")
    access_key, secret_key = reader.text("BUCKET_ACCESS_KEY"), reader.text("BUCKET_SECRET_KEY")
    region = reader.text("BUCKET_REGION", "us-east-1")
    if not url:
        return None
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if not bucket or "/" in bucket or parts.query or parts.username:
        reader.mistakes.append("BUCKET_URL must name one bucket, like https://s3.example/papers")
    if parts.scheme == "http" and not demo and not is_loopback(parts.hostname or ""):
        reader.mistakes.append("BUCKET_URL must be https: http is for loopback and the demo")
    if not (access_key and secret_key):
        reader.mistakes.append("BUCKET_ACCESS_KEY and BUCKET_SECRET_KEY must be set with BUCKET_URL")
    return BucketAddress(
        endpoint=f"{parts.scheme}://{parts.netloc}",
        bucket=bucket,
        region=region,
        access_key=access_key,
        secret_key=secret_key,
    )


def _kannel(reader: _Reader) -> KannelSettings | None:
    url = reader.url("KANNEL_URL")
    settings = KannelSettings(
        url=url,
        username=reader.text("KANNEL_USERNAME"),
        password=reader.text("KANNEL_PASSWORD"),
        sender=reader.text("KANNEL_SENDER"),
    )
    return settings if url else None


def _smtp(reader: _Reader) -> SmtpSettings | None:
    host = reader.text("SMTP_HOST")
    settings = SmtpSettings(
        host=host,
        port=reader.number("SMTP_PORT", 587, low=1, high=65535),
        encryption=reader.choice("SMTP_ENCRYPTION", MailEncryption, MailEncryption.STARTTLS),
        username=reader.text("SMTP_USERNAME"),
        password=reader.text("SMTP_PASSWORD"),
        sender=reader.text("SMTP_FROM"),
    )
    return settings if host else None


def _webhooks(reader: _Reader) -> Mapping[str, WebhookSettings]:
    text = reader.text("SPRAVA_WEBHOOKS")
    try:
        return read_webhooks(text) if text else {}
    except ValueError as wrong:
        reader.mistakes.append(f"SPRAVA_WEBHOOKS {wrong}")
        return {}


def _telegram(reader: _Reader) -> TelegramSettings | None:
    url = reader.url("TELEGRAM_URL") or "https://api.telegram.org"
    token = reader.text("TELEGRAM_TOKEN")
    return TelegramSettings(token=token, url=url) if token else None


def _check_together(reader: _Reader, settings: Settings) -> None:
    if settings.archive is not None and settings.archive.is_relative_to(settings.data):
        reader.mistakes.append("SPRAVA_ARCHIVE must lie outside SPRAVA_DATA, on another disk or machine")
    mistakes = reader.mistakes
    if settings.database_owner_url and not settings.database_url:
        mistakes.append("DATABASE_OWNER_URL is set but DATABASE_URL is not")
    if settings.database_url and settings.database_url == settings.database_owner_url:
        mistakes.append("DATABASE_URL and DATABASE_OWNER_URL must name different roles")
    if settings.sms is SmsProvider.KANNEL and settings.kannel is None:
        mistakes.append("KANNEL_URL must be set when SPRAVA_SMS is kannel")
    if settings.kannel and not (settings.kannel.username and settings.kannel.password and settings.kannel.sender):
        mistakes.append("KANNEL_USERNAME, KANNEL_PASSWORD and KANNEL_SENDER must be set with KANNEL_URL")
    if settings.mail is MailProvider.SMTP and settings.smtp is None:
        mistakes.append("SMTP_HOST must be set when SPRAVA_MAIL is smtp")
    if settings.smtp and not settings.smtp.sender:
        mistakes.append("SMTP_FROM must be set with SMTP_HOST")
    if settings.log_level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        mistakes.append("SPRAVA_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL")


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def reachable(host: str) -> str:
    """The address to reach a server that listens on `host`: loopback for one that listens everywhere."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
