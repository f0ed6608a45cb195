"""The check of a provider's address before anything secret is sent there."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from notifications.errors import InvalidSetting, SettingCode


def check_provider_url(url: str, setting: str, *, may_be_open: bool) -> None:
    """Raise `InvalidSetting` unless `url` is https, or http to this machine, or any http if `may_be_open`."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isascii() or not url.isprintable():
        raise InvalidSetting(SettingCode.NOT_A_URL, setting)
    if parts.scheme == "http" and not may_be_open and not is_loopback(parts.hostname):
        raise InvalidSetting(SettingCode.UNPROTECTED, setting)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
