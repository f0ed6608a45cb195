"""The small parts every block of a definition is read with: marshmallow fields that report our codes.

A message is `code|words`, or `code|words|the key that was meant`; `schema.py` splits it again. Every field is bounded.
A block that has mistakes still yields what could be read (`valid_data`), so that one slip does not hide other findings.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from marshmallow import RAISE, Schema, ValidationError, fields
from marshmallow.types import ErrorMessages

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

MAX_TEXT = 4000
MAX_ITEMS = 500

_MOST_EXPLAINED = 50

NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_YES_NO = {"yes": True, "no": False, "on": True, "off": False}

MISSING = "missing_key|this key is missing"
UNKNOWN = "unknown_key|there is no such key"

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


def mistake(code: str, words: str) -> ValidationError:
    """An error with one of our codes."""
    return ValidationError(f"{code}|{words}")


class Piece(fields.Field[_T]):
    """A field whose missing and empty values carry our codes."""

    default_error_messages: ErrorMessages = {  # noqa: RUF012 - marshmallow's own declaration
        "required": MISSING,
        "null": "wrong_type|nothing is written here",
    }


class DescribedPiece(Piece[_T], ABC):
    """A piece of what towns write in editors: it can tell them what may stand here."""

    @abstractmethod
    def described(self, write: Describer) -> JsonSchema:
        """What may be written here, as JSON Schema."""


class Text(DescribedPiece[str]):
    """A string of at most `most` characters; `pattern` must match it whole, `says` tells what is wanted."""

    def __init__(
        self, *, most: int = MAX_TEXT, pattern: re.Pattern[str] | None = None, says: str = "", **options: Any
    ) -> None:
        super().__init__(**options)
        self._most, self._pattern, self._says = most, pattern, says

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if not isinstance(value, str):
            raise mistake("wrong_type", f"must be text, not {kind_of(value)}")
        if len(value) > self._most:
            raise mistake("invalid_value", f"has {len(value)} characters; {self._most} are allowed")
        if not value.strip() and self.required:
            raise mistake("invalid_value", "must not be empty")
        if self._pattern and not self._pattern.fullmatch(value):
            raise mistake("invalid_value", f"{shortened(value)} {self._says or 'is not allowed'}")
        return value

    def described(self, write: Describer) -> JsonSchema:
        """A bounded string."""
        described: JsonSchema = {"type": "string", "maxLength": self._most}
        if self._pattern:
            return {**described, "pattern": whole_pattern(self._pattern)}
        return {**described, "pattern": r"\S"} if self.required else described


def name_text(**options: Any) -> Text:
    """A name as used all over a definition: snake_case."""
    return Text(most=200, pattern=NAME, says="is not a name (a-z, 0-9 and _, beginning with a letter)", **options)


class Whole(DescribedPiece[int]):
    """A whole number of at least `least`."""

    def __init__(self, *, least: int | None = None, most: int = 10**12, **options: Any) -> None:
        super().__init__(**options)
        self._least, self._most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise mistake("wrong_type", f"must be a whole number, not {kind_of(value)}")
        if (self._least is not None and value < self._least) or value > self._most:
            raise mistake("invalid_value", f"{value} is out of range (at least {self._least})")
        return value

    def described(self, write: Describer) -> JsonSchema:
        """A bounded whole number."""
        least: JsonSchema = {} if self._least is None else {"minimum": self._least}
        return {"type": "integer", **least, "maximum": self._most}


class Flag(DescribedPiece[bool]):
    """true or false; yes, no, on and off are understood."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> bool:
        if isinstance(value, str) and value in _YES_NO:
            return _YES_NO[value]
        if not isinstance(value, bool):
            raise mistake("wrong_type", f"must be true or false, not {kind_of(value)}")
        return value

    def described(self, write: Describer) -> JsonSchema:
        """Both spellings."""
        return {"enum": [True, False, *_YES_NO]}


