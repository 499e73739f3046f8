"""One step of training after the other, and what each is shown."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from eval.adapted_encoder import AdaptedEncoder

if TYPE_CHECKING:
    import torch

_Item = TypeVar("_Item")


class Descent:
    """Steps down the gradient, by AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101).

    Parameters
    ----------
    model
        Whose `parameters` are changed.
    rate
        The highest rate; what share of it a step has, `rate_at` tells.
    steps
        How many are planned.
    warm_up
        The share of the steps in which the rate rises.
    """

    def __init__(self, model: AdaptedEncoder, *, rate: float, steps: int, warm_up: float) -> None:
        import torch

        self._parameters = list(model.parameters.values())
        self._optimizer = torch.optim.AdamW(self._parameters, lr=rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: rate_at(step, steps, warm_up)
        )

    def step(self, error: torch.Tensor) -> float:
        """Take a step against the gradient of `error`, a scalar, and return what it was."""
        import torch

        self._optimizer.zero_grad()
        error.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._optimizer.step()
        self._schedule.step()
        return float(error.detach())


def rate_at(step: int, steps: int, warm_up: float) -> float:
    """Return the share of the highest rate: it rises at first, then falls to nothing."""
    rise = max(1, int(steps * warm_up))
    return min(1.0, (step + 1) / rise) * max(0.0, (steps - step) / steps)


def batches_of_like_length(
    items: Sequence[_Item],
    size: int,
    *,
    pool: int,
    length: Callable[[_Item], int],
    chance: random.Random,
) -> list[list[_Item]]:
    """Return every item once, in batches in an order drawn by chance.

    Each batch is cut from `pool` times as many, sorted by length: little of it is padding.
    """
    shuffled = chance.sample(items, len(items))
    batches = []
    for first in range(0, len(shuffled), pool * size):
        part = sorted(shuffled[first : first + pool * size], key=length)
        batches += [part[at : at + size] for at in range(0, len(part), size)]
    chance.shuffle(batches)
    return batches
