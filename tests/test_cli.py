"""The command line: its help, its exit status, and what it prints for people and for programs."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from itertools import chain

import pytest
from adding import SOURCE, add
from support import HARBOUR, PROJECT, edit

from dashboard.cli import main
from dashboard.model import Records
from dashboard.record import Record
from dashboard.sources import Source


def command(*arguments, **environment):
    """Run the program as its users do."""
    environment = {
        name: v for name, v in os.environ.items() if name != "ARTICLES_DIR"
    } | environment
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *map(str, arguments)],
        capture_output=True, text=True, cwd=PROJECT, env=environment, timeout=60,
    )  # fmt: skip


def commands():
    shown = command("--help").stdout
    return re.findall(r"^    (\w+) ", shown, flags=re.MULTILINE)


COMMANDS = ["serve", "check", "export", "schema"]


def test_help_names_every_command():
    assert set(commands()) >= set(COMMANDS)


def test_every_commands_help_has_examples():
    helps = {name: command(name, "--help") for name in commands()}
    without = [
        name
        for name, run in helps.items()
        if run.returncode or f"examples:\n  python -m dashboard {name}" not in run.stdout
    ]
    assert without == []


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["check", "--nonsense"], ["'--nonsense' is no option of check: see check --help"]),
        (["check", "--artciles=x"], ["'--artciles' is no option", "did you mean '--articles'?"]),
        (["serve", "here"], ["'here' is no option of serve"]),
        (["check", "--data", "nowhere"], ["'nowhere' is no folder"]),
        (["check", "--data", "dashboard"], ["'dashboard'", "indicators.yaml"]),
        (["check", "--articles", "nowhere"], ["--articles", "'nowhere' is no folder"]),
        (
            ["export", "png", "--out", "pictures", "--chart", "peple"],
            ["no chart has the id 'peple'", "did you mean 'people'?"],
        ),
        (
            ["export", "png", "--out", "pictures", "--indicator", "vnm-it-workforse"],
            ["no indicator has the id", "did you mean 'vnm-it-workforce'?"],
        ),
        (
            ["export", "png", "--out", "pictures", "--topic", "culture"],
            ["no topic has the id 'culture'", "workforce"],
        ),
    ],
)
def test_wrong_call_ends_with_2_and_one_line(arguments, says, monkeypatch, capsys):
    monkeypatch.chdir(PROJECT)
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert [part for part in says if part not in printed.err] == []


def test_articles_dir_that_is_no_folder_is_a_wrong_call(harbour, monkeypatch, capsys):
    monkeypatch.setenv("ARTICLES_DIR", "nowhere")
    assert main(["check", "--data", str(harbour)]) == 2
    assert "ARTICLES_DIR: 'nowhere' is no folder" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chek"], ["export", "gif"]])
def test_call_that_cannot_be_read_ends_with_2_and_no_traceback(arguments):
    run = command(*arguments)
    assert (run.returncode, run.stdout, "Traceback" in run.stderr) == (2, "", False)
    assert "error: " in run.stderr


def test_port_in_use_is_a_wrong_call():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = command("serve", "--data", HARBOUR, "--port", port)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert f"127.0.0.1:{port}" in run.stderr
    assert "choose another --port" in run.stderr


def test_interrupted_server_ends_with_130():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["serve", "--data", str(HARBOUR), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT,
        env={name: value for name, value in os.environ.items() if name != "ARTICLES_DIR"},
        # Who runs the tests may ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
        server.send_signal(signal.SIGINT)
        _, printed = server.communicate(timeout=30)
    finally:
        server.kill()
        server.communicate()
    assert (server.returncode, "Traceback" in printed) == (130, False)


@pytest.mark.parametrize("name", ["serve", "export"])
def test_nothing_wrong_is_ever_shown(name, harbour):
    edit(harbour / "indicators.yaml", "value: 31\n", "value: 13\n")
    to = ["png", "--out", harbour / "pictures"] if name == "export" else []
    run = command(name, *to, "--data", harbour)
    assert (run.returncode, run.stdout) == (1, "")
    assert "found value 13" in run.stderr
    assert run.stderr.endswith("1 problem. Nothing was loaded.\n")


def test_check_of_the_invented_collection_says_so():
    run = command("check", "--data", HARBOUR)
    assert (run.returncode, run.stdout, run.stderr) == (0, "12 of 12 found\n", "")


def test_problems_are_printed_alike_in_every_run(harbour):
    path = harbour / "indicators.yaml"
    path.write_text(
        path.read_text("utf-8").replace("loans: {name: {", "loans: {nome: {a: 1, "), "utf-8"
    )
    runs = {
        command("check", "--data", harbour, PYTHONHASHSEED=str(seed)).stderr for seed in range(4)
    }
    assert len(runs) == 1


# check --json


def checked(folder, capsys):
    status = main(["check", "--json", "--data", str(folder)])
    return status, json.loads(capsys.readouterr().out)


def test_json_of_what_holds_counts_the_claims(harbour, capsys):
    assert checked(harbour, capsys) == (
        0, {"claims": 12, "read_again": 12, "recorded": 0, "problems": [], "warnings": []}
    )  # fmt: skip


def test_json_holds_each_problem_with_its_place_and_cure(harbour, capsys):
    edit(harbour / "indicators.yaml", "hedge: nearly", "hedge: about")
    status, said = checked(harbour, capsys)
    [problem] = said["problems"]
    assert status == 1
    assert problem == {
        "file": "indicators.yaml",
        "line": 78,
        "thing": "claim 'bay-members-2024', field 'evidence.value'",
        "found": "hedge 'about'",
        "expected": "'nearly', as 'nearly 52,000 members' reads",
        "cure": "the hedge is part of the value: copy the article's",
    }


def test_json_holds_each_warning(harbour, capsys):
    (harbour / "verified.json").unlink()
    status, said = checked(harbour, capsys)
    assert (status, [warning["file"] for warning in said["warnings"]]) == (0, ["verified.json"])


def test_json_holds_the_problems_of_records_that_cannot_be_loaded(harbour, capsys):
    edit(harbour / "indicators.yaml", "hedge: nearly", "hedge: nealry")
    status, said = checked(harbour, capsys)
    assert status == 1
    assert [problem["found"] for problem in said["problems"]] == ["'nealry'"]


# schema

SCHEMAS = {"indicators": Records, "source": Source}


@pytest.fixture(params=SCHEMAS)
def schema(request, capsys):
    assert main(["schema", request.param]) == 0
    return SCHEMAS[request.param], json.loads(capsys.readouterr().out)


def nodes(value):
    """Return every object in a JSON document."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [*([value] if isinstance(value, dict) else []), *chain.from_iterable(map(nodes, inner))]


