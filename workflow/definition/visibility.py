"""What of a request type everybody may see: whether at all, in which states, which fields. Pure."""

from __future__ import annotations

from workflow.definition.model import Definition, EffectKind, Field, FieldType, Kind, Privacy
from workflow.definition.placeholders import all_fields

_INNER = frozenset({Kind.CORRESPONDENCE, Kind.INTERNAL, Kind.ORDER})


_NEVER = frozenset(
    {
        FieldType.PERSON,
        FieldType.SIGNATURE_OF,
        FieldType.PHONE,
        FieldType.EMAIL,
        FieldType.ADDRESS,
        FieldType.PLACE,
        FieldType.PHOTO,
        FieldType.PHOTOS,
        FieldType.FILE,
        FieldType.FILES,
    }
)
"""Who, where exactly, and pictures that nobody has looked at: the street stands beside them."""


def is_open_to_all(definition: Definition) -> bool:
    """Reports about the town are public unless their definition says otherwise; other matters only if it says so.

    A definition that publishes says so. Inner matters never are.
    """
    if definition.kind in _INNER:
        return False
    if definition.public is not None:
        return definition.public
    return definition.kind is Kind.ISSUE or needs_publishing(definition)


def needs_publishing(definition: Definition) -> bool:
    """Whether its cases are seen only once an effect `publish` said so."""
    effects = (*definition.on_start, *(effect for move in definition.transitions for effect in move.effects))
    return any(effect.kind is EffectKind.PUBLISH for effect in effects)


def public_states(definition: Definition) -> frozenset[str]:
    """Those marked `public: true`; where none is, all that are not marked `public: false`."""
    marked = frozenset(name for name, state in definition.states.items() if state.public)
    if marked:
        return marked
    return frozenset(name for name, state in definition.states.items() if state.public is not False)


def public_fields(definition: Definition) -> tuple[Field, ...]:
    """Fields and inputs that are shown: marked `public: true`, and nothing personal by what it is."""
    return tuple(
        one for one in all_fields(definition) if one.public and one.privacy is Privacy.PLAIN and one.type not in _NEVER
    )
