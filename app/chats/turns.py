"""Whose question is answered next, where more are asked at once than the machine has cores for."""

from __future__ import annotations

import threading
from collections.abc import Callable

_PATIENCE = 0.5


class Turn:
    """A place in the line; made by `Turns.line_up`."""

    def __init__(self, turns: Turns, owner: str, tag: int, number: int) -> None:
        self.owner = owner
        self.tag = tag
        self.number = number
        self.has_come = False
        self._turns = turns

    @property
    def ahead(self) -> int:
        """How many come before this one; 0 also once it has come."""
        return self._turns.ahead_of(self)

    def await_it(self, given_up: Callable[[], bool]) -> bool:
        """Wait until the turn has come, and tell whether it has: False once it is given up."""
        return self._turns.await_turn(self, given_up)

    def leave(self) -> None:
        """Let the next one come; leaving twice is leaving once."""
        self._turns.leave(self)


class Turns:
    """Lets `at_once` questions be answered at the same time, and nobody wait for one who asks much.

    Start-time fair queueing (Goyal, Vin and Cheng 1996, SIGCOMM) with questions of equal length:
    each question is tagged one later than its owner's last, but never earlier than what is being
    answered now; the lowest tag comes first, and among equals whoever asked first.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._changed = threading.Condition()
        self._waiting: list[Turn] = []
        self._now = 0
        self._last: dict[str, int] = {}
        self._taken = 0

    def line_up(self, owner: str) -> Turn:
        """Return a place in the line for a question of `owner`."""
        with self._changed:
            tag = max(self._now, self._last.get(owner, -1) + 1)
            self._last[owner] = tag
            self._taken += 1
            turn = Turn(self, owner, tag, self._taken)
            self._waiting.append(turn)
            self._waiting.sort(key=lambda turn: (turn.tag, turn.number))
            self._admit()
            return turn

    def ahead_of(self, turn: Turn) -> int:
        """Return how many come before `turn`."""
        with self._changed:
            return self._waiting.index(turn) if turn in self._waiting else 0

    def await_turn(self, turn: Turn, given_up: Callable[[], bool]) -> bool:
        """Wait until `turn` has come; False once it is given up."""
        with self._changed:
            while not turn.has_come and not given_up():
                self._changed.wait(_PATIENCE)
            return turn.has_come and not given_up()

    def leave(self, turn: Turn) -> None:
        """Take `turn` out of the line, or make room for the next."""
        with self._changed:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif turn.has_come:
                turn.has_come = False
                self._free += 1
                self._admit()
            self._changed.notify_all()

    def _admit(self) -> None:
        while self._free and self._waiting:
            turn = self._waiting.pop(0)
            turn.has_come = True
            self._free -= 1
            self._now = turn.tag
            # Who has asked nothing for a while starts where everybody is.
            self._last = {owner: tag for owner, tag in self._last.items() if tag >= self._now}
        self._changed.notify_all()