def test_schema_names_every_field_of_the_model(schema):
    model, printed = schema
    models = {each.__name__: each for each in subclasses(Record)}
    described = {model.__name__: printed, **printed["$defs"]}
    for name, definition in described.items():
        fields = models[name].model_fields
        assert list(definition["properties"]) == [f.alias or key for key, f in fields.items()]


def subclasses(model):
    return [model, *chain.from_iterable(map(subclasses, model.__subclasses__()))]


def test_schemas_describe_every_record_between_them(capsys):
    described = set()
    for name, model in SCHEMAS.items():
        main(["schema", name])
        described |= {model.__name__, *json.loads(capsys.readouterr().out)["$defs"]}
    # The lock is written by the program, no file of editors.
    models = {m.__name__ for m in subclasses(Record) if m.__module__ != "dashboard.collection"}
    assert described == models - {"Record", "Reasoned"}  # these two are bases only


def test_schema_refers_only_to_what_it_defines(schema):
    _, printed = schema
    referred = {node["$ref"] for node in nodes(printed) if "$ref" in node}
    assert referred == {f"#/$defs/{name}" for name in printed["$defs"]}


def test_schema_allows_no_unknown_keys_and_requires_only_known_ones(schema):
    _, printed = schema
    for definition in (printed, *printed["$defs"].values()):
        assert definition["type"] == "object"
        assert definition["additionalProperties"] is False
        assert set(definition.get("required", ())) <= definition["properties"].keys()


def test_schema_uses_only_types_that_json_schema_has(schema):
    types = {node["type"] for node in nodes(schema[1]) if isinstance(node.get("type"), str)}
    assert types <= {"object", "array", "string", "integer", "number", "boolean", "null"}


def test_schema_is_of_the_indicators_unless_asked_otherwise(capsys):
    main(["schema"])
    default = capsys.readouterr().out
    main(["schema", "indicators"])
    assert capsys.readouterr().out == default


def test_the_readmes_smallest_collection_takes_an_article_and_is_checked(tmp_path):
    """As the README says: a folder with one file, then ``add``."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    [smallest] = re.findall("^```yaml\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    data = tmp_path / "our-city"
    data.mkdir()
    (data / "indicators.yaml").write_text(smallest, "utf-8")
    checked = command("check", "--data", data)
    assert (checked.returncode, checked.stdout) == (0, "recorded 0, read again 0\n")
    folder = data.parent
    (folder / "bay.txt").write_text("Schools\n\nThe city has 12,400 pupils.\n", "utf-8")
    begun = ["c", "new city-pupils", "schools", "pupils", "NZL", *["So."] * 3]
    done = add(
        data, [*SOURCE[:6], "2025-03-12", "publication", *SOURCE[8:], *begun, *[""] * 6, "y"]
    )
    assert "1 of 1 found" in done.stdout, done
    written = (data / "indicators.yaml").read_text("utf-8")
    assert smallest.removesuffix("indicators: []\n") in written
    assert "\n  - id: city-pupils\n" in written
