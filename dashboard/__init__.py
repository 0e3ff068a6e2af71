"""A dashboard of sourced statistics: every figure, and the words it was read from."""

__version__ = "0.1.0"
