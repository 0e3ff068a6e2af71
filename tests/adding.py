"""Adding an article, as tests do it: through a pipe, in this process, in a terminal."""

import difflib
import hashlib
import os
import pty
import select
import subprocess
import sys
import time
from contextlib import suppress

from support import HARBOUR, PROJECT

from dashboard.answers import Answers
from dashboard.conversation import Conversation
from dashboard.reader import read_collection
from dashboard.scanning import language_for, scan
from dashboard.texts import article_of

BAY = """Libraries of the bay go digital

On 12 March 2025 the harbour libraries said that about 2,400 boats were lent in 2024.
One of their clerks, aged 45, counts nearly 60,000 members. They plan to open 3 rooms a year.
"""
SHA = hashlib.sha256(BAY.encode()).hexdigest()[:8]

SOURCE = [
    "Bay Gazette", "printed", "", "", "Ann Ahoy", "", "", "", "", "",
    "Loans grew.", "Số lượt tăng.", "대여가 늘었다.",
]  # fmt: skip
NO_FIGURES = [""]
LOANS = [
    "c", "bay-boat-loans", "", "2024", "", "harbour libraries",
    "treasurer", "harbour libraries", "", "", "",
]  # fmt: skip
MEMBERS = ["", "bay-members", "", "", "", "", "gần 60.000 hội viên", "회원 6만 명 가까이"]
ROOMS = ["n", "beyond"]
ALL = [*SOURCE, *NO_FIGURES, *LOANS, *MEMBERS, *ROOMS, "y"]


def add(folder, answers, *options, article="bay.txt"):
    """Run the command with answers through a pipe, as its users do."""
    environment = {name: value for name, value in os.environ.items() if name != "ARTICLES_DIR"}
    return subprocess.run(
        [
            sys.executable, "-m", "dashboard", "add", str(folder.parent / article),
            "--data", str(folder), *options,
        ],
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True, text=True, cwd=PROJECT, env=environment, timeout=60,
    )  # fmt: skip


def files(folder):
    """Return the content of every file of a collection."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def lines_lost(folder):
    """Return the lines of the invented collection's files that are not there any more."""
    before, after = ((f / "indicators.yaml").read_text("utf-8") for f in (HARBOUR, folder))
    compared = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in compared if line.startswith("- ")]


class Talk:
    """The questions alone, in this process: what is said, and how far the answers lead."""

    def __init__(self, folder, answers, text=BAY):
        article = article_of(text.encode(), "bay.txt")
        collection = read_collection(folder)
        language = language_for("auto", article, collection)
        self.left, self.said, self.changes = iter(answers), [], None
        kept = Answers(folder / "seeds" / ".bay.json", self._ask, self.said.append, patient=True)
        scanned = scan("bay.txt", article, language, collection)
        with suppress(EOFError):  # the answers were all taken
            self.changes = Conversation(folder, scanned, collection, kept).changes()

    def _ask(self, question):
        self.said.append(question)
        answer = next(self.left, None)
        if answer is None:
            raise EOFError
        return answer

    @property
    def last(self):
        return self.said[-1]

    @property
    def told(self):
        return "\n".join(self.said)


def number_of(text):
    """Return an article with one number, and the answers before it."""
    return f"Bay\n\n{text}\n", [*SOURCE[:6], "2025-03-12", "publication", *SOURCE[8:]]


#: Takes the terminal on its standard input as its own, then becomes the command.
IN_A_TERMINAL = """import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # who runs the tests may ignore it
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "dashboard", *sys.argv[1:]])"""


class Terminal:
    """The command in a terminal of its own: answers are typed, Ctrl-C is the key."""

    def __init__(self, folder):
        self.fd, inside = pty.openpty()
        arguments = ["add", str(folder.parent / "bay.txt"), "--data", str(folder)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", IN_A_TERMINAL, *arguments],
            stdin=inside, stdout=inside, stderr=inside, cwd=PROJECT, start_new_session=True,
            env={n: v for n, v in os.environ.items() if n != "ARTICLES_DIR"},
        )  # fmt: skip
        os.close(inside)
        self.shown = ""
        self.wait()

    def wait(self, limit_s=60):
        """Read on until the program waits for an answer, or has ended."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], 0.5)
            if not ready and self.shown.endswith(": "):
                return
            try:
                shown = os.read(self.fd, 4096) if ready else b""
            except OSError:  # nobody holds the other end any more
                return
            self.shown += shown.decode("utf-8", "replace").replace("\r\n", "\n")
        raise AssertionError(self.shown)

    def answer(self, text):
        os.write(self.fd, f"{text}\n".encode())
        self.shown += "\0"
        self.wait()

    def interrupt(self):
        """Press Ctrl-C; return the exit status."""
        os.write(self.fd, b"\x03")
        self.shown += "\0"
        self.wait()
        return self.process.wait(timeout=30)
