"""Where a command runs: closed streams, other encodings, no home, any width; and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import levergraph.cli
import pytest
from levergraph.graph.cache import cache_folder

PROGRAM = Path(sys.executable).with_name("levergraph")
ONE = "SELECT (1 AS ?x) {}"
ENDLESS = {
    "aggregate": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sort": "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    "rows": "SELECT ?a ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "graph": "CONSTRUCT { ?a ?b ?n } { SELECT ?a ?b (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } "
    "GROUP BY ?a ?b }",
}


def shell(words: str, cache: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of a shell, in which $L is the program."""
    env = {**os.environ, "L": str(PROGRAM), "LEVERGRAPH_CACHE": str(cache)}
    return subprocess.run(
        ["bash", "-c", words], env=env, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("words", "out", "code"),
    [
        (f"$L query '{ONE}' -o q.csv >&-; c=$?; cat q.csv; exit $c", "x\n1\n", 0),
        (f"$L query '{ONE}' 2>&-", "x\n1\n", 0),
        (f"$L query '{ONE}' <&-", "x\n1\n", 0),
        (f"$L query '{ONE}' >&- 2>&- <&-", "", 0),
        ("$L query 'bad {' 2>&-", "", 2),
        ("$L query 'bad {' >&- 2>&-", "", 2),
        ("$L query --list >&-", "", 0),
        ("$L --help >&-", "", 0),
        ("$L query -f - <&-", "", 2),
        (f"bash -c \"exec $L query '{ONE}'\" 2>&-", "x\n1\n", 0),
    ],
)
def test_a_closed_stream_is_like_dev_null(
    words: str, out: str, code: int, cache: Path, tmp_path: Path
) -> None:
    done = shell(words, cache, tmp_path)
    assert (done.stdout.replace("\r", ""), done.returncode) == (out, code)
    assert "Traceback" not in done.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"q.csv"}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_output_is_utf_8_whatever_the_streams_say(program, encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for words in (
        ("query", 'SELECT ("£ ŷ 日本" AS ?x) {}'),
        ("query", "--show", "levers-of-region"),
        ("query", "--list"),
    ):
        done = program(*words, env=env)
        assert done.returncode == 0
        assert done.stdout.strip()
    assert "£ ŷ 日本" in program("query", 'SELECT ("£ ŷ 日本" AS ?x) {}', env=env).stdout


@pytest.mark.parametrize("columns", ["0", "-5", "1", "7", "99999999", "x", ""])
def test_a_width_that_is_none_is_eighty_columns(run, columns: str) -> None:
    words = ("query", "levers-of-region", "-p", "region=tees-valley", "--format", "table", "-o", "-")
    shown = run(*words, env={"COLUMNS": columns}).stdout
    assert shown.count("\n") > 10
    if columns in ("0", "-5", "x", ""):
        assert shown == run(*words, env={"COLUMNS": "80"}).stdout
    assert run("query", "--help", env={"COLUMNS": columns}).stdout.count("\n") > 10


def test_python_m_is_the_program(program, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "levergraph", "--version"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == program("--version").stdout


@pytest.mark.usefixtures("package")
def test_files_of_any_name_are_read_and_written(tmp_path: Path) -> None:
    """A word that is no text reaches Python as os.fsdecode reads it."""
    names = [b"caf\xe9.ttl", b"a b%41#c?.ttl", "ŷ.ttl".encode(), b"new\nline.ttl"]
    words = []
    for number, name in enumerate(names):
        path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
        Path(path).write_text(f'<#x> <http://purl.org/dc/terms/title> "{number}"@en .\n', encoding="utf-8")
        words += ["--data", path]
    query = 'SELECT DISTINCT ?x { VALUES ?title { "0"@en "1"@en "2"@en "3"@en } ?x dcterms:title ?title }'
    out = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv")
    assert levergraph.cli.main(["query", *words, query, "-o", out]) == 0
    assert len(Path(out).read_text(encoding="utf-8").splitlines()) == 1 + len(names)


@pytest.mark.parametrize(
    "words", [("show",), ("query", "-p", "region=x", "--show"), ("transfer", "--to"), ("query",)]
)
def test_words_that_are_no_text_are_refused(cache: Path, words: tuple[str, ...]) -> None:
    env = {**os.environ, "LEVERGRAPH_CACHE": str(cache)}
    done = subprocess.run(
        [str(PROGRAM), *words, b"Caf\xe9"], env=env, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"levergraph: ")


def test_without_a_home_the_cache_is_in_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as for a number without a name
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    own = tmp_path / f"levergraph-{os.getuid()}"
    for given in (None, "~/lg", "~nobody-here/lg"):
        monkeypatch.setenv("LEVERGRAPH_CACHE", given or "")
        assert cache_folder() == str(own)
    assert own.stat().st_mode & 0o777 == 0o700
    own.chmod(0o777)  # somebody else may have put something there
    assert cache_folder() != str(own)


def test_a_tilde_in_the_address_of_the_cache_is_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LEVERGRAPH_CACHE", "~/lg")
    assert cache_folder() == str(tmp_path / "lg")


@pytest.mark.parametrize("kind", ENDLESS)
def test_ctrl_c_ends_a_query_within_a_second(packaged: object, tmp_path: Path, kind: str) -> None:
    words = [str(PROGRAM), "query", ENDLESS[kind], "-o", "answer.ttl" if kind == "graph" else "answer.csv"]
    with subprocess.Popen(
        words,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:
        time.sleep(1)
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert (running.returncode, said) == (130, "levergraph: stopped.\n")
    assert time.monotonic() - began < 2  # a second, on a machine that has other work
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("seconds", "code", "said"), [("0.5", 4, "stopped after 0.5"), ("0", 2, "above 0"), ("nan", 2, "above 0")]
)
def test_a_query_may_have_a_time_limit(program, seconds: str, code: int, said: str) -> None:
    done = program("query", ENDLESS["aggregate"], "--timeout", seconds)
    assert done.returncode == code
    assert said in done.stderr


@pytest.mark.parametrize(
    "error", [AssertionError("a b\nc"), KeyError("x"), RecursionError(), BaseException("a panic")]
)
def test_what_nobody_foresaw_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:
    def broken(_: object) -> int:
        raise error

    monkeypatch.setattr("levergraph.cli._run", broken)
    assert levergraph.cli.main(["query"]) == 70
    out, said = capsys.readouterr()
    assert (out, said.count("\n")) == ("", 1)
    assert type(error).__name__ in said
    assert "report it to https://" in said
    monkeypatch.setenv("LEVERGRAPH_TRACEBACK", "1")
    with pytest.raises(type(error)):
        levergraph.cli.main(["query"])


@pytest.mark.parametrize(
    "text", ["DESCRIBE region:tees-valley", "describe <https://w3id.org/levergraph/id/region/tees-valley>"]
)
def test_a_query_of_two_words_is_a_query(run, tmp_path: Path, text: str) -> None:
    assert "Tees Valley" in run("query", text).stdout
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "d.rq").write_text(text, encoding=encoding)
        assert "Tees Valley" in run("query", "-f", "d.rq").stdout


def test_a_misspelt_name_in_a_query_is_told(run) -> None:
    done = run("query", "SELECT ?x { ?x a lg:Regoin }")
    assert (done.returncode, done.stdout) == (0, "x\r\n") or done.stdout == "x\n"
    assert done.stderr == "lg:Regoin: no such class. Did you mean lg:Region?\n"
