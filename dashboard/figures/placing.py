"""Where labels go beside their points, so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

_BESIDE_PX = 13


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def over(self, other: Box) -> float:
        """Return the area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0) * max(high, 0)

    def far_from(self, point: tuple[float, float]) -> float:
        """Return how far a point is from the box."""
        x, y = point
        return hypot(max(self.left - x, x - self.right, 0), max(self.bottom - y, y - self.top, 0))

    @property
    def area(self) -> float:
        """Return the area of the box."""
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True)
class Spot:
    """How a label stands to its point: plotly's anchor, its middle that many pixels away."""

    anchor: str
    right_px: float
    up_px: float


def spots(
    points: list[tuple[float, float]],
    sizes: list[tuple[float, float]],
    room: Box,
    crossed: list[Box],
) -> list[Spot]:
    """Return a spot for each label, the first ones choosing first.

    Labels keep off each other and all points, and where they can off what is ``crossed``. Labels
    and points that do not meet in a narrow drawing do not meet in a wider one either, where points
    move apart and labels keep their size; so pixels are those of the narrowest.
    """
    marks = [Box(x - 9, y - 9, x + 9, y + 9) for x, y in points]
    taken: list[Box] = []
    found = []
    for number, (point, size) in enumerate(zip(points, sizes, strict=True)):
        others = [at for n, at in enumerate(points) if n != number]
        choices = [*_choices(*point, *size)]
        reach = _around([box for _, box in choices])
        covered = [*taken, *(marks[n] for n in range(len(points)) if n != number)]
        covered, near = ([box for box in boxes if box.over(reach)] for boxes in (covered, crossed))

        def cost(
            choice: tuple[Spot, Box],
            point: tuple[float, float] = point,
            others: list[tuple[float, float]] = others,
            covered: list[Box] = covered,
            crossed: list[Box] = near,
        ) -> float:
            _, box = choice
            own = box.far_from(point)
            # A label nearer to another point than to its own would be read as the other's.
            strayed = sum(box.far_from(other) < own + 2 for other in others) * box.area
            outside = 20 * (box.area - box.over(room))
            lines = sum(map(box.over, crossed))
            return 4 * sum(map(box.over, covered)) + outside + strayed + lines

        # Of equals min takes the first: the nearest to its point.
        spot, box = min(choices, key=cost)
        taken.append(box)
        found.append(spot)
    return found


def _around(boxes: list[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def along(
    start: tuple[float, float], end: tuple[float, float], step_px: float = 8
) -> Iterator[Box]:
    """Yield the small boxes that a line passes through."""
    (x, y), (wide, high) = start, (end[0] - start[0], end[1] - start[1])
    count = max(int(max(abs(wide), abs(high)) / step_px), 1)
    half = step_px / 2
    for n in range(count + 1):
        at, up = x + wide * n / count, y + high * n / count
        yield Box(at - half, up - half, at + half, up + half)


def _choices(x: float, y: float, width: float, height: float) -> Iterator[tuple[Spot, Box]]:
    """Yield places for a label, the best first: beside, above and below, then farther up or down."""
    beyond = height / 2 + _BESIDE_PX
    beside = [("left", up) for up in (0, -height / 2, height / 2)]
    beside += [("right", up) for up in (0, height / 2, -height / 2)]
    apart = [(anchor, up) for anchor in ("center", "left", "right") for up in (beyond, -beyond)]
    far = [(anchor, up) for up in (1.6 * beyond, -1.6 * beyond) for anchor in ("left", "right")]
    for anchor, up in (*beside, *apart, *far):
        clear = _BESIDE_PX if (anchor, up) in beside else -_BESIDE_PX / 2
        shift = {"left": clear, "right": -clear, "center": 0}[anchor]
        left = x + shift - {"left": 0, "right": width, "center": width / 2}[anchor]
        box = Box(left, y + up - height / 2, left + width, y + up + height / 2)
        yield Spot(anchor, shift, up), box
