"""Setting up plotly's script: the right one, whole, or none."""

import hashlib
import os
import subprocess
import sys
import tarfile
from io import BytesIO

import pytest
from plotly.offline import get_plotlyjs_version
from support import PROJECT

from dashboard.web import vendor


def packed(folder, package, members):
    """Write an archive as npm packs one, and return its hash."""
    path = folder / f"{package}-{vendor.VERSION}.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            entry = tarfile.TarInfo(f"package/{member}")
            entry.size = len(member)
            archive.addfile(entry, BytesIO(member.encode()))
    return hashlib.sha512(path.read_bytes()).hexdigest()


@pytest.fixture
def archives(tmp_path, monkeypatch):
    """Archives of the packages' names, each member's content its name, known by their hashes."""
    known = {
        package: (packed(tmp_path, package, ["LICENSE", *members]), members)
        for package, (_, members) in vendor.PACKAGES.items()
    }
    monkeypatch.setattr(vendor, "PACKAGES", known)
    return tmp_path


def run(folder, **environment):
    return subprocess.run(
        [sys.executable, "-m", "dashboard.web.vendor", folder],
        cwd=PROJECT, env=os.environ | environment, capture_output=True, text=True,
    )  # fmt: skip


def npm_that_packs(folder, content):
    """Put into a folder an npm that packs the same content for every package."""
    lines = [f"printf %s '{content}' > {name}-{vendor.VERSION}.tgz" for name in vendor.PACKAGES]
    npm = folder / "npm"
    npm.write_text("\n".join(["#!/bin/sh", *lines]))
    npm.chmod(0o755)


def test_the_version_is_the_one_inside_the_installed_plotly():
    assert get_plotlyjs_version() == vendor.VERSION


def test_only_the_wanted_files_are_taken(archives):
    assert vendor.wanted_files(archives) == {
        "plotly-locale-ko.js": b"//# allFunctionsCalledOnLoad\ndist/plotly-locale-ko.js",
        "plotly-locale-vi.js": b"//# allFunctionsCalledOnLoad\ndist/plotly-locale-vi.js",
        "plotly-basic.min.js": b"//# allFunctionsCalledOnLoad\nplotly-basic.min.js",
    }


def test_the_bundle_is_written_last_as_make_looks_for_it(archives):
    assert list(vendor.wanted_files(archives))[-1] == "plotly-basic.min.js"


@pytest.mark.parametrize("package", vendor.PACKAGES)
def test_an_archive_with_another_hash_is_refused(archives, package):
    with (archives / f"{package}-{vendor.VERSION}.tgz").open("ab") as archive:
        archive.write(b"\0")
    with pytest.raises(
        ValueError, match=f"{package}-{vendor.VERSION}.tgz is not what was expected"
    ):
        vendor.wanted_files(archives)


def test_without_npm_setting_up_goes_on_and_says_so_in_one_line(tmp_path):
    done = run(tmp_path, PATH="")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "plotly.min.js of the installed package is used" in done.stderr


def test_without_npm_scripts_of_an_older_version_do_not_stay(tmp_path):
    (tmp_path / "plotly-basic.min.js").write_text("older")
    run(tmp_path, PATH="")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_expected_is_an_error_and_nothing_is_written(tmp_path):
    npm_that_packs(tmp_path, "another thing")
    folder = tmp_path / "vendor"
    done = run(folder, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (done.returncode, list(folder.iterdir())) == (1, [])
    assert hashlib.sha512(b"another thing").hexdigest() in done.stderr
