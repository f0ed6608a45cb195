"""Where people reach the town of the request: what status links and check pages begin with."""

from __future__ import annotations

from gate.doors import application, doors
from gate.tenant import current_municipality


def own_address() -> str:
    """Scheme, host and port, without a slash at the end."""
    return application().surroundings(current_municipality()).public_url or doors().settings.public_url
