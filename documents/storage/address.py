"""Where a content lies in every store: `<municipality>/<first two digits>/<sha256>`."""

import re

from documents.errors import NotStored

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"([1-9][0-9]*|0)/([0-9a-f]{2})/((?:\2)[0-9a-f]{62})")


def address(municipality: int, sha256: str) -> str:
    """Parts separated by `/`. Raises `NotStored` for what is no hash: nothing can lie there."""
    if _SHA256.fullmatch(sha256) is None:
        raise NotStored(data={"sha256": sha256[:64]})
    return f"{int(municipality)}/{sha256[:2]}/{sha256}"


def addressed(where: str) -> tuple[int, str] | None:
    """Municipality and hash of an address; None for anything else that lies in a store."""
    found = _ADDRESS.fullmatch(where)
    return None if found is None else (int(found[1]), found[3])