class OneOf(DescribedPiece[_E], Generic[_E]):
    """A word of a closed list."""

    def __init__(self, words: type[_E], **options: Any) -> None:
        super().__init__(**options)
        self._words = words

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> _E:
        if not isinstance(value, str):
            raise mistake("wrong_type", f"must be one word of a list, not {kind_of(value)}")
        try:
            return self._words(value)
        except ValueError:
            raise mistake("invalid_value", _not_among(value, [word.value for word in self._words])) from None

    def described(self, write: Describer) -> JsonSchema:
        """The list."""
        return {"enum": [word.value for word in self._words]}


class Word(DescribedPiece[str]):
    """A string of a closed list."""

    def __init__(self, *words: str, **options: Any) -> None:
        super().__init__(**options)
        self._words = words

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if value is False and "no" in self._words:
            return "no"
        if not isinstance(value, str):
            raise mistake("wrong_type", f"must be one word of a list, not {kind_of(value)}")
        if value not in self._words:
            raise mistake("invalid_value", _not_among(value, self._words))
        return value

    def described(self, write: Describer) -> JsonSchema:
        """The list; an unquoted `no` is false in YAML."""
        return {"enum": [*self._words, *([False] if "no" in self._words else [])]}


class Listed(DescribedPiece[tuple[_T, ...]], Generic[_T]):
    """A list, or one thing standing for a list of one. Items that cannot be read become `blank()` if that is given."""

    def __init__(
        self,
        inner: fields.Field[_T],
        *,
        one: bool = True,
        least: int = 0,
        blank: Callable[[], _T] | None = None,
        **options: Any,
    ) -> None:
        if not options.get("required"):
            options.setdefault("load_default", ())
        super().__init__(allow_none=False, **options)
        self._inner, self._one, self._least, self._blank = inner, one, least, blank

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> tuple[_T, ...]:
        if isinstance(value, list):
            return self._items(value)
        if not self._one:
            raise mistake("wrong_type", f"must be a list, not {kind_of(value)}")
        try:
            return (self._inner.deserialize(value),)
        except ValidationError as error:
            raise _kept(error.messages, tuple(_salvaged(error, self._blank))) from None

    def _items(self, value: list[Any]) -> tuple[_T, ...]:
        if len(value) > MAX_ITEMS:
            raise mistake("invalid_value", f"has {len(value)} items; {MAX_ITEMS} are allowed")
        if len(value) < self._least:
            raise mistake("invalid_value", "must not be an empty list")
        items: list[_T] = []
        errors: dict[int, Any] = {}
        for index, raw in enumerate(value):
            try:
                items.append(self._inner.deserialize(raw))
            except ValidationError as error:
                errors[index] = error.messages
                items.extend(_salvaged(error, self._blank))
        if errors:
            raise _kept(errors, tuple(items))
        return tuple(items)

    def described(self, write: Describer) -> JsonSchema:
        """A list, or one thing for a list of one."""
        inner = write.piece(self._inner)
        listed: JsonSchema = {"type": "array", "items": inner, "minItems": self._least, "maxItems": MAX_ITEMS}
        return {"anyOf": [listed, inner]} if self._one else listed


class Named(DescribedPiece[dict[str, _T]], Generic[_T]):
    """A mapping from names to one kind of thing."""

    def __init__(
        self,
        inner: fields.Field[_T],
        *,
        blank: Callable[[], _T] | None = None,
        names: re.Pattern[str] = NAME,
        **options: Any,
    ) -> None:
        if not options.get("required"):
            options.setdefault("load_default", dict)
        super().__init__(allow_none=False, **options)
        self._inner, self._blank, self._names = inner, blank, names

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> dict[str, _T]:
        if not isinstance(value, dict):
            raise mistake("wrong_type", f"must be names with what they mean, not {kind_of(value)}")
        if len(value) > MAX_ITEMS:
            raise mistake("invalid_value", f"has {len(value)} entries; {MAX_ITEMS} are allowed")
        read: dict[str, _T] = {}
        errors: dict[str, Any] = {}
        for name, raw in value.items():
            if not self._names.fullmatch(name):
                errors[name] = [f"invalid_value|{shortened(name)} is not a name (a-z, 0-9 and _)"]
                continue
            try:
                read[name] = cast(_T, self._inner.deserialize(raw))
            except ValidationError as error:
                errors[name] = error.messages
                read.update((name, thing) for thing in _salvaged(error, self._blank))
        if errors:
            raise _kept(errors, read)
        return read

    def described(self, write: Describer) -> JsonSchema:
        """Names with what they mean."""
        return {
            "type": "object",
            "propertyNames": {"pattern": whole_pattern(self._names)},
            "additionalProperties": write.piece(self._inner),
            "maxProperties": MAX_ITEMS,
        }


