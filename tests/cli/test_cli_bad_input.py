"""Bad input: a clear message, the right exit code, nothing half written, and never a traceback."""

from __future__ import annotations

import shutil
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

QUESTION = ("query", "levers-of-region", "-p", "region=west-yorkshire")
LITTLE = ("query", "levers-of-region", "-p", "region=northshire")
"""A question that the small graph answers."""
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


@pytest.fixture
def refused(run):
    """Run what must fail: its message, and nothing on standard output."""
    return lambda *words, **options: _refused(run, *words, **options)


def _refused(run, *words: str, code: int = 2, **options: object) -> str:
    done = run(*words, **options)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith("levergraph: ")
    assert "Traceback" not in done.stderr
    assert not done.stdout
    return str(done.stderr)


@pytest.fixture
def little(run, package: Path, tmp_path: Path):
    """Run a command over the small graph, with a cache of its own."""
    return lambda *words, **options: run(
        *words, **{"env": {"LEVERGRAPH_CACHE": str(tmp_path / "cache")}, **options}
    )


def test_a_misspelt_name_gets_the_nearest(refused) -> None:
    assert "greater-manchester" in refused("query", "levers-of-region", "-p", "region=greater-manchster")
    assert "greater-manchester" in refused("show", "Greater Manchster")
    assert "west-yorkshire" in refused("explore", "--region", "West Yorkshir")


def test_an_unknown_question_gets_the_nearest(refused) -> None:
    assert "levers-of-region" in refused("query", "lever-of-region")
    assert "levers-of-region" in refused("query", "--show", "lever-of-region")
    assert "--list" in refused("query", "qqqqqq")


def test_a_missing_parameter_says_its_name_kind_and_an_example(refused) -> None:
    said = refused("query", "levers-of-region")
    assert "region" in said
    assert "-p region=" in said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("asOf=yesterday", "no date"),
        ("asOf=2026-13-01", "no date"),
        ("region=bus-franchising", "bus-franchising"),
        ("nosuch=1", "nosuch"),
        ("region", "NAME=VALUE"),
        ("region=north-east", "twice"),
    ],
)
def test_an_ill_typed_parameter(refused, value: str, said: str) -> None:
    question = QUESTION[:2] if value.startswith("region=bus") else QUESTION
    assert said in refused(*question, "-p", value)


def test_a_value_is_bound_as_a_term_and_never_spliced(refused) -> None:
    refused("query", "levers-of-region", "-p", "region=x> } ?s ?p ?o . { ?s ?p <x")


def test_a_syntax_error_says_where(refused, tmp_path: Path) -> None:
    said = refused("query", "SELECT ?x WHERE {\n  ?x a lg:Region .\n  FILTER(?x = )\n}")
    assert "line 3" in said
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE {\n ?x ?y }", encoding="utf-8")
    assert "line 2" in refused("query", "-f", "bad.rq")
    assert "nope:" in refused("query", "SELECT ?x WHERE { ?x a nope:Thing }")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    ],
)
def test_what_reaches_outside_the_store_is_refused(refused, text: str) -> None:
    assert "refused" in refused("query", text, code=4)


def test_a_file_that_is_not_there_or_no_text(refused, tmp_path: Path) -> None:
    assert "no-such.rq" in refused("query", "-f", "no-such.rq")
    assert "folder" in refused("query", "-f", ".")
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refused("query", "-f", "binary.rq")
    (tmp_path / "empty.rq").write_text("", encoding="utf-8")
    assert "empty" in refused("query", "-f", "empty.rq")
    assert "-f empty.rq" in refused("query", "empty.rq")


