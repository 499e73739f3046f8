"""What is large is loaded once, whoever asks first."""

from __future__ import annotations

import threading

import pytest

from index.once import Once


def test_threads_that_ask_at_once_get_the_same_and_load_it_once():
    begun, go = threading.Event(), threading.Event()
    loads: list[object] = []

    def load() -> object:
        begun.set()
        assert go.wait(10)
        loads.append(object())
        return loads[-1]

    once = Once(load)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(once())) for _ in range(5)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    go.set()
    for thread in threads:
        thread.join()

    assert found == loads * 5


def test_nothing_is_loaded_before_it_is_asked_for():
    Once(lambda: pytest.fail("loaded"))


def test_only_the_call_that_loads_is_heard():
    once = Once(lambda told: told)

    assert once("first") == "first"
    assert once("second") == "first"


def test_what_failed_is_tried_again():
    outcomes = iter([ValueError("not yet"), None])

    def load() -> None:
        if error := next(outcomes):
            raise error

    once = Once(load)
    with pytest.raises(ValueError, match="not yet"):
        once()
    assert once() is None
    assert once() is None
