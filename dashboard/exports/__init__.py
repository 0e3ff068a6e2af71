"""What leaves the dashboard as files: pictures, tables, citations; none without its sources."""

PICTURES = ("png", "svg", "pdf")
TABLES = ("csv", "xlsx", "json")
CITATIONS = ("bib", "ris", "csl")
FORMATS = (*PICTURES, *TABLES, "datapackage", *CITATIONS)
