"""How the studio bears an hour's script: `uv run python -m tests.bench.studio [LINES]`. Needs Chromium.

Seconds as a person has them, in a real browser: from the address to the lines on the screen, from a saved line to its
new text and to its sound, and fifty steps with the arrow key; an hour beside the demo show, whose lines are far fewer.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.bench.long_show import DAY, LINES, write_show

DAYCAST = [sys.executable, "-m", "daycast"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]
STEPS = 50


def main(lines: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        demo, long = Path(name, "demo"), Path(name, "long")
        run("init", str(demo), "--sample")
        write_show(long, lines=lines, engine="pyttsx3")
        run("write", "--show", str(demo), "--date", DAY.isoformat())
        (demo / "voice" / "cast.yaml").write_text("Ada: {engine: pyttsx3}\nBen: {engine: pyttsx3, pitch: -3}\n")
        measured = [(show, figures(show)) for show in (demo, long)]
    print("what                       " + "".join(f"{show.name:>9}" for show, _ in measured))
    for what in measured[0][1]:
        print(f"{what:27}" + "".join(f"{figures[what]:7.2f} s" for _, figures in measured))


def figures(show: Path) -> dict[str, float]:
    """Seconds of each thing that a person waits for."""
    found = {}
    with studio(show) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto("about:blank")
        found["open"] = waited(lambda: (page.goto(address), page.wait_for_selector(".row.turn")))
        row = page.locator(".row.turn").nth(20)
        row.click()
        page.keyboard.press("Enter")
        page.get_by_label("Words").fill("This is a line that nobody has ever said before.")
        changed = ".row.current:has-text('nobody has ever said')"
        found["save a line"] = waited(lambda: (page.keyboard.press("Enter"), page.wait_for_selector(changed)))
        found["... until it plays"] = waited(lambda: (page.keyboard.press("Space"), playing(page)))
        found[f"{STEPS} steps by key"] = waited(lambda: [page.keyboard.press("ArrowDown") for _ in range(STEPS)])
        browser.close()
    return found


def playing(page: Page) -> None:
    page.locator("#audio").evaluate(
        "audio => new Promise((done) => audio.currentTime > 0 ? done() : audio.addEventListener('timeupdate', done))"
    )


def waited(does: object) -> float:
    start = time.perf_counter()
    does()  # type: ignore[operator]
    return time.perf_counter() - start


@contextmanager
def studio(show: Path) -> Iterator[str]:
    """The address of the studio of a show."""
    words = ["edit", "--show", str(show), "--date", DAY.isoformat(), "--port", "0", "--no-browser"]
    with subprocess.Popen([*DAYCAST, *words], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield next(line.strip() for line in process.stdout if "token=" in line)
        process.terminate()


def run(*words: str) -> None:
    subprocess.run([*DAYCAST, *words], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
