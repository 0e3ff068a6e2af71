"""What stands before every page: names, methods, sizes, slow clients, headers; the log."""

import http.client
import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import running
from support import HARBOUR, PROJECT

from dashboard.web.app import create_app
from dashboard.web.guard import Guard

ANY_CLIENT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
DOOR = "/_dash-update-component"


@pytest.fixture(scope="module")
def client(harbour_collection):
    return create_app(harbour_collection).server.test_client()


@pytest.fixture(scope="module")
def server():
    with running(HARBOUR) as server:
        yield server


def raw(port, request, limit_s=3):
    """Send bytes; return all that comes back until the other end closes, or the limit."""
    with socket.create_connection(("127.0.0.1", port), timeout=limit_s) as connection:
        pieces = []
        with suppress(OSError):  # it hangs up on what it does not want to read
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        with suppress(OSError):
            while piece := connection.recv(65536):
                pieces.append(piece)
        return b"".join(pieces)


class TestNames:
    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST:8050", "[::1]:8050"])
    def test_of_this_machine_are_answered(self, client, host):
        assert client.get("/", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host",
        ["evil.example", "localhost.evil.example", "evil.example:8050", "localhost@evil.example",
         "localhost/", "127.0.0.1.nip.io", "a" * 300, "localhost, evil.example", "[::2]"],
    )  # fmt: skip
    def test_of_others_are_refused(self, client, host):
        answer = client.get("/", headers={"Host": host})
        assert (answer.status_code, host in answer.text) == (400, False)

    def test_that_are_allowed_are_answered(self, harbour_collection):
        guard = Guard(frozenset({"figures.example"}))
        client = create_app(harbour_collection, guard=guard).server.test_client()
        assert client.get("/", headers={"Host": "Figures.Example:443"}).status_code == 200
        assert client.get("/", headers={"Host": "other.example"}).status_code == 400

    def test_missing_is_refused(self, server):
        assert raw(server.port, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 400")

    def test_from_a_proxy_count_only_where_it_is_trusted(self, server):
        forwarded = {"X-Forwarded-Host": "figures.example", "X-Forwarded-Proto": "https"}
        assert server.ask("/", headers=forwarded)[0] == 200  # by its own name; the rest is ignored
        with running(HARBOUR, "--trust-proxy", "--allow-host", "figures.example") as trusting:
            assert trusting.ask("/", headers=forwarded)[0] == 200
            forwarded["X-Forwarded-Host"] = "evil.example"
            assert trusting.ask("/", headers=forwarded)[0] == 400

    def test_have_to_be_given_where_it_listens_everywhere(self, capsys):
        from dashboard.cli import main

        assert main(["serve", "--data", str(PROJECT), "--host", "0.0.0.0"]) != 0
        assert "hint: --allow-host" in capsys.readouterr().err


class TestRequests:
    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
    @pytest.mark.parametrize("path", ["/", DOOR, "/data", "/_dash-layout", "/healthz"])
    def test_that_are_no_reading_are_refused(self, client, method, path):
        answer = client.open(path, method=method, data=b"{}")
        assert (answer.status_code, answer.text) == (405, "This address can only be read.\n")
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"

    def test_with_content_are_refused(self, client):
        assert client.get("/", data=b"x" * 10).status_code == 413

    def test_that_are_too_long_are_refused(self, client, server):
        assert client.get("/" + "x" * 600).status_code == 414
        assert client.get("/data?q=" + "x" * 9000).status_code == 414
        assert client.get("/data?" + "&".join(["q=1"] * 30)).status_code == 400
        assert raw(server.port, b"GET /" + b"x" * 40_000)[9:12] in (b"", b"400", b"431")
        huge = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40_000 + b"\r\n\r\n"
        assert raw(server.port, huge)[9:12] in (b"", b"431")
        assert server.ask("/healthz")[0] == 200

    @pytest.mark.parametrize(
        "path",
        ["/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../app.py",
         "/assets/%2e%2e/app.py", "/assets/..%5capp.py", "/assets//etc/passwd",
         "/_dash-component-suites/dash/../../../etc/passwd",
         "/_dash-component-suites/dash/deps/..%2f..%2fdash.py", "/_dash-component-suites/os/os.py",
         "/_reload-hash", "/_alive_0", "/_dash-error", "/console", "/?__debugger__=yes&cmd=1",
         "/%00", "/vi/%00", "/charts/people%0d%0aX: y", "/static/../x", "/.git/config"],
    )  # fmt: skip
    def test_for_what_is_not_there_lead_nowhere(self, client, server, path):
        assert client.get(path).status_code in (302, 400, 404, 308), path
        answer = raw(
            server.port,
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode(),
        )
        assert b"root:" not in answer and b"Traceback" not in answer
        assert answer.split(b" ", 2)[1] in (b"302", b"308", b"400", b"404")

    def test_that_are_no_http_end_in_a_400(self, server):
        for request in (
            b"\0\1\2\3\r\n\r\n",
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"\x16\x03\x01\r\n\r\n",
        ):
            assert raw(server.port, request)[9:12] in (b"400", b"501", b"505", b""), request
        assert server.ask("/healthz")[0] == 200

    def test_behind_another_are_read_as_their_own(self, server):
        both = (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: evil\r\n\r\n"
        )
        answers = raw(server.port, both)
        assert b"HTTP/1.1 400" in answers and answers.count(b" 200 ") <= 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=12), inner, max_size=6)
    ),
    max_leaves=30,
)  # fmt: skip
CALLS = st.fixed_dictionaries(
    {},
    optional={
        "output": VALUES, "outputs": VALUES, "inputs": VALUES, "state": VALUES,
        "changedPropIds": VALUES, "parsedChangedPropsIds": VALUES, "background": VALUES,
    },
)  # fmt: skip


