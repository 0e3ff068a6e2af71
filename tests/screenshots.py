"""Write the README's pictures of the front page: ``python -m tests.screenshots FOLDER``."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium_path, serving

SHOTS = {
    "front-light": (1280, 1600, "light"),
    "front-dark": (1280, 1600, "dark"),
    "front-phone": (375, 1600, "light"),
}


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        for name, (width, height, theme) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
            page.goto(address)
            page.locator(".js-plotly-plot .main-svg").first.wait_for()
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
