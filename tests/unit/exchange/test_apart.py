"""Child processes that documents are read in, and what they cannot do."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tracker.errors import InputError, StoppedError
from tracker.exchange.incoming.apart import Apart
from tracker.exchange.incoming.limits import Limits

CHILD = "tests.documents.odd_child"
LIMITS = Limits(processor_seconds=0, seconds=20, memory=600 * 1024**2, answer=50_000, documents=3)
filtered = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="no filter of system calls here"
)


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart(CHILD, limits=LIMITS) as children:
        yield children


def ask(children: Apart, do: str, raw: bytes = b"words") -> object:
    reply = children.ask({"do": do}, raw, name="report.pdf")
    return next(iter(reply.values()), None)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("compute", "it took more than 0 seconds of processor time"),
        ("hoard", "it took more than 600 MiB of memory"),
        ("tell much", "it took more than 0 MiB for its text"),
        ("break down", "broke its parser down (signal 6)"),
        ("stumble", "cannot be read: KeyError: 'trailer'"),
        ("sink", "nested too deep"),
    ],
)
def test_a_document_over_a_limit_is_refused_with_that_limit_and_the_next_one_is_read(
    apart: Apart, deed: str, told: str
) -> None:
    with pytest.raises(InputError) as refused:
        ask(apart, deed)
    assert "report.pdf" in refused.value.message
    assert told in refused.value.message
    assert ask(apart, "measure") == 5


def test_a_document_that_takes_too_long_by_the_clock_is_refused() -> None:
    with (
        Apart(CHILD, limits=LIMITS._replace(seconds=0.2)) as children,
        pytest.raises(InputError, match=r"0\.2 seconds"),
    ):
        ask(children, "wait")


def test_the_clock_stops_when_a_document_is_parsed_and_no_child_can_say_so_twice() -> None:
    with Apart(CHILD, limits=LIMITS._replace(seconds=2)) as children:
        assert ask(children, "measure") == 5
        assert ask(children, "read long", b"2.2") is True
        with pytest.raises(InputError, match="broke its parser down"):
            ask(children, "parse twice")


def test_large_documents_go_through_and_what_is_printed_does_not_disturb(apart: Apart) -> None:
    assert ask(apart, "measure", bytes(20_000_000)) == 20_000_000
    assert ask(apart, "print") == 10
    assert ask(apart, "measure", b"") == 0


def test_a_child_stays_for_the_next_document_and_is_replaced_after_some(apart: Apart) -> None:
    processes = [ask(apart, "who") for _ in range(LIMITS.documents + 1)]
    assert len(set(processes[:-1])) == 1
    assert processes[-1] != processes[0]


def test_documents_of_many_threads_are_answered_each_with_its_own(apart: Apart) -> None:
    with ThreadPoolExecutor(8) as threads:
        sizes = list(threads.map(lambda size: ask(apart, "measure", bytes(size)), range(40)))
    assert sizes == list(range(40))


def test_a_document_reaches_no_network_file_or_program(apart: Apart, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        with pytest.raises(InputError, match="may not do this: socket"):
            ask(apart, "connect", f"{host} {port}".encode())
    with pytest.raises(InputError, match="may not do this: open"):
        ask(apart, "write", str(tmp_path / "a").encode())
    with pytest.raises(InputError, match=r"may not do this: os\.system"):
        ask(apart, "run")
    assert list(tmp_path.iterdir()) == []


@filtered
def test_machine_code_of_a_library_reaches_no_network_and_writes_nothing(apart: Apart, tmp_path: Path) -> None:
    assert ask(apart, "connect in machine code") == -1
    assert ask(apart, "write in machine code", str(tmp_path / "a").encode()) == -1


def counted(children: Apart, what: str) -> list[bytes]:
    return list(children.parts({"do": "count"}, what.encode(), name="table.csv"))


def test_an_answer_in_parts_comes_part_by_part_and_the_child_stays(apart: Apart) -> None:
    process = ask(apart, "who")
    assert counted(apart, "4") == [b"0", b"1", b"2", b"0"]
    assert counted(apart, "0") == []
    assert ask(apart, "who") != process  # it has answered as many questions as a child does
    assert len(counted(apart, "20000")) == 20_000


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("compute", "it took more than 0 seconds of processor time"),
        ("hoard", "it took more than 600 MiB of memory"),
        ("break down", "broke its parser down (signal 6)"),
        ("stumble", "cannot be read: KeyError: 'trailer'"),
        ("sink", "nested too deep"),
        ("tell much", "it took more than 0 MiB for its text"),
    ],
)
def test_parts_before_one_that_goes_over_a_limit_are_had_and_then_it_is_refused(
    apart: Apart, last: str, told: str
) -> None:
    parts = apart.parts({"do": "count"}, f"2 {last}".encode(), name="table.csv")
    had = [next(parts), next(parts)]
    with pytest.raises(InputError) as refused:
        next(parts)
    assert had == [b"0", b"1"]
    assert "table.csv" in refused.value.message
    assert told in refused.value.message
    assert ask(apart, "measure") == 5


def test_a_part_that_takes_too_long_by_the_clock_is_refused_and_waiting_for_the_reader_takes_none() -> None:
    with Apart(CHILD, limits=LIMITS._replace(seconds=2)) as children:
        parts = children.parts({"do": "count"}, b"2 wait", name="table.csv")
        assert next(parts) == b"0"
        threading.Event().wait(2.2)
        assert next(parts) == b"1"
        with pytest.raises(InputError, match=r"2 seconds"):
            next(parts)


def test_a_child_whose_parts_nobody_wants_any_more_is_ended(apart: Apart) -> None:
    process = ask(apart, "who")
    parts = apart.parts({"do": "count"}, b"1000000", name="table.csv")
    assert next(parts) == b"0"
    parts.close()
    assert ask(apart, "who") != process


def test_closing_ends_a_child_that_is_at_work_and_says_so() -> None:
    children = Apart(CHILD, limits=LIMITS)
    threading.Timer(0.1, children.close).start()
    with pytest.raises(StoppedError):
        ask(children, "wait")
    with pytest.raises(StoppedError):
        ask(children, "measure")


def test_children_end_with_the_process_that_started_them_even_when_it_is_killed() -> None:
    program = (
        "import os, signal\n"
        "from tracker.exchange.incoming.apart import Apart\n"
        f"children = Apart({CHILD!r})\n"
        "print(children.ask({'do': 'who'}, b'', name='x')['process'], flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    process = int(run.stdout)
    for _ in range(2_000):
        if not _runs(process):
            return
        threading.Event().wait(0.005)
    pytest.fail("the child still runs")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat")
        return not stat.exists() or stat.read_text().split()[2] != "Z"
    except OSError:
        return False
