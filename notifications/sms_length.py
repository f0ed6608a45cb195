"""How many SMS a text costs, and the form in which it leaves.

Source: 3GPP TS 23.038 (alphabets) and TS 23.040 (splitting); the figures are measured through Kannel.
Nothing here sends.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from notifications.hostile_text import strip_hostile

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛ʼʹ′`´‹›", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        "…": "...",
        "№": "No",
        "×": "x",
    }
)


class SmsEncoding(StrEnum):
    """The two alphabets of SMS: septets of the GSM table, or 16-bit units for everything else."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"


_ALONE = {SmsEncoding.GSM7: 160, SmsEncoding.UCS2: 70}
_IN_PART = {SmsEncoding.GSM7: 153, SmsEncoding.UCS2: 67}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsLength:
    """`units` are septets (gsm7) or 16-bit units (ucs2); `parts` is what the town pays for, 0 for an empty text."""

    encoding: SmsEncoding
    units: int
    parts: int


def measure(text: str) -> SmsLength:
    """The length of `text` as it leaves, that is after `normalise`: nobody can count one text and send another."""
    text = normalise(text)
    encoding = _encoding(text)
    return SmsLength(
        encoding=encoding,
        units=_total(text, encoding),
        parts=len(split(text)),
    )


def normalise(text: str) -> str:
    """The text as it leaves in an SMS; doing it twice changes nothing more.

    Always: letters composed (NFC), NBSP a plain space, zero-width and bidirectional characters gone; the reader sees no
    difference. Dashes, curly quotes, «…» and № become plain ones only when that makes the whole message GSM-7, where
    it saves parts. Beside one Cyrillic letter every such character costs one unit anyway, so the town's «–» stays.
    """
    clean = unicodedata.normalize("NFC", strip_hostile(text))
    plain = clean.translate(_TYPOGRAPHY)
    return plain if _encoding(plain) is SmsEncoding.GSM7 else clean


def split(text: str) -> tuple[str, ...]:
    """The parts of a normalised text. No character is cut: an extension character and a surrogate pair stay whole."""
    encoding = _encoding(text)
    if _total(text, encoding) <= _ALONE[encoding]:
        return (text,) if text else ()
    return tuple(_filled(text, encoding))


def padded_for_blind_splitting(text: str) -> str:
    """The same text for a gateway that cuts UCS-2 after every 67 units without looking, as Kannel does.

    A space is put where such a cut would fall inside a surrogate pair. The number of parts stays that of `measure`.
    """
    parts = split(text)
    if _encoding(text) is SmsEncoding.GSM7 or len(parts) < 2:
        return text
    full = _IN_PART[SmsEncoding.UCS2]
    padded = [part + " " * (full - _total(part, SmsEncoding.UCS2)) for part in parts[:-1]]
    return "".join(padded) + parts[-1]


def _encoding(text: str) -> SmsEncoding:
    return SmsEncoding.GSM7 if all(char in _BASIC or char in _EXTENSION for char in text) else SmsEncoding.UCS2


def _units(char: str, encoding: SmsEncoding) -> int:
    if encoding is SmsEncoding.GSM7:
        return 2 if char in _EXTENSION else 1
    return 2 if ord(char) > 0xFFFF else 1


def _total(text: str, encoding: SmsEncoding) -> int:
    return sum(_units(char, encoding) for char in text)


def _filled(text: str, encoding: SmsEncoding) -> Iterator[str]:
    part, room = "", _IN_PART[encoding]
    for char in text:
        cost = _units(char, encoding)
        if cost > room:
            yield part
            part, room = "", _IN_PART[encoding]
        part, room = part + char, room - cost
    yield part
