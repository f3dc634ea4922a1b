"""The quicker layers for training compute what PyTorch's and Stanza's own do, forwards and backwards."""

from types import SimpleNamespace

import pytest
import torch
from stanza.models.common.biaffine import DeepBiaffineScorer
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

from kg.models.quick import HEADS, Masks, gold_arcs, layer, speed_up


@pytest.mark.parametrize("bidirectional", [False, True])
def test_outputs_and_gradients_are_those_of_pytorch(bidirectional: bool) -> None:
    torch.manual_seed(0)
    lstm = nn.LSTM(5, 4, batch_first=True, bidirectional=bidirectional)
    inputs = torch.randn(3, 6, 5, requires_grad=True)
    states = [torch.randn(1 + bidirectional, 3, 4, requires_grad=True) for _ in range(2)]
    leaves = [inputs, *states, *lstm.parameters()]

    def run(packed: PackedSequence, forward: object) -> list[torch.Tensor]:
        outputs, (hidden, cells) = forward(packed, tuple(states))  # type: ignore[operator]
        (outputs.data**2).sum().backward()
        return [outputs.data, hidden, cells]

    results = []
    for forward in (lstm, lambda packed, start: layer(lstm, packed, start)):
        for leaf in leaves:
            leaf.grad = None
        found = run(pack_padded_sequence(inputs, [6, 4, 1], batch_first=True), forward)
        results.append([tensor.detach().clone() for tensor in (*found, *(leaf.grad for leaf in leaves))])
    for own, torchs in zip(*reversed(results), strict=True):
        torch.testing.assert_close(own, torchs, rtol=1e-4, atol=1e-5)


def test_dropout_drops_its_share_in_training_only() -> None:
    model = nn.Sequential(nn.Dropout(0.3))
    speed_up(model, seed=1)
    values = torch.ones(100, 1000)
    dropped = model(values)
    assert abs((dropped == 0).float().mean() - 0.3) < 0.01
    assert abs(dropped.mean() - 1) < 0.02
    assert torch.equal(model.eval()(values), values)
    assert not torch.equal(Masks(0.5, 1)(values), Masks(0.5, 2)(values))


def test_relations_of_gold_arcs_are_scored_as_among_all_arcs() -> None:
    torch.manual_seed(0)
    scorer = DeepBiaffineScorer(6, 6, 4, 3)
    nn.init.normal_(scorer.scorer.W_bilin.weight)
    words, heads = torch.randn(2, 5, 6), torch.randint(0, 5, (2, 4))
    chosen = heads[:, :, None, None].expand(-1, -1, -1, 3)
    expected = scorer(words, words)[:, 1:].gather(2, chosen)

    model = SimpleNamespace(deprel=scorer, loss=lambda *inputs: scorer(words, words)[:, 1:].gather(2, chosen))
    gold_arcs(model)
    torch.testing.assert_close(model.loss(*[None] * HEADS, heads), expected)
    assert not torch.equal(scorer.eval()(words, words)[:, :, 0], scorer(words, words)[:, :, 1])
