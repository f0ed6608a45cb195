"""The morphological dictionaries (pymorphy3), loaded when first asked: half a second or more, some ten megabytes each.

The only file that knows the library. Languages: `uk`, `ru`.
"""

from functools import cache

from pymorphy3 import MorphAnalyzer


@cache
def dictionary(language: str) -> MorphAnalyzer:
    """One for each language and process."""
    return MorphAnalyzer(lang=language)
