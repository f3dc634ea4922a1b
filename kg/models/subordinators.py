"""Which conjunction ان is, told by the words around it: إنَّ after "said", أن before a verb, else أنَّ.

Agencies write all three without hamza. The networks see too little: the expander a token, the lemmatizer a word. In the
training treebank 93 of 99 such words within `REACH` of a form of قال are إن, 450 of 502 others are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

SAYING = {
    "قال", "قالت", "قالوا", "قالا", "يقول", "تقول", "يقولون", "نقول", "أقول", "اقول", "قلت", "قلنا",
    "قائلا", "قائلة", "قائلين", "قول", "القول", "قوله", "قولها",
}  # fmt: skip
BARE = "ان"
WITH_HAMZA = ("أن", "إن")
REACH = 12
"""Words from a form of قال to its conjunction."""
AFTER_SAYING = "إِنَّ"
BEFORE_VERBS = "أَن"
VERBAL = ("VERB", "AUX")


def after_saying(words: Sequence[str]) -> Iterator[int]:
    """Places of the conjunctions of a sentence that are the first after a form of قال."""
    said = -REACH
    for place, word in enumerate(words):
        if word in SAYING:
            said = place
        elif word == BARE or word in WITH_HAMZA:
            if place - said < REACH:
                yield place
            said = -REACH


def restore(document: Any) -> Any:
    """Make إن + ه of انه after a form of قال, where the expander took it for أن + ه; returns Stanza's document."""
    for sentence in document.sentences:
        bare = {word.id for token in sentence.tokens if BARE in token.text for word in token.words[:-1]}
        words = sentence.words
        for place in after_saying([word.text for word in words]):
            if words[place].id in bare and words[place].text in WITH_HAMZA:
                words[place].text = WITH_HAMZA[1]
    return document


class Subordinators:
    """One of the lemmatizers that Stanza asks with the whole sentence (`Trainer.contextual_lemmatizers`)."""

    def lemmas(self, words: Sequence[str], tags: Sequence[str]) -> dict[int, str]:
        """Lemmas of conjunctions by place, where the sentence tells them."""
        found = {place: AFTER_SAYING for place in after_saying(words) if words[place] == BARE}
        for place, (word, tag) in enumerate(zip(words[:-1], tags, strict=False)):
            before_verb = tags[place + 1] in VERBAL or words[place + 1] == "لا"
            if word in (BARE, WITH_HAMZA[0]) and tag == "SCONJ" and before_verb:
                found[place] = BEFORE_VERBS
        return found

    def target_indices(self, words: Sequence[str], tags: Sequence[str]) -> list[int]:
        """Places of the conjunctions of a sentence whose lemma is told by their neighbours."""
        return list(self.lemmas(words, tags))

    def predict(
        self, places: Sequence[int], sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[str]]
    ) -> list[str]:
        """The lemma of each of the places, each in the sentence beside it."""
        return [self.lemmas(*sentence)[place] for place, *sentence in zip(places, sentences, tags, strict=True)]
