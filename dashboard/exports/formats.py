"""Tables as files: CSV, JSON, XLSX, and a Data Package with all that describes them."""

from __future__ import annotations

import io
import json
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd

from dashboard.exports.columns import CLAIM_COLUMNS, SOURCE_COLUMNS, Column
from dashboard.exports.tables import Tables
from dashboard.wording import N_, Wording

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: The files of a Data Package.
PACKAGE = ("datapackage.json", "claims.csv", "sources.csv")
_PROFILES = "https://datapackage.org/profiles/2.0/"
#: What spreadsheets take for the beginning of a formula.
_FORMULA = tuple("=+-@\t\r")
_WIDEST_COLUMN_PX = 420


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV: UTF-8 with the mark by which Excel knows it, numbers as numbers.

    A text that a spreadsheet would take for a formula has an apostrophe before it (OWASP).
    """
    texts: list[str] = list(frame.select_dtypes("str"))
    safe = frame.assign(**{name: frame[name].map(_no_formula) for name in texts})
    written: str = safe.to_csv(index=False, float_format=_number, lineterminator="\r\n")
    return written.encode("utf-8-sig")


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def to_json(held: Tables) -> bytes:
    """Return claims and sources as JSON; what is not known is null."""
    site = held.collection.records.site
    content = {
        "title": held.title,
        "scope": site.scope[held.words.language],
        "language": held.words.language,
        "license": LICENCE,
        "checked_on": held.collection.data_date,
        "claims": _objects(held.claims),
        "sources": _objects(held.sources),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _objects(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return rows as objects; a whole number is written as one."""

    def plain(value: Any) -> Any:
        if value == "" or pd.isna(value):
            return None
        return int(value) if isinstance(value, float) and value.is_integer() else value

    return [{k: plain(v) for k, v in row.items()} for row in frame.to_dict("records")]


def to_xlsx(held: Tables) -> bytes:
    """Return claims, sources and what their columns hold as an Excel workbook."""
    words, written = held.words, io.BytesIO()
    codebook = [
        {words("Table"): words(table), words("Column"): c.name, words("Holds"): words(c.holds)}
        for table, columns in (("Claims", CLAIM_COLUMNS), ("Sources", SOURCE_COLUMNS))
        for c in columns
    ]
    sheets = {
        words(N_("Claims")): held.claims,
        words(N_("Sources")): held.sources,
        words("Columns"): pd.DataFrame(codebook),
    }
    plainly = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # A fixed time: the same data are the same file.
    day = held.collection.data_date or "1980-01-01"
    options = {"options": plainly | {"default_date_format": "yyyy-mm-dd"}}
    with pd.ExcelWriter(written, engine="xlsxwriter", engine_kwargs=options) as writer:
        writer.book.set_properties(
            {
                "title": held.title,
                "comments": words(
                    "Records and figures: CC BY 4.0. Quoted words belong to their publishers."
                ),
                "created": datetime.fromisoformat(day),
            }
        )
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 1))
            sheet = writer.sheets[name]
            sheet.autofit(max_width=_WIDEST_COLUMN_PX)
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    return written.getvalue()


def to_package(held: Tables) -> dict[str, bytes]:
    """Return the files of a Data Package (version 2) by name: its descriptor and two tables."""
    collection, words = held.collection, held.words
    site = collection.records.site
    files = {"claims.csv": to_csv(held.claims), "sources.csv": to_csv(held.sources)}
    claims = _resource("claims", files, CLAIM_COLUMNS, words, "CLAIM")
    claims["schema"]["foreignKeys"] = [
        {"fields": ["SOURCE"], "reference": {"resource": "sources", "fields": ["SOURCE"]}}
    ]
    descriptor = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "sourced-figures",
        "title": held.title,
        "description": site.scope[words.language],
        "homepage": site.base_url,
        "created": f"{collection.data_date}T00:00:00Z" if collection.data_date else None,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        "contributors": [
            {"title": words("The editors of “{title}”", title=held.title), "roles": ["editor"]}
        ],
        "sources": [
            {"title": row.CITATION} | ({"path": row.SOURCE_ADDRESS} if row.SOURCE_ADDRESS else {})
            for row in held.sources.itertuples()
        ],
        "resources": [claims, _resource("sources", files, SOURCE_COLUMNS, words, "SOURCE")],
    }
    known = {name: value for name, value in descriptor.items() if value}
    content = json.dumps(known, ensure_ascii=False, indent=1) + "\n"
    return {"datapackage.json": content.encode(), **files}


def _resource(
    name: str, files: dict[str, bytes], columns: tuple[Column, ...], words: Wording, key: str
) -> dict[str, Any]:
    content = files[f"{name}.csv"]
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILES}tableschema.json",
            "fields": [_field(column, words) for column in columns],
            "primaryKey": [key],
            "missingValues": [""],
        },
    }


def _field(column: Column, words: Wording) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = [*column.codes]
    if column.dates:  # of any precision, or an interval of two
        constraints["pattern"] = r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?"
    described = {"name": column.name, "type": column.type, "description": words(column.holds)}
    return described | ({"constraints": constraints} if constraints else {})
