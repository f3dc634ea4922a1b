"""A conditional log-linear model: which of several candidates, told by their features, is the right one.

The multinomial logit of McFadden (1974), known in language processing as a maximum entropy model (Berger, Della Pietra
and Della Pietra 1996), fitted with an L2 penalty.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from math import exp

Features = Sequence[str]
"""What is true of a candidate: names of binary features."""

Choice = tuple[Sequence[Features], frozenset[int]]
"""What there was to choose from, and the indices of the right ones (never empty: "none" is a candidate as well)."""

_DIGITS = 3  # decimals of a weight
_STEEP = 30.0  # beyond this, odds overflow


class LogLinear:
    """Weights of features; unknown features weigh nothing."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    @classmethod
    def load(cls, name: str) -> LogLinear:
        """The model of that name that the package holds."""
        return cls(json.loads(resources.files(__package__).joinpath(f"{name}.json").read_text("utf8")))

    def probabilities(self, candidates: Sequence[Features]) -> list[float]:
        """The probability of each candidate to be the right one; they sum to one."""
        scores = [sum(self.weights.get(feature, 0.0) for feature in features) for features in candidates]
        top = max(scores, default=0.0)
        parts = [exp(score - top) for score in scores]
        return [part / sum(parts) for part in parts]


def fit(choices: Iterable[Choice], penalty: float = 1.0, least: int = 3) -> dict[str, float]:
    """Weights under which the right candidates are most probable; features of fewer than `least` candidates are left
    out. The same choices give the same weights.
    """
    import torch  # only to train

    told = [(list(candidates), right) for candidates, right in choices]
    counts = Counter(feature for candidates, _ in told for features in candidates for feature in set(features))
    names = sorted(name for name, count in counts.items() if count >= least)
    index = {name: i for i, name in enumerate(names)}
    rows, columns, groups, right, row = [], [], [], [], 0
    for group, (candidates, answers) in enumerate(told):
        for i, features in enumerate(candidates):
            known = {index[name] for name in features if name in index}
            rows.extend([row] * len(known))
            columns.extend(sorted(known))
            groups.append(group)
            right.append(i in answers)
            row += 1
    at, feature = torch.tensor(rows), torch.tensor(columns)
    group = torch.tensor(groups)
    answer = torch.tensor(right)
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def total(values: torch.Tensor, of: torch.Tensor, number: int) -> torch.Tensor:
        """The sum of the values of each of `number` groups."""
        return torch.zeros(number, dtype=torch.float64).index_add(0, of, values)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        odds = torch.exp(total(weights[feature], at, row).clamp(-_STEEP, _STEEP))
        missed = torch.log(total(odds, group, len(told))) - torch.log(total(odds * answer, group, len(told)))
        value = missed.sum() + penalty / 2 * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    rounded = (round(weight, _DIGITS) for weight in weights.detach().tolist())
    return {name: weight for name, weight in zip(names, rounded, strict=True) if weight}
