"""Who strikes together with somebody: بالاشتراك مع القوات البريطانية, برفقة طائرات فرنسية."""

from __future__ import annotations

from kg.events.sentence import Sentence

_WITH = "برفقة"


def join(sentence: Sentence) -> None:
    """Make whoever acts with the attackers of the nearest attack its attackers as well."""
    for nominal in sentence.reading.nominals:
        if nominal.preposition != _WITH or nominal.event or not sentence.acting(nominal):
            continue
        struck = [event for event in sentence.events if event.attackers and not event.answered]
        nearest = min(struck, key=lambda event: (abs(event.trigger - nominal.start), event.trigger), default=None)
        if nearest is not None:
            sentence.strike_by(nearest, nominal)
