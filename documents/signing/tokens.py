"""Keys in devices that sign without giving them out (PKCS#11): the only door to that library.

A device counts wrong PINs itself and locks; ours are counted before it is asked (effects/pin_limit.py). One device is
used by one thread at a time: who is logged in is a matter of the whole process there.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from pkcs11.util.ec import encode_ecdsa_signature

from documents.errors import KeyUnusable, WrongPin

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """A key in a device, opened by its PIN, ready to sign; the key itself never comes out.

    `token` and `label` are the device's and the key's names in it, `module` the path of the device's library.
    """

    module: str
    token: str
    label: str
    pin: str = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def is_elliptic(self) -> bool:
        """Whether it signs by ECDSA, else by RSA (PKCS #1 1.5)."""
        return isinstance(self.certificate.public_key(), EllipticCurvePublicKey)

    def sign(self, data: bytes) -> bytes:
        """A signature over the SHA-256 of `data`. Raises WrongPin, KeyUnusable."""
        with _private_key(self) as key:
            if self.is_elliptic:
                raw = key.sign(hashlib.sha256(data).digest(), mechanism=pkcs11.Mechanism.ECDSA)
                return bytes(encode_ecdsa_signature(raw))
            return bytes(key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))

    def try_pin(self) -> None:
        """Logs in and out again. Raises WrongPin, KeyUnusable(`token_locked`, `token_missing`, `token_failed`)."""
        with _private_key(self):
            return


@contextmanager
def _private_key(key: TokenKey) -> Iterator[pkcs11.SignMixin]:
    with _ONE_AT_A_TIME:
        try:
            found = pkcs11.lib(key.module).get_token(token_label=key.token)
            with found.open(user_pin=key.pin) as session:
                found_key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=key.label)
                if not isinstance(found_key, pkcs11.SignMixin):
                    raise KeyUnusable("unsupported_key")
                yield found_key
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
            raise WrongPin from error
        except pkcs11.PinLocked as error:
            raise KeyUnusable("token_locked") from error
        except (pkcs11.NoSuchToken, pkcs11.NoSuchKey, pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised) as error:
            raise KeyUnusable("token_missing", {"token": key.token, "key": key.label}) from error
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise KeyUnusable("token_failed", {"reason": type(error).__name__}) from error
