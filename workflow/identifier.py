"""The type of every id. Here so that the pure engine can name it without importing the module that mints ids."""

from __future__ import annotations

from uuid import UUID

__all__ = ["UUID"]
