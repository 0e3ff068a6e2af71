"""Write the README's pictures of the front page: ``python tests/screenshots.py FOLDER``."""

import shutil
import sys
from pathlib import Path

from browser import NAMES, serving
from playwright.sync_api import sync_playwright

SHOTS = {
    "front-light": (1280, 1500, "light"),
    "front-dark": (1280, 1500, "dark"),
    "front-phone": (375, 1500, "light"),
}


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    chromium = next(filter(None, map(shutil.which, NAMES)))
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, (width, height, theme) in SHOTS.items():
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=theme)
            page.goto(address)
            page.locator("#react-entry-point .js-plotly-plot .main-svg").first.wait_for()
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
