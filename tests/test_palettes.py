"""The colours of figures: alike in both themes, told apart, and seen on their paper."""

import pytest

from dashboard.figures.dress import PALETTES


class TestColours:
    def test_are_named_alike_in_both_themes(self):
        assert list(PALETTES["light"]) == list(PALETTES["dark"])

    def test_of_the_light_theme_can_be_told_apart_by_their_values(self):
        assert len(set(PALETTES["light"].values())) == len(PALETTES["light"])

    @pytest.mark.parametrize("theme", PALETTES)
    def test_of_the_two_countries_differ_in_lightness(self, theme):
        light, dark = (lightness(PALETTES[theme][place]) for place in ("VNM", "KOR"))
        assert abs(light - dark) > 20

    @pytest.mark.parametrize("name", ["ink", "muted", "link"])
    @pytest.mark.parametrize("theme", PALETTES)
    def test_of_text_stand_out_from_the_paper(self, theme, name):
        assert contrast(PALETTES[theme][name], PALETTES[theme]["paper"]) >= 4.5

    @pytest.mark.parametrize("name", ["VNM", "KOR", "neutral"])
    @pytest.mark.parametrize("theme", PALETTES)
    def test_of_marks_stand_out_from_the_paper(self, theme, name):
        assert contrast(PALETTES[theme][name], PALETTES[theme]["paper"]) >= 3


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def lightness(colour: str) -> float:
    """CIE L* of an sRGB colour."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 0), ("#ffffff", 100), ("#777777", 50)]
)
def test_lightness_is_the_cies(colour, expected):
    assert lightness(colour) == pytest.approx(expected, abs=0.1)
