"""A farm from the command line: a worker that is stopped, a render that is interrupted, connections that are safe."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from distributed import Client
from distributed.security import Security
from farm_site import Holding, Site, wait_for

from daycast.errors import DaycastError
from daycast.farm import Farm
from daycast.voice.engine import Voice
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import crew_of

pytestmark = pytest.mark.slow

SHOW = """\
title: Test Show
description: What happened, briefly.
author: The desk
email: desk@example.org
hosts: [Ada]
farm: {farm}
"""
SCRIPT = """\
---
date: 2026-06-23
title: A day
summary: What happened.
---

# News

Ada: Hold the first line of it.

Ada: Hold the second line of it.

Ada: Hold the third line of it.
"""


def test_an_interrupted_render_leaves_nothing_to_do_at_the_scheduler(tmp_path: Path, site: Site, held: Holding) -> None:
    (tmp_path / "show.yaml").write_text(SHOW.format(farm=site.address))
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "2026-06-23.md").write_text(SCRIPT)
    (tmp_path / "voice").mkdir()
    (tmp_path / "voice" / "cast.yaml").write_text("Ada: {engine: held}\n")
    site.scheduler()
    site.workers(1)
    render = subprocess.Popen(
        [sys.executable, "-m", "daycast", "render", "--date", "2026-06-23"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: held.begun, "a first line")
    render.send_signal(signal.SIGINT)
    _, told = render.communicate(timeout=60)
    assert (render.returncode, told) == (130, "")
    held.let_go()
    with Client(site.address, set_as_default=False) as client:
        wait_for(lambda: not any(client.processing().values()), "the worker to be at rest")
    assert len(held.begun) <= 2, "the line that was begun, and one that the worker held ready"


def test_a_worker_ends_with_an_interrupt_and_takes_all_its_processes_along(tmp_path: Path, site: Site) -> None:
    site.scheduler()
    for ending in (signal.SIGINT, signal.SIGTERM):
        (worker,) = site.workers(1)
        with crew_of(site.farm) as crew:
            speak([Wanted(Voice(engine="silence"), f"Line {ending}.")], TakeStore(tmp_path), crew=crew)
        worker.send_signal(ending)
        assert worker.wait(timeout=30) == 0
        site.until(0)
    assert len(list(tmp_path.rglob("*.take"))) == 2


def test_over_tls_only_those_get_in_who_have_a_certificate(tmp_path: Path, site: Site) -> None:
    made = Security.temporary()
    for name, text in {"ca": made.tls_ca_file, "cert": made.tls_client_cert, "key": made.tls_client_key}.items():
        (tmp_path / f"{name}.pem").write_text(text)
    files = {name: str(tmp_path / f"{name}.pem") for name in ("ca", "cert", "key")}
    port = site.address.rpartition(":")[2]
    safe = f"tls://127.0.0.1:{port}"
    known = ["--tls-ca-file", files["ca"], "--tls-cert", files["cert"], "--tls-key", files["key"]]
    site.start("-m", "dask", "scheduler", "--host", "tls://127.0.0.1", "--port", port, "--no-dashboard", *known)
    certain = [option for name in files for option in (f"--{name}", files[name])]
    site.start("-m", "daycast", "worker", "--scheduler", safe, "--workers", "1", *certain)
    with Client(safe, timeout=60, security=made, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    line = [Wanted(Voice(engine="silence"), "Nobody else hears this.")]
    with crew_of(Farm(scheduler=safe, tls=files)) as crew:  # type: ignore[arg-type]
        assert speak(line, TakeStore(tmp_path / "takes"), crew=crew).spoken == 1
    with crew_of(site.farm) as crew, pytest.raises(DaycastError, match="no scheduler answers"):
        speak(line, TakeStore(tmp_path / "others"), crew=crew)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--scheduler", "render.example.org"], "write the scheduler's address, such as tcp://render.example.org:8786"),
        (["--scheduler", "tls://render.example.org:8786"], "a tls:// address takes `tls`"),
        (["--scheduler", "tcp://render.example.org:99999"], "write the scheduler's address"),
    ],
)
def test_a_worker_is_told_what_is_wrong_with_its_scheduler(options: list[str], told: str) -> None:
    run = subprocess.run([sys.executable, "-m", "daycast", "worker", *options], capture_output=True, text=True)
    assert run.returncode == 1
    assert told in run.stderr
