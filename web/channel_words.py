"""How a matter came, in words; a way of the town's own by the name it gave itself."""

from __future__ import annotations

from web.words import known, words


def channel_words(channel: str, language: str) -> str:
    """«телефоном»; «інакше: kiosk» for a way without words of its own."""
    return known(f"channel.{channel}", language) or words("channel_other", language, name=channel.replace("_", " "))