class TestDashsOwnDoor:
    @ANY_CLIENT
    @given(call=CALLS | VALUES)
    def test_is_shut_whatever_is_sent(self, client, call):
        answer = client.post(DOOR, data=json.dumps(call), content_type="application/json")
        assert (answer.status_code, answer.text) == (405, "This address can only be read.\n")

    @ANY_CLIENT
    @given(body=st.binary(max_size=400), kind=st.text("abc/+;=-", max_size=30))
    def test_is_shut_for_what_is_no_json_too(self, client, body, kind):
        assert client.post(DOOR, data=body, content_type=kind).status_code == 405

    def test_is_shut_for_oversized_lists(self, client):
        call = {"inputs": [{"id": "x", "property": "value", "value": [1] * 100_000}]}
        assert client.post(DOOR, json=call).status_code == 405


class TestAnyAddress:
    @ANY_CLIENT
    @given(path=st.text(max_size=60), query=st.text(max_size=60))
    def test_is_answered_without_a_failure(self, client, path, query):
        answer = client.get(quote(f"/{path}"), query_string=query)
        assert answer.status_code < 500
        assert "Traceback" not in answer.text

    @ANY_CLIENT
    @given(
        st.sampled_from(["/", "/data", "/search", "/charts/bay-piers", "/charts/bay-piers.csv",
                         "/vi/data", "/embed/bay-piers", "/charts/bay-piers.figure.json"]),
        st.lists(
            st.tuples(
                st.sampled_from(["q", "place", "topic", "kind", "role", "source", "sort", "columns",
                                 "page", "theme", "size", "x"]),
                st.text(max_size=30),
            ),
            max_size=6,
        ),
    )  # fmt: skip
    def test_is_led_to_one_canonical_query(self, client, path, query):
        answer = client.get(path, query_string=query)
        for _ in range(2):
            if answer.status_code == 302:
                answer = client.get(answer.headers["Location"])
        assert answer.status_code == 200


class TestAnswers:
    PATHS = ("/", "/vi/", "/data", "/search?q=boat", "/method", "/indicators/bay-members",
             "/sources/bay-news-2024-05-02", "/charts/bay-piers", "/embed/bay-piers", "/nowhere",
             "/claims.csv", "/charts/bay-piers.json", "/f/bay-members.bib", "/healthz",
             "/_dash-layout", "/assets/style.css", "/assets/gone.css")  # fmt: skip

    @pytest.mark.parametrize("path", PATHS)
    def test_carry_what_keeps_a_browser_safe(self, server, path):
        _, told, _ = server.ask(path)
        policy = told["content-security-policy"]
        scripts = next(part for part in policy.split(";") if "script-src" in part)
        assert "'unsafe-inline'" not in scripts and "'unsafe-eval'" not in policy
        framed = "frame-ancestors *" if path.startswith("/embed/") else "frame-ancestors 'none'"
        assert framed in policy
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in told["permissions-policy"]
        assert "set-cookie" not in told and "server" not in told

    def test_of_a_failure_tell_a_sentence_and_no_trace(
        self, harbour_collection, monkeypatch, caplog
    ):
        app = create_app(harbour_collection)
        monkeypatch.setattr("dashboard.web.app.make_page", lambda *_, **__: 1 / 0)
        answer = app.server.test_client().get("/")
        assert (answer.status_code, answer.text) == (500, "It failed; it is in the log.\n")
        assert "ZeroDivisionError" in caplog.text


