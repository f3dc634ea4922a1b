"""Who begins a clause of his own behind "and", and is not joined to what stands before."""

from __future__ import annotations

from kg.model import EntityKind
from kg.syntax.marked import Marked
from kg.syntax.nominal import Nominal
from kg.syntax.verbs import feminine

_PRESENT, _SHE = "Aspect=Imp", "Gender=Fem"
_WHO = (EntityKind.ACTOR, EntityKind.PLACE)  # كييف


def acts(marked: Marked, nominal: Nominal) -> bool:
    """Whether the tree makes a nominal the subject of a verb behind it, or it stands before the present tense of
    headlines: غارات على X والحوثيون يقصفون Y."""
    subject = marked.relations[nominal.head].startswith("nsubj") and marked.heads[nominal.head] >= nominal.end
    return not nominal.preposition and (subject or _at_present(marked, nominal))


def _at_present(marked: Marked, nominal: Nominal) -> bool:
    """Whether a verb in the present tense follows somebody's name or a definite noun; what follows an indefinite one
    qualifies it (وطائرة تحمل X)."""
    if nominal.end >= len(marked) or nominal.means is not None or nominal.event:
        return False
    verb, head = marked.words[nominal.end], marked.words[nominal.head]
    if _PRESENT not in verb.feats or not marked.grammar.is_verb(verb):
        return False
    named = any(c.kind in _WHO for m in nominal.mentions if m.start == head.start for c in m.candidates)
    return named or (head.definite and feminine(verb) == (_SHE in head.feats))
