"""What a child process gives up before it reads a document: network, other programs, files written, memory.

Memory, processor time, the size of files written (none) and core dumps are limits of the operating system. Network and
other programs are shut by a filter of system calls where the system has one (Linux on x86-64 and on 64-bit ARM). An
audit hook refuses, everywhere, what Python code asks for; it does not bind machine code. Files can still be read, since
libraries load parts of themselves when they need them: that no document makes them read another file is up to the
parsers, which open no external entities and no links.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import struct
import sys
from typing import Any

from tracker.exchange.incoming.limits import Limits

_REFUSED_EVENTS = (
    "socket.", "http.client.", "urllib.", "ftplib.", "webbrowser.", "subprocess.", "os.exec", "os.fork",
    "os.posix_spawn", "os.spawn", "os.system", "os.kill", "os.remove", "os.rename", "os.mkdir", "shutil.",
)  # fmt: skip
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 57, 58, 59, 101, 310, 311, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 117, 221, 270, 271, 281, 425)),
}
"""Machine -> how the kernel names it, and the numbers of socket, connect, bind, listen, fork, vfork (where there are
such calls), execve, ptrace, process_vm_readv, process_vm_writev, execveat, io_uring_setup."""
_REFUSE, _ALLOW = 0x00050000 | 1, 0x7FFF0000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_X32_CALLS = 0x40000000


def confine(limits: Limits) -> bool:
    """Gives it up, for good. Returns whether the filter of system calls is in place."""
    _limit_resources(limits)
    filtered = sys.platform == "linux" and _filter_calls()
    sys.addaudithook(_refuse)
    return filtered


def allow_processor_time(seconds: int | None) -> None:
    """From now on, so much processor time; None: no end."""
    try:
        import resource
    except ImportError:
        return  # the clock of the parent process stays
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    end = hard if seconds is None else int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end, hard))


def _limit_resources(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        allowed = resource.getrlimit(kind)[1]
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        with contextlib.suppress(ValueError):  # what this system does not limit: docs/reports.md says which it does
            resource.setrlimit(kind, (most, most))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED_EVENTS) or (event == "open" and _writes(*arguments[1:3])):
        raise PermissionError(f"a document may not do this: {event}")


def _writes(mode: str | None, flags: int) -> bool:
    return any(letter in mode for letter in "wax+") if mode else bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _filter_calls() -> bool:
    """Berkeley packet filter over the number of each system call (seccomp); False where the kernel takes none."""
    machine = _CALLS.get(platform.machine())
    if machine is None:
        return False
    architecture, numbers = machine
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    program = [
        (load, 0, 0, 4),
        (equal, 1, 0, architecture),
        (answer, 0, 0, _REFUSE),
        (load, 0, 0, 0),
        (at_least, len(numbers), 0, _X32_CALLS),
        *((equal, len(numbers) - 1 - place, 0, number) for place, number in enumerate(numbers)),
        (answer, 0, 0, _ALLOW),
        (answer, 0, 0, _REFUSE),
    ]
    # The jumps to the refusal skip what is left of the list, and the answer that allows.
    program = [
        (code, yes + 1, no, value) if code in (equal, at_least) and value != architecture else (code, yes, no, value)
        for code, yes, no, value in program
    ]
    instructions = b"".join(struct.pack("HBBI", *each) for each in program)
    code = ctypes.create_string_buffer(instructions)
    head = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(prctl(_SECCOMP, _FILTER, ctypes.c_char_p(head), 0, 0) == 0)
