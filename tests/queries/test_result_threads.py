"""An answer is read in any thread, and nobody waits for one longer than wanted."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from levergraph import Session
from levergraph.errors import UsageError
from levergraph.graph import Store
from levergraph.queries.execution import ask

QUERIES = {
    "table": "SELECT ?s { ?s a lg:Region } ORDER BY ?s",
    "graph": "CONSTRUCT { ?s a lg:Region } WHERE { ?s a lg:Region }",
    "boolean": "ASK { ?s a lg:Region }",
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
READ = {
    "length": lambda result: len(result) if result.kind != "boolean" else bool(result),
    "text": lambda result: result.to_turtle() if result.kind == "graph" else result.to_csv(),
    "walk": lambda result: list(result) if result.kind != "boolean" else bool(result),
}


@pytest.mark.parametrize("reading", READ)
@pytest.mark.parametrize("kind", QUERIES)
def test_an_answer_made_in_one_thread_is_read_in_others(packaged: Store, kind: str, reading: str) -> None:
    session = Session(packaged)
    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(4) as others:
        result = first.submit(session.query, QUERIES[kind]).result()
        read = [others.submit(READ[reading], result) for _ in range(4)]
        assert all(each.result() == READ[reading](result) for each in read)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_an_answer_that_nobody_reads_is_dropped_in_its_own_thread(packaged: Store) -> None:
    session = Session(packaged)
    box = [session.query(QUERIES["table"])]
    before = threading.active_count()
    thread = threading.Thread(target=lambda: (box.clear(), gc.collect()))
    thread.start()
    thread.join()
    ends = time.monotonic() + 5
    while threading.active_count() >= before and time.monotonic() < ends:
        time.sleep(0.01)
    assert threading.active_count() < before


def test_a_mistake_is_raised_where_the_question_is_asked(packaged: Store) -> None:
    with pytest.raises(UsageError, match="ends too early"):
        Session(packaged).query("SELECT { ?s")


def test_an_answer_that_takes_too_long_is_refused(packaged: Store) -> None:
    # in a process of its own: the engine works on in vain until that ends
    program = f"""
import levergraph as lg, os, time
from levergraph.errors import Refused
from levergraph.queries.execution import ask
began = time.monotonic()
try:
    ask(lg.open().store, {ENDLESS!r}, seconds=0.5).to_csv()
except Refused as error:
    print(error, time.monotonic() - began < 5, flush=True)
os._exit(0)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert (
        done.stdout == "The query was stopped after 0.5 seconds. Ask for less, or give it more time. True\n"
    )
    assert ask(packaged, QUERIES["boolean"], seconds=30)
