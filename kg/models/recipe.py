"""What is trained, with what settings: the numbers behind the shipped weights, in one place.

Settings that are not named here are Stanza's defaults (`python -m stanza.models.parser --help`, ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE = "compact"
PRETRAIN = "news100"
SHORTHAND = "ar_padt"
SEED = 1234


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast one network learns.

    steps: updates. lr: peak learning rate of Adam. warmup: updates until the peak; from there the rate falls
    along a cosine to `floor` times the peak. average: decay of the running mean of the weights, which is
    what is kept in the end. checkpoint: updates between checkpoints.
    """

    steps: int
    lr: float
    warmup: int = 50
    floor: float = 0.02
    average: float = 0.998
    checkpoint: int = 250


@dataclass(frozen=True, slots=True)
class Recipe:
    """One network: its schedules, Stanza's arguments for its trainer, and its data.

    schedule: from nothing. further: from weights that are given; None keeps those weights as they are.
    misspelled: share of the sentences repeated with an agency's or a hurried writer's spelling.
    """

    schedule: Schedule
    further: Schedule | None = None
    args: Mapping[str, object] = field(default_factory=dict)
    misspelled: float = 0.0

    def schedule_from(self, start: Path | None) -> Schedule:
        """The schedule with or without weights to start from."""
        return self.further if start and self.further else self.schedule


COMMON = {"lang": "ar", "shorthand": SHORTHAND, "optim": "adam", "charlm": False}

TOKENIZER = Recipe(schedule=Schedule(steps=500, lr=0.002), args=COMMON)

EXPANDER = Recipe(
    schedule=Schedule(steps=2000, lr=0.001),
    further=Schedule(steps=0, lr=0.001),  # only its dictionary is made anew
    args=COMMON,
)

LEMMATIZER = Recipe(
    schedule=Schedule(steps=7200, lr=0.001),
    further=Schedule(steps=0, lr=0.001),  # only its dictionary is made anew
    args={**COMMON, "hidden_dim": 100, "batch_size": 64},
)

UPOS_WEIGHT = 4.0
"""How much the loss of UPOS counts beside that of one part of XPOS or FEATS."""

TAGGER = Recipe(
    schedule=Schedule(steps=22000, lr=0.003, average=0.9995),
    further=Schedule(steps=9000, lr=0.002, average=0.9995),
    misspelled=0.1,
    args={
        **COMMON, "hidden_dim": 160, "char_hidden_dim": 80, "char_emb_dim": 40, "transformed_dim": 80,
        "word_emb_dim": 50, "share_hid": True, "beta2": 0.95, "batch_size": 24, "augment_nopunct": 0.25,
        "word_cutoff": 4, "dropout": 0.25, "word_dropout": 0.15,
    },
)  # fmt: skip

PARSER = Recipe(
    schedule=Schedule(steps=9650, lr=0.003),
    further=Schedule(steps=4500, lr=0.002),
    misspelled=0.2,
    args={
        **COMMON, "hidden_dim": 200, "char_hidden_dim": 64, "char_emb_dim": 32, "transformed_dim": 64,
        "word_emb_dim": 50, "deep_biaff_hidden_dim": 200, "deep_biaff_output_dim": 100, "use_arc_embedding": False,
        # UPOS and the ten positions of XPOS, which carry voice, case and definiteness. Stanza 1.15 accepts
        # use_ufeats but feeds the tag embedding a second time in its place, so XPOS is the way to the features.
        "use_upos": True, "use_xpos": True, "use_ufeats": False,
        "resolve_head_constraints": True,  # when parsing: one subject and one object a head
        "batch_size": 1000, "dropout": 0.33, "word_dropout": 0.25,
    },
)  # fmt: skip

_RECOGNIZER = {
    **COMMON, "hidden_dim": 128, "char_hidden_dim": 50, "char_emb_dim": 32, "emb_finetune": False, "use_peft": False,
    "word_dropout": 0.1, "dropout": 0.4, "batch_size": 64, "max_batch_words": 2000,
}  # fmt: skip
FIRST_RECOGNIZER = Recipe(schedule=Schedule(steps=500, lr=0.003), args=_RECOGNIZER)
"""Tags the persons in the news that the recognizer then learns from."""
RECOGNIZER = Recipe(schedule=Schedule(steps=650, lr=0.004), args=_RECOGNIZER)

RECIPES = {"tokenize": TOKENIZER, "mwt": EXPANDER, "lemma": LEMMATIZER, "pos": TAGGER, "depparse": PARSER}


def arguments(module: Any, recipe: Recipe) -> dict[str, Any]:
    """The arguments for one of Stanza's trainers: the defaults of its command line, then the recipe's."""
    defaults = vars(module.build_argparse().parse_args([]))
    return {**defaults, **recipe.args, "lr": recipe.schedule.lr, "device": device()}


def device() -> str:
    """Where to train: on a GPU when there is one."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"
