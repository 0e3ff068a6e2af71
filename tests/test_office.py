"""Exported tables opened in LibreOffice, as an analyst would: part of make test-all."""

import csv
import io
import shutil
import subprocess

import openpyxl
import pytest
from support import missing

from dashboard.exports import formats
from dashboard.exports.tables import tables
from dashboard.record import LANGUAGES
from dashboard.wording import Wording

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=LANGUAGES)
def held(request, project_collection):
    return tables(project_collection, Wording(request.param))


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Have LibreOffice open a file and write it in another format; return that."""
    if not (office := shutil.which("soffice")):
        missing("LibreOffice: apt install libreoffice-calc")

    def convert(name, content, target):
        folder = tmp_path_factory.mktemp("office")
        (folder / name).write_bytes(content)
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", target, "--outdir", str(folder / "out"), str(folder / name)]
        if name.endswith(".csv"):  # what its dialog offers of itself for such a file: UTF-8
            command.append("--infilter=Text - txt - csv (StarCalc):44,34,76,1")
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        [made] = (folder / "out").iterdir()
        return made.read_bytes()

    return convert


def columns(sheet):
    heads = [cell.value for cell in sheet[1]]
    return {head: [row[n] for row in sheet.iter_rows(min_row=2)] for n, head in enumerate(heads)}


def test_a_csv_opens_with_its_letters_numbers_and_no_formula(held, converted):
    book = converted("claims.csv", formats.to_csv(held.claims), "xlsx")
    sheet = columns(openpyxl.load_workbook(io.BytesIO(book)).active)
    assert list(sheet) == list(held.claims.columns)
    assert [cell.value for cell in sheet["FIGURE"]] == list(held.claims["FIGURE"])
    assert [cell.value for cell in sheet["VALUE_PHRASE"]] == list(held.claims["VALUE_PHRASE"])
    assert {cell.data_type for cell in sheet["OBS_VALUE"]} == {"n"}
    assert sum(cell.value for cell in sheet["OBS_VALUE"]) == held.claims["OBS_VALUE"].sum()
    assert not [cell for cells in sheet.values() for cell in cells if cell.data_type == "f"]


def test_a_workbook_opens_with_its_letters_and_numbers(held, converted):
    text = converted(
        "claims.xlsx", formats.to_xlsx(held), "csv:Text - txt - csv (StarCalc):44,34,76"
    )
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert [row["INDICATOR_NAME"] for row in rows] == list(held.claims["INDICATOR_NAME"])
    assert [row["CITATION"] for row in rows] == list(held.claims["CITATION"])
    values = [float(row["OBS_VALUE"].replace(",", "")) for row in rows]
    assert values == list(held.claims["OBS_VALUE"])