def test_a_file_that_is_not_rdf(refused, tmp_path: Path) -> None:
    (tmp_path / "poem.ttl").write_text("Shall I compare thee\nto a summer's day?", encoding="utf-8")
    (tmp_path / "poem.txt").write_text("Shall I", encoding="utf-8")
    for words in (("query", ALL), ("show", "west-yorkshire"), ("explore",), ("export", "-o", "all.ttl")):
        assert "poem.ttl" in refused(*words, "--data", "poem.ttl")
        assert "poem.txt" in refused(*words, "--data", "poem.txt")
    assert "poem.ttl" in refused("load", "poem.ttl", "--store", "kept")
    assert "poem.ttl" in refused("check", "poem.ttl")
    assert "poem.ttl" in refused("format", "poem.ttl")
    assert "nowhere.ttl" in refused("format", "nowhere.ttl")
    assert "no-such.ttl" in refused("query", ALL, "--data", "no-such.ttl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["poem.ttl", "poem.txt"]


def test_a_form_that_the_answer_does_not_have(refused, tmp_path: Path) -> None:
    assert "turtle" in refused("query", "ASK { ?s ?p ?o }", "--format", "turtle")
    assert "csv" in refused("query", "CONSTRUCT WHERE { ?s a lg:Region }", "--format", "csv", "-o", "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_export_whose_suffix_is_unknown(refused, tmp_path: Path) -> None:
    assert ".graphml" in refused("export", "-o", "all.doc")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (QUESTION, ".csv"),
        (("transfer", "--to", "west-yorkshire"), ".csv, .json, .jsonl, .md, .tsv, .txt, .xlsx"),
        (("transfer", "--to", "west-yorkshire", "--intervention", "ulez-london"), ".txt, .md, .html, .json"),
        (("paths", "--from", "bus-franchising", "--to", "cancer"), ".xlsx"),
        (("show", "west-yorkshire"), ".md"),
        (("explore",), ".html"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_answer_whose_suffix_is_unknown(
    refused, tmp_path: Path, words: tuple[str, ...], known: str
) -> None:
    said = refused(*words, "-o", "answer.foo")
    assert "answer.foo has no suffix of a form" in said
    assert known in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["removed", "emptied", "overwritten"])
def test_a_damaged_cache_is_made_again(little, tmp_path: Path, damage: str) -> None:
    good = little(*LITTLE)
    assert len(good.stdout.splitlines()) > 1
    for path in sorted((tmp_path / "cache").rglob("*.sst")):
        if damage == "removed":
            path.unlink()
        elif damage == "emptied":
            path.write_bytes(b"")
        else:
            path.write_bytes(b"\x00" * path.stat().st_size)
    again = little(*LITTLE)
    assert again.returncode == 0, again.stderr
    assert again.stdout == good.stdout
    assert little(*LITTLE).stderr == ""


def test_a_home_that_cannot_be_written_is_no_trouble(little, tmp_path: Path) -> None:
    good = little(*LITTLE)
    done = little(*LITTLE, env={"LEVERGRAPH_CACHE": "/proc/no/such/cache"})
    assert done.returncode == 0, done.stderr
    assert done.stdout == good.stdout
    assert "LEVERGRAPH_CACHE" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        done = little(*LITTLE, env={"LEVERGRAPH_CACHE": "", "XDG_CACHE_HOME": "", "HOME": str(home)})
    finally:
        home.chmod(stat.S_IRWXU)
    assert done.returncode == 0, done.stderr
    assert done.stdout == good.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        (),
        ("query", "--list"),
        ("query", "--help"),
        ("query", ALL),
        ("show", "west-yorkshire"),
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_standard_output(program, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = program(*words, stdout=full, stderr=-1)
    assert done.returncode == 2, done.stderr
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("query", ALL, "--format", "csv"), ("export",), ("explore",)], ids=lambda words: words[0]
)
def test_a_full_disk_behind_a_file_leaves_nothing(
    program, run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    import resource

    suffix = {"query": "csv", "export": "nt", "explore": "html"}[words[0]]
    run("query", "ASK { ?s ?p ?o }")  # so that the cache is there

    def small() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    _refused(program, *words, "-o", f"out.{suffix}", preexec_fn=small)
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written(little, tmp_path: Path) -> None:
    for words, name in ((("query", ALL), "a.csv"), (("export",), "a.ttl"), (("explore",), "a.html")):
        assert "nowhere" in _refused(little, *words, "-o", f"nowhere/{name}")
        (tmp_path / name).mkdir()
        assert name in _refused(little, *words, "-o", name)


def test_a_store_that_cannot_be_reached(refused) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    for words in (
        ("query", ALL),
        ("show", "west-yorkshire"),
        ("explore",),
        ("export", "-o", "a.nt"),
        ("load",),
    ):
        assert nobody.rpartition("/")[0] in refused(*words, "--store", nobody, code=3)
    assert "nowhere" in refused("query", ALL, "--store", "nowhere", code=3)


def test_an_address_that_takes_no_queries_is_told_as_that(refused) -> None:
    with answering(415, b"No supported content Content-Type given") as address:
        said = refused("query", ALL, "--store", f"{address}/store", code=3)
    assert "is no address for queries (415 No supported content" in said
    assert "/query" in said


@contextmanager
def answering(code: int, body: bytes) -> Iterator[str]:
    """A server that answers everything in one way."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_store_without_the_graph_says_so_and_how_to_load_it(run, refused, tmp_path: Path) -> None:
    import pyoxigraph

    pyoxigraph.Store(str(tmp_path / "bare")).flush()
    done = run("query", "power-matrix", "--store", "bare")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert done.stderr.startswith("No rows.\nThe store bare does not hold the graph")
    for words in (("transfer", "--to", "west-yorkshire"), ("show", "west-yorkshire"), QUESTION):
        said = refused(*words, "--store", "bare")
        assert "'west-yorkshire'. The store bare does not hold the graph" in said
        assert "levergraph load --store bare" in said
    assert "does not hold" not in refused("show", "zzzzzz")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "xlsx"])
def test_an_answer_without_rows_says_so_beside_the_data(run, form: str) -> None:
    words = (*QUESTION, "--format", form, "-o", f"answer.{form}")
    done = run(*words, "-p", "asOf=1890-01-01")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No rows.\n")
    assert run(*words).stderr == ""


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_people_read_says_itself_that_there_are_no_rows(run, form: str) -> None:
    done = run(*QUESTION, "--format", form, "-p", "asOf=1890-01-01")
    assert (done.returncode, done.stdout, done.stderr) == (0, "No answer.\n", "")


def test_the_answer_replaces_a_file_only_when_it_is_complete(refused, tmp_path: Path) -> None:
    (tmp_path / "answer.csv").write_text("precious", encoding="utf-8")
    refused("query", "SELECT ?x WHERE { ?x ?y }", "-o", "answer.csv")
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8") == "precious"


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from levergraph.cli import main, start

    def stop(args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "run", stop)
    assert main([]) == 130
    assert capsys.readouterr().err == "levergraph: stopped.\n"


def test_no_such_thing_as_a_half_made_cache(little, tmp_path: Path) -> None:
    """A preparation that was killed leaves nothing that the next one trusts."""
    cache = tmp_path / "cache"
    good = little(*LITTLE).stdout
    for complete in cache.rglob("complete"):
        complete.unlink()
    assert little(*LITTLE).stdout == good
    shutil.rmtree(cache)
    cache.write_text("a file where a folder should be", encoding="utf-8")
    done = little(*LITTLE)
    assert (done.returncode, done.stdout) == (0, good)
    assert cache.read_text(encoding="utf-8").startswith("a file")