class TestTheLog:
    def test_has_a_line_a_request_with_nothing_of_who_asked(self, server):
        headers = {
            "User-Agent": "Secret/1",
            "X-Forwarded-For": "203.0.113.9",
            "Referer": "http://me",
        }
        server.ask("/data?q=private-question", headers=headers)
        line = [line for line in server.log.splitlines() if " /data " in line][-1]
        assert line.split(" ", 1)[1].startswith("GET /data ")
        for told in ("Secret", "203.0.113.9", "http://me", "private", "127.0.0.1"):
            assert told not in server.log

    def test_is_json_on_demand(self):
        with running(HARBOUR, "--log-format", "json") as server:
            server.ask("/method")
            server.stop()
            told = [json.loads(line) for line in server.log.splitlines()]
        assert {"time", "method", "path", "status", "bytes", "ms"} <= set(told[-1])
        assert (told[-1]["path"], told[-1]["status"]) == ("/method", 200)

    def test_can_be_left_out(self):
        with running(HARBOUR, "--log-format", "none") as server:
            server.ask("/method")
            assert server.log == ""

    @pytest.mark.parametrize(
        "path", ["/x%0d%0aFORGED", "/x%0aFORGED", "/%e2%80%aeFORGED", "/%1b[31m"]
    )
    def test_holds_no_sign_that_begins_another_line(self, server, path):
        server.ask(path)
        assert not [line for line in server.log.splitlines() if line.startswith("FORGED")]
        assert server.log.isascii()

    def test_has_nothing_else_in_it(self):
        with running(HARBOUR) as server:
            server.ask("/healthz")
            line, *more = server.log.splitlines()
            assert (" GET /healthz 200 " in line, more, server.stop()) == (True, [], 130)


class TestSlowClients:
    def test_are_let_go_and_keep_nobody_else_waiting(self, monkeypatch):
        with running(HARBOUR) as server:
            slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(40)]
            for connection in slow:
                connection.sendall(b"GET / HTTP/1.1\r\n")
            started = time.monotonic()
            assert server.ask("/healthz", timeout=5)[0] == 200
            assert time.monotonic() - started < 5
            end = time.monotonic() + 40
            gone = 0
            while gone < len(slow) and time.monotonic() < end:
                gone = 0
                for connection in slow:
                    try:
                        connection.sendall(b"X")
                    except OSError:
                        gone += 1
                time.sleep(0.2)
            for connection in slow:
                connection.close()
            assert gone == len(slow)


class TestWorkers:
    def test_that_die_are_replaced_and_the_others_answer(self):
        import psutil

        with running(HARBOUR, "--workers", "2") as server:
            server.ask("/healthz")
            workers = psutil.Process(server.process.pid).children()
            assert len(workers) == 2
            workers[0].kill()
            answered = [server.ask("/healthz")[0] for _ in range(50)]
            assert answered.count(200) == 50
            end = time.monotonic() + 10
            while len(psutil.Process(server.process.pid).children()) < 2:
                assert time.monotonic() < end
                time.sleep(0.1)
            assert server.stop() == 130
            assert not any(worker.is_running() for worker in workers)

    def test_stop_even_when_they_have_only_just_begun(self):
        with running(HARBOUR, "--workers", "2") as server:
            keeper = server.process.pid
            children = Path(f"/proc/{keeper}/task/{keeper}/children")
            if not children.exists():
                pytest.skip("only Linux tells in time who has just begun")
            while len(first := children.read_text().split()) < 2:
                time.sleep(0.1)
            time.sleep(1)  # one that ends sooner is replaced later
            os.kill(int(first[0]), signal.SIGKILL)
            while set(children.read_text().split()) <= set(first):
                pass
            assert server.stop() == 130

    @pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no processors to keep to")
    @pytest.mark.parametrize("workers", [1, 2])
    def test_keep_to_a_processor_each_with_the_threads_that_answer(self, workers):
        import psutil

        with running(HARBOUR, "--workers", workers) as server:
            server.ask("/healthz")
            own = psutil.Process(server.process.pid)
            kept = [p.cpu_affinity() for p in (own.children() if workers > 1 else [own])]
            assert {len(processors) for processors in kept} == {1}
            assert len({*map(tuple, kept)}) == min(workers, len(os.sched_getaffinity(0)))
            answering = (own.children() if workers > 1 else [own])[0].threads()
            on = [sorted(os.sched_getaffinity(thread.id)) for thread in answering]
            assert on.count(kept[0]) > 8

    @pytest.mark.parametrize("workers", [1, 2])
    def test_finish_what_has_begun_when_they_are_told_to_stop(self, workers):
        with running(HARBOUR, "--workers", workers) as server, ThreadPoolExecutor(8) as pool:
            paths = [f"/data?q=boat+{n}" for n in range(24)]
            asked = [pool.submit(answered, server, path) for path in paths]
            while " /data " not in server.log:
                time.sleep(0.02)
            status = server.stop()
            outcomes = [future.result() for future in asked]
        assert status == 130
        assert set(outcomes) <= {200, "refused"}
        assert outcomes.count(200) >= 1


def answered(server, path):
    """Ask; what the system let in for nobody is refused or reset before a first byte.

    A request that was taken and dropped raises (``RemoteDisconnected``), as half an answer does.
    """
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
        except http.client.RemoteDisconnected:
            raise
        except (ConnectionRefusedError, ConnectionResetError, BrokenPipeError):
            return "refused"
        answer.read()
        return answer.status
