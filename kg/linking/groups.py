"""Groups that an article names and the tables do not, or that it tells of by what they call themselves."""

from __future__ import annotations

import re

from kg.linking import minting
from kg.linking.memory import ARMED_GROUP, Memory
from kg.model import EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.words import Word

_QUOTES = frozenset("\"'«»“”")
_QUOTED_RAW = re.compile("[\"'«“]([^\"'«»“”]{3,60})[\"'»”]")
_QUOTED = re.compile(r'"([^"]{3,60})"')
_NOUNS = frozenset(("NOUN", "PROPN", "X"))
_UNKNOWN = frozenset(("PROPN", "X"))
_BESIDE = 2  # letters between a word for naming and the name
_NAMED = 9  # words between "a faction" and the name that it goes by


class Groups:
    """Finds the groups of one article that stand in no table."""

    def __init__(self, memory: Memory, words: Words) -> None:
        self.memory, self.words = memory, words

    def of(self, reading: Reading, nominal: Nominal) -> Ref | None:
        """The group that a phrase names in quotes or without, or by what it calls itself; None for all others."""
        return self._quoted(reading, nominal) or self._bare(reading, nominal)

    def _quoted(self, reading: Reading, nominal: Nominal) -> Ref | None:
        """A group that reference data does not know but the article names in quotes: فصيل يسمي نفسه «X», «لواء X»."""
        head = reading.words[nominal.head]
        fighters = nominal.quoted and head.stem in self.words["gunman"]  # مقاتلو «X»
        if (
            head.definite
            or not (fighters or head.stem in self.words["group_noun"])
            or any(not m.weak for m in nominal.mentions)
        ):
            return None
        opened = head.index > 0 and reading.words[head.index - 1].form in _QUOTES
        start = reading.words[head.index - 1].start if opened else head.start
        if nominal.pronoun or not (opened or nominal.quoted or self._naming(reading, nominal)):
            return None
        known = self.memory.groups.get(start)
        if known and known.entity.minted:
            return known
        naming = self._naming(reading, nominal)
        behind = (naming.index if naming else nominal.end) + _NAMED
        limit = reading.words[min(behind, len(reading.words) - 1)].end
        quoted = _QUOTED.search(self.memory.plain(start, limit))
        if quoted is None and (going_by := self._goes_by(reading, nominal)):
            return going_by
        if quoted is None or any(self.memory.fills_quotes(m) and of_group(m) for m in nominal.mentions):
            return None  # ميليشيات «الحشد»
        if known_name := next((m for m in self.memory.strong if m.start >= start and m.end <= limit), None):
            entity = self.memory.entity(known_name, EntityKind.ACTOR) if naming else None
            inside = _QUOTED_RAW.search(self.memory.article.text, start, limit)
            whole = inside is not None and inside.start() <= known_name.start and known_name.end <= inside.end()
            span = inside.span(1) if inside and whole else (known_name.start, known_name.end)
            return self.memory.ref(entity, *span) if entity else None
        group = minting.group(quoted[1].strip())
        self.memory.groups[start] = self.memory.ref(group, start, reading.words[nominal.end - 1].end)
        return self.memory.groups[start]

    def _goes_by(self, reading: Reading, nominal: Nominal) -> Ref | None:
        """جماعة تطلق على نفسها اسم المقاومة الإسلامية في العراق: the known name behind words for naming."""
        following = reading.words[nominal.end : nominal.end + _NAMED]
        cues = (w for w in reversed(following) if w.stem in self.words["naming_cue"])
        cue = next(cues, None) or next((w for w in following if w.form in self.words["naming_verb"]), None)
        named = (m for m in self.memory.strong if cue is not None and 0 < m.start - cue.end <= _BESIDE)
        mention = next(named, None)
        entity = self.memory.entity(mention, EntityKind.ACTOR) if mention else None
        return self.memory.ref(entity, mention.start, mention.end) if mention and entity else None

    def _bare(self, reading: Reading, nominal: Nominal) -> Ref | None:
        """A group that reference data does not know, named without quotes: كتائب ثوار الجبل, مقاتلو حركة فجر الساحل."""
        core = reading.words[nominal.head : nominal.end]
        task = core[0].stem in self.words["task_force"] and core[1:2] and core[1].stem in self.words["task"]
        if core[0].stem in self.words["person_noun"] and not task:
            core = core[1:]
        named = task or (core[:1] and core[0].stem in self.words["named_group"])  # قوة حماية X
        if nominal.pronoun or len(core) < 2 or not named:
            return None
        name = core[1:]
        if any(m.start <= name[0].start or m.candidates[0].kind is EntityKind.ACTOR for m in nominal.mentions):
            return None  # a place further on is a part of the name: لواء صقور الفرات
        town = task and any(m.end == name[-1].end for m in nominal.mentions)
        if core[0].definite or not (name[-1].definite or town or all(word.upos in _UNKNOWN for word in name)):
            return None
        if name[0].upos not in _NOUNS or (not task and any(self._common(word) for word in name)):
            return None
        group = minting.group(self.memory.plain(core[0].start, core[-1].end))
        self.memory.groups.setdefault(core[0].start, self.memory.ref(group, core[0].start, core[-1].end))
        return self.memory.groups[core[0].start]

    def _common(self, word: Word) -> bool:
        """Whether a word behind "group" tells what it is or whose, and so is no part of a name: كتيبة المدرعات."""
        if self.words.is_a(word.stem, "nameless_group", "force_noun", "group_noun", "person_noun", "position_noun"):
            return True
        return word.form.isdigit() or bool(self.memory.lexicon.adjective(word.form))

    def _naming(self, reading: Reading, nominal: Nominal) -> Word | None:
        """فصيل يطلق على نفسه اسم «...», جماعة تسمي نفسها «...»: the word behind which the name stands."""
        following = reading.words[nominal.end : nominal.end + _NAMED]
        cues, verbs = self.words["naming_cue"], self.words["naming_verb"]
        return next((w for w in following if w.stem in cues or w.form in verbs), None)


def of_group(mention: Mention) -> bool:
    """Whether a name may mean a group."""
    return any(candidate.subtype == ARMED_GROUP for candidate in mention.candidates)
