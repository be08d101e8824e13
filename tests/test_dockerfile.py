"""The Dockerfile, as far as it can be judged without an engine that builds it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")


@pytest.mark.slow
@pytest.mark.skipif(not HADOLINT, reason="hadolint is not installed")
def test_hadolint_finds_nothing_wrong_in_the_dockerfile() -> None:
    assert HADOLINT
    done = subprocess.run([HADOLINT, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_runs_as_nobody_special_serves_by_default_and_says_whether_it_is_well() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d*$", last, re.MULTILINE)
    assert 'ENTRYPOINT ["daycast"]\nCMD ["serve"]' in last
    assert re.search(r"HEALTHCHECK .*\\\n .*http://127\.0\.0\.1:8642/healthz", last)
    assert "VOLUME /show" in last


def test_all_that_the_wheel_is_made_of_goes_into_the_image() -> None:
    """`hatch_build.py` packs the demo show, so what .dockerignore keeps out would be missing from it."""
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    sample = (ROOT / "src/daycast/sample.txt").read_text().split()
    needed = [*sample, "src", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE"]
    assert [name for name in needed if not any(name == line or name.startswith(f"{line}/") for line in kept)] == []
