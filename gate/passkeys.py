"""Passkeys as a second factor: WebAuthn level 2, checked by Yubico's library. The only import of fido2.

No attestation is asked for: the town does not say which make of key its people use.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the passkey is used: `host` without a port, `origin` as the browser says it, `title` for its dialogue."""

    host: str
    origin: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A credential as it is kept: its public key with its id, and the last signature count."""

    data: bytes
    counter: int

    @property
    def credential(self) -> bytes:
        """The credential's own id."""
        return AttestedCredentialData(self.data).credential_id


class WrongPasskey(Exception):
    """The answer of the browser is not what was asked for; the reason is the library's own."""


def creation_options(
    site: Site, username: str, name: str, known: Sequence[bytes], challenge: bytes
) -> Mapping[str, Any]:
    """What `navigator.credentials.create` is given, as JSON (WebAuthn 5.1.8); `known` are credentials kept before."""
    person = PublicKeyCredentialUserEntity(id=username.encode(), name=username, display_name=name)
    options, _state = _server(site).register_begin(
        person,
        [AttestedCredentialData(one) for one in known],
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=challenge,
    )
    return dict(options)


def created(site: Site, challenge: bytes, response: Mapping[str, Any]) -> Passkey:
    """The new credential; WrongPasskey."""
    try:
        made = _server(site).register_complete(_state(challenge), response)
    except _MALFORMED as error:
        raise WrongPasskey(str(error)) from error
    if made.credential_data is None:
        raise WrongPasskey("no credential")
    return Passkey(data=bytes(made.credential_data), counter=made.counter)


def request_options(site: Site, known: Sequence[bytes], challenge: bytes) -> Mapping[str, Any]:
    """What `navigator.credentials.get` is given, as JSON."""
    options, _state = _server(site).authenticate_begin(
        [AttestedCredentialData(one) for one in known],
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=challenge,
    )
    return dict(options)


def shown(site: Site, known: Sequence[bytes], challenge: bytes, response: Mapping[str, Any]) -> Passkey:
    """The one of `known` that signed the challenge, with its new count; WrongPasskey."""
    credentials = [AttestedCredentialData(one) for one in known]
    try:
        found = _server(site).authenticate_complete(_state(challenge), credentials, response)
        answer = AuthenticationResponse.from_dict(response)
    except _MALFORMED as error:
        raise WrongPasskey(str(error)) from error
    return Passkey(data=bytes(found), counter=answer.response.authenticator_data.counter)


# What comes from outside is parsed by the library, which says what is wrong with it in each of these ways.
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)


def _server(site: Site) -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=site.host, name=site.title)
    return Fido2Server(party, verify_origin=lambda origin: origin == site.origin)


def _state(challenge: bytes) -> dict[str, Any]:
    return {"challenge": _websafe(challenge), "user_verification": None}


def _websafe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
