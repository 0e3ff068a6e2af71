"""Labels beside their points: none on another, wherever there is room."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.placing import Box, along, spots

ROOM = Box(0, 0, 400, 300)
SIZE = (60, 30)
points = st.tuples(st.floats(30, 370), st.floats(30, 270))


def boxes(points, found, size=SIZE):
    """Return where the labels stand."""
    for (x, y), spot in zip(points, found, strict=True):
        left = x + spot.right_px - {"left": 0, "right": 1, "center": 0.5}[spot.anchor] * size[0]
        middle = y + spot.up_px
        yield Box(left, middle - size[1] / 2, left + size[0], middle + size[1] / 2)


def test_a_label_alone_stands_right_of_its_point():
    [spot] = spots([(100, 100)], [SIZE], ROOM, [])
    assert (spot.anchor, spot.up_px) == ("left", 0)


def test_a_label_at_the_right_edge_stands_left_of_its_point():
    [spot] = spots([(390, 100)], [SIZE], ROOM, [])
    assert spot.anchor == "right"


@given(points)
def test_a_label_never_leaves_the_drawing(point):
    [box] = boxes([point], spots([point], [SIZE], ROOM, []))
    assert box.over(ROOM) > 0.999 * box.area


@given(points, points)
def test_two_labels_do_not_lie_on_each_other(one, other):
    first, second = boxes([one, other], spots([one, other], [SIZE, SIZE], ROOM, []))
    assert first.over(second) == 0


@given(points, points)
def test_what_does_not_meet_in_a_narrow_drawing_does_not_in_a_wider_one(one, other):
    found = spots([one, other], [SIZE, SIZE], ROOM, [])
    wider = [(x * 3, y) for x, y in (one, other)]
    for a, b in combinations(boxes(wider, found), 2):
        assert a.over(b) == 0


def test_a_label_keeps_off_a_line_where_it_can():
    line = [*along((100, 100), (300, 100))]
    [box] = boxes([(100, 100)], spots([(100, 100)], [SIZE], ROOM, line))
    assert sum(map(box.over, line)) < SIZE[1]


def test_a_line_is_covered_from_end_to_end():
    line = [*along((0, 0), (80, 40))]
    assert line[0].over(Box(-1, -1, 1, 1)) > 0
    assert line[-1].over(Box(79, 39, 81, 41)) > 0
