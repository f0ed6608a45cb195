"""The key everything keyed is derived from: the environment's, or for the demo one made once in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from runtime.settings import Settings


def secret_key(settings: Settings) -> str:
    """The key in force. In the demo without a given key: `$SPRAVA_DATA/secret_key`, made (0600) at the first start."""
    if settings.secret_key is not None:
        return settings.secret_key
    return _kept(settings.data / "secret_key")


def _kept(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    # Linking fails when the key exists: whoever came first decides, also among processes starting together.
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink()
    return path.read_text(encoding="ascii").strip()
