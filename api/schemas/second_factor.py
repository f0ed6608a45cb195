"""The second step of signing in, and enrolling for it."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.kinds import Free, optional, text
from api.schemas.strict import Shown, Taken
from workflow.town import SecondFactorKind

_CODE = 20


class SecondFactor(Taken):
    """Either a generator's code or a recovery code, or what the browser made of the challenge
    (`PublicKeyCredential.toJSON()`)."""

    code = optional(_CODE)
    assertion = Free(load_default=None, allow_none=True)


class Challenge(Shown):
    """What `navigator.credentials.get` is given (WebAuthn, JSON form)."""

    options = fields.Dict(required=True)


class EnrolmentWanted(Taken):
    """Which kind of factor."""

    kind = fields.String(
        load_default=SecondFactorKind.TOTP, validate=validate.OneOf([kind.value for kind in SecondFactorKind])
    )


class Enrolment(Shown):
    """`totp`: the secret (base32), the same as an `otpauth://` address and as a QR code (SVG). `passkey`: `options`
    for `navigator.credentials.create` (WebAuthn, JSON form)."""

    kind = fields.String(required=True)
    secret = fields.String()
    uri = fields.String()
    qr = fields.String()
    options = fields.Dict()


class Confirmation(Taken):
    """Either the first code of the new generator, or what the browser made of the options."""

    code = optional(_CODE)
    attestation = Free(load_default=None, allow_none=True)


class Enrolled(Shown):
    """Each recovery code works once, in place of a code. They are shown this once."""

    csrf_token = fields.String(required=True)
    recovery_codes = fields.List(fields.String(), required=True)


class PasswordChange(Taken):
    """The password one has, and the one that is wanted."""

    current = text(200, required=True)
    new = text(200, required=True)
