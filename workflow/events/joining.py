"""Cases about one thing: who joined whom, and who leads now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJoined:
    """The case follows an earlier one about the same matter: what its author is told, this one is told."""

    schema: ClassVar[int] = 1
    main: UUID
    main_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowerJoined:
    """Another report about the same matter follows this case."""

    schema: ClassVar[int] = 1
    follower: UUID
    follower_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowersReleased:
    """A main case that was withdrawn leads nobody any more."""

    schema: ClassVar[int] = 1
    followers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTaken:
    """A joined case took the place of its main one, which was withdrawn; the others follow it."""

    schema: ClassVar[int] = 1
    before: UUID
    before_reference: str
    followers: tuple[UUID, ...] = ()
    follower_references: Mapping[str, str] = field(default_factory=dict)


quicken(CaseJoined, FollowerJoined, FollowersReleased, LeadTaken)
