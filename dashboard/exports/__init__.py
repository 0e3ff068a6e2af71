"""What leaves the dashboard as files: pictures, tables, citations; none without its sources."""
