"""Work begun ahead: what it returns or raises arrives, and none is left behind."""

from __future__ import annotations

import gc
import threading

import pytest
from levergraph.queries.background import Ahead


def test_what_the_work_returns_arrives_and_may_be_asked_for_again() -> None:
    with Ahead(lambda: [1, 2]) as ahead:
        assert ahead() == [1, 2]
        assert ahead() is ahead()


def test_garbage_is_collected_before_and_after_and_not_meanwhile() -> None:
    with Ahead(gc.isenabled) as ahead:
        assert ahead() is False
    assert gc.isenabled()


def test_the_work_goes_on_beside_the_rest_of_the_block() -> None:
    reached = threading.Event()
    with Ahead(lambda: reached.wait(20)) as ahead:
        reached.set()  # were it done one after the other, nobody would come here
        assert ahead()


def test_what_the_work_raises_is_raised_where_it_is_asked_for() -> None:
    with Ahead(lambda: [][0]) as ahead, pytest.raises(IndexError):
        ahead()


def test_a_block_that_fails_waits_for_the_work_first() -> None:
    ended = []
    go = threading.Event()

    def work() -> None:
        go.wait(20)
        ended.append(True)

    def fail() -> None:
        with Ahead(work):
            go.set()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert ended
