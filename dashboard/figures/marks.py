"""The mark of each hedge, as paths in pixels around a point."""

from __future__ import annotations

from typing import Any

from dashboard.claim import Hedge

#: Two cubic curves of this reach draw a circle's half to within a fortieth of its radius.
_REACH = 4 / 3


def mark(
    hedge: Hedge, colour: str, paper: str, radius: float, drop_px: float = 0
) -> list[dict[str, Any]]:
    """Return the shapes of a hedge's mark, without the point that they are anchored at.

    No hedge: filled. Nearly: half-filled. About: a ring. Over, at least: an arrow to the right;
    under, at most: to the left; hollow where the value itself is shut out. ``drop_px`` lowers
    the mark below its anchor.
    """
    r, k, y = radius, radius * _REACH, -drop_px
    left = f"M 0,{y + r} C {-k},{y + r} {-k},{y - r} 0,{y - r}"
    circle = f"{left} C {k},{y - r} {k},{y + r} 0,{y + r} Z"
    right_arrow = f"M {-r},{y + r} L {r * 1.2},{y} L {-r},{y - r} Z"
    left_arrow = f"M {r},{y + r} L {-r * 1.2},{y} L {r},{y - r} Z"
    drawn = {
        "unhedged": [(circle, colour)],
        "nearly": [(circle, paper), (f"{left} Z", colour)],
        "about": [(circle, paper)],
        "over": [(right_arrow, paper)],
        "at_least": [(right_arrow, colour)],
        "under": [(left_arrow, paper)],
        "at_most": [(left_arrow, colour)],
        "none_yet": [(circle, paper)],
    }
    return [_shape(path, fill, colour) for path, fill in drawn[hedge]]


def halo(colour: str, radius: float) -> dict[str, Any]:
    """Return the disc behind a mark that makes it stand out."""
    r, k = radius + 6, (radius + 6) * _REACH
    circle = f"M 0,{r} C {-k},{r} {-k},{-r} 0,{-r} C {k},{-r} {k},{r} 0,{r} Z"
    return _shape(circle, colour, colour)


def frame(colour: str, paper: str, radius: float) -> dict[str, Any]:
    """Return the square on its point around a mark that stands where it was stated."""
    r = radius * 2
    return _shape(f"M 0,{r} L {r},0 L 0,{-r} L {-r},0 Z", paper, colour, 1)


def _shape(path: str, fill: str, colour: str, width: float = 2) -> dict[str, Any]:
    return {
        "type": "path",
        "path": path,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "fillcolor": fill,
        "line": {"color": colour, "width": width},
    }
