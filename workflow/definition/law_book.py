"""All law packs of an installation together: rules by id and date.

Pure. Read from files by `law_file.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.definition.law import ChannelValidity, LawPack, Listing, Rule, Threshold
from workflow.errors import DefinitionError


@dataclass(frozen=True, slots=True, kw_only=True)
class LawBook:
    """Law packs by id. Packs are live: a rule is chosen by the day the matter began."""

    packs: Mapping[str, LawPack]

    def rule_ids(self) -> frozenset[str]:
        """Ids of every rule with a term: what `law:` in a clock may name."""
        return frozenset(rule.id for pack in self.packs.values() for rule in pack.rules)

    def wordings(self, rule_id: str) -> tuple[Rule, ...]:
        """Every wording of a rule, in the order of the file; empty if there is no such rule."""
        return tuple(rule for pack in self.packs.values() for rule in pack.rules if rule.id == rule_id)

    def rule(self, rule_id: str, on: date) -> Rule:
        """The wording of `rule_id` in force `on` that day.

        Raises DefinitionError `unknown_law` (data: law) or `law_not_in_force` (data: law, day).
        """
        wordings = self.wordings(rule_id)
        if not wordings:
            raise DefinitionError("unknown_law", law=rule_id)
        for rule in wordings:
            if rule.in_force(on):
                return rule
        raise DefinitionError("law_not_in_force", law=rule_id, day=on.isoformat())

    def pack_of(self, rule: Rule) -> LawPack:
        """The law a rule belongs to."""
        return self.packs[rule.pack]

    def threshold(self, threshold_id: str) -> Threshold:
        """Votes by population. Raises DefinitionError `unknown_law`."""
        for pack in self.packs.values():
            for threshold in pack.thresholds:
                if threshold.id == threshold_id:
                    return threshold
        raise DefinitionError("unknown_law", law=threshold_id)

    def listing(self, listing_id: str) -> Listing:
        """Grounds or contents by id. Raises DefinitionError `unknown_law`."""
        for pack in self.packs.values():
            for listing in pack.listings:
                if listing.id == listing_id:
                    return listing
        raise DefinitionError("unknown_law", law=listing_id)

    def channels(self, pack_id: str) -> tuple[ChannelValidity, ...]:
        """What a law says of channels; empty if it says nothing."""
        pack = self.packs.get(pack_id)
        return pack.channels if pack else ()
