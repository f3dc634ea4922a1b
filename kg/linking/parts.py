"""Parts of sites: a tank, hall, gate or runway in or of a site with a name is that site when it is hit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.linking.bases import WIDE
from kg.linking.facilities import Facilities
from kg.model import EntityKind, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading

_NAMES = ("X", "PROPN")
_OF = "من"


class Parts:
    """Finds the sites of which the phrases of one article name a part; `of` tells what is hit when a phrase is."""

    def __init__(self, words: Words, facilities: Facilities, of: Callable[[Reading, Nominal], tuple[Ref, ...]]) -> None:
        self.words, self.facilities, self.of = words, facilities, of

    def site(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«خزان الوقود في ميناء X», «مئذنة مسجد X»: the site in which a part is, or to which it is annexed."""
        if reading.words[nominal.head].stem not in self.words["part_noun"] or nominal.pronoun:
            return ()
        return self._annexed(reading, nominal) or self._around(reading, nominal)

    def _annexed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مداخل أنفاق منشأة X», «باحة المسجد»: the site behind a part, or behind a part of it."""
        at = nominal.head + 1
        while at < nominal.end and reading.words[at].stem in self.words["part_noun"] and not reading.words[at].definite:
            at += 1
        site = replace(nominal, head=at, start=at)
        if (
            at >= nominal.end
            or not self._is_site(reading, site)
            or reading.words[nominal.head].stem in self.words["seat"]
        ):
            return ()  # مبنى السفارة X is called so
        words = reading.words[at : nominal.end]
        name = any(word.definite or word.upos in _NAMES for word in words) or (
            len(words) > 1 and words[-1].upos == "NOUN"
        )
        found = self.of(reading, site) if name or nominal.mentions or nominal.quoted else ()
        return tuple(ref for ref in found if ref.entity.kind is not EntityKind.ACTOR)

    def _around(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The site with a name of its own in which a part without one is."""
        if nominal.quoted or nominal.mentions or nominal.owner >= 0:
            return ()
        for part in self.facilities.places.chain(reading, nominal):
            inside = (part.preposition == _OF or part.preposition in self.words["within"]) and not part.pronoun
            if inside and self._is_site(reading, part) and (found := self.of(reading, part)):
                return tuple(ref for ref in found if ref.entity.kind is not EntityKind.ACTOR)
        return ()

    def _is_site(self, reading: Reading, nominal: Nominal) -> bool:
        head = reading.words[nominal.head]
        site = self.words.is_a(head.stem, "base_noun", "facility_noun") and head.stem not in self.words["hideout"]
        return site and not self.facilities.place_name(head, nominal)

    def side(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«الأطراف الشرقية لبلدة X», «البوابة الرئيسية للقاعدة»: the place or site of which a side or part is told."""
        head = reading.words[nominal.head]
        if head.definite and head.stem in self.words["lying"]:
            return ()  # القاعدة 101 الملاصقة لمطار X
        named = self.of(reading, reading.nominals[nominal.owner]) if nominal.owner >= 0 else ()
        return tuple(r for r in named if r.entity.kind is not EntityKind.ACTOR and r.entity.subtype not in WIDE)

    def of_base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«المواقع الداخلية للقاعدة»: the base to which things belong."""
        owner = reading.nominals[nominal.owner] if nominal.owner >= 0 else None
        return tuple(ref for ref in self.of(reading, owner) if ref.entity.kind is EntityKind.BASE) if owner else ()
