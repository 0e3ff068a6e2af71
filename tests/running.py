"""The real server in a process of its own, on the loopback address, and what it answers."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from support import PROJECT


class Server:
    """A running server: its port, its process, what it has written to standard error."""

    def __init__(self, port, process, log):
        self.port, self.process, self._log = port, process, log
        self._forgotten = 0

    @property
    def log(self):
        """Return what has been logged so far, but for what is forgotten."""
        return Path(self._log.name).read_text("utf-8")[self._forgotten :]

    def forget_log(self):
        """Leave out of ``log`` what it holds now."""
        self._forgotten += len(self.log)

    def ask(self, path="/", method="GET", headers=None, body=None, timeout=30):
        """Return status, headers (names in lower case) and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def until(self, told, path="/", limit_s=20):
        """Ask until the answer's text is as ``told`` wants it; return the text."""
        end = time.monotonic() + limit_s
        while True:
            _, _, text = self.ask(path)
            if told(text):
                return text
            assert time.monotonic() < end, f"never: {text[:200]}\n{self.log[-2000:]}"
            time.sleep(0.1)

    def stop(self, number=signal.SIGTERM):
        """Tell the server to stop; return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(folder, *options, **environment):
    """Run the server of a collection; what it logs is kept."""
    port = free_port()
    env = {n: v for n, v in os.environ.items() if n != "ARTICLES_DIR"} | environment
    arguments = ["serve", "--data", str(folder), "--port", str(port), *map(str, options)]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", *arguments],
            stdout=subprocess.PIPE, stderr=log, text=True, cwd=PROJECT, env=env,
        )  # fmt: skip
        try:
            assert f":{port}/" in process.stdout.readline(), Path(log.name).read_text()
            yield Server(port, process, log)
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(timeout=30)
                finally:
                    process.kill()
            process.communicate()
