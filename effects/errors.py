"""How an effect says that it did not happen: for now, or for good. Codes and data, no wording."""

from __future__ import annotations


class EffectFailed(Exception):
    """Base of the two. `code` is stable snake_case and stands in the incident as its reason."""

    def __init__(self, code: str, **data: str) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class TryAgain(EffectFailed):
    """Later it may go well. `wait_seconds` is what the other side asked for, if it did."""

    def __init__(self, code: str, *, wait_seconds: int | None = None, **data: str) -> None:
        super().__init__(code, **data)
        self.wait_seconds = wait_seconds


class GiveUp(EffectFailed):
    """Trying again would change nothing: somebody has to look."""