class Block(Schema):
    """A mapping with fixed keys. Subclasses turn what was read into a value of the model in `make`."""

    class Meta:
        """Unknown keys are mistakes."""

        unknown = RAISE

    error_messages: dict[str, str] = {  # noqa: RUF012 - marshmallow's own declaration
        "unknown": UNKNOWN,
        "type": "wrong_type|must be keys with values",
    }

    @abstractmethod
    def make(self, read: dict[str, Any]) -> Any:
        """The model's value from what could be read; missing parts take their defaults."""

    def rules(self) -> JsonSchema:
        """What holds between its keys, as JSON Schema beside their own."""
        return {}

    def suggestions(self, unknown: str) -> str | None:
        """The known key that was probably meant."""
        known = [field.data_key or name for name, field in self.fields.items()]
        close = get_close_matches(unknown, known, n=1, cutoff=0.75)
        return close[0] if close else None


class Inside(DescribedPiece[_T], Generic[_T]):
    """A block inside a block. `short` turns another spelling (a bare string) into the full one."""

    def __init__(self, block: Block, *, short: Callable[[Any], Any] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._block, self._short = block, short

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> _T:
        return cast(_T, read_block(self._block, self._short(value) if self._short else value))

    def described(self, write: Describer) -> JsonSchema:
        """The block, or its short spelling."""
        full = write.block(self._block)
        return {"anyOf": [full, {"type": "string", "pattern": r"\S"}]} if self._short else full


def read_block(block: Block, value: Any) -> Any:
    """Read one mapping. Raises ValidationError whose `valid_data` is what could be made of it."""
    if not isinstance(value, dict):
        raise mistake("wrong_type", f"must be keys with values, not {kind_of(value)}")
    try:
        return block.make(block.load(value))
    except ValidationError as error:
        valid = error.valid_data if isinstance(error.valid_data, dict) else {}
        raise _kept(_explained(block, value, error.messages), block.make(valid)) from None


def _explained(block: Block, value: Mapping[str, Any], messages: Any) -> Any:
    """Unknown keys with what was probably meant; the key that was meant is then not reported as missing."""
    if not isinstance(messages, dict):
        return messages
    explained = dict(messages)
    for key, words in list(messages.items())[:_MOST_EXPLAINED]:
        if key in value and words == [UNKNOWN]:
            meant = block.suggestions(key)
            if meant and meant not in value:
                explained[key] = [f"{UNKNOWN}; did you mean {meant!r}?|{meant}"]
                if explained.get(meant) == [MISSING]:
                    del explained[meant]
    return explained


def _kept(messages: Any, valid: Any) -> ValidationError:
    return ValidationError(messages, valid_data=valid)


def _salvaged(error: ValidationError, blank: Callable[[], _T] | None) -> Sequence[_T]:
    if error.valid_data is not None:
        return (error.valid_data,)  # type: ignore[return-value]
    return (blank(),) if blank else ()


def whole_pattern(pattern: re.Pattern[str]) -> str:
    """A pattern that must match a text whole, as JSON Schema spells it."""
    return f"^(?:{pattern.pattern})$"


def kind_of(value: object) -> str:
    """What a value is, in words for people."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "keys with values"


def shortened(value: str) -> str:
    """A value as it may stand in a message."""
    return repr(value if len(value) <= 60 else value[:57] + "...")


def _not_among(value: str, words: Sequence[str]) -> str:
    close = get_close_matches(value, words, n=1)
    meant = f"did you mean {close[0]!r}?" if close else "allowed: " + " ".join(words)
    return f"{shortened(value)} is not allowed here; {meant}"
