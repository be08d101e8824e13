"""`farm:` of show.yaml: what it may say, and that a show without it loads nothing of a farm."""

import subprocess
import sys
from pathlib import Path

import pytest

from daycast.errors import ProblemsError
from daycast.show import Show, open_show

TLS = "{scheduler: 'tls://render.example.org:8786', tls: {ca: ca.pem, cert: /keys/me.pem, key: me-key.pem}}"
WRONG = {
    "render.example.org:8786": "`farm`: write the scheduler's address, such as tcp://",
    "http://render.example.org:8786": "`farm`: write the scheduler's address",
    "tcp://render.example.org": "`farm`: write the scheduler's address",
    "tcp://render.example.org:0": "`farm`: write the scheduler's address",
    "tls://render.example.org:8786": "`farm`: a tls:// address takes `tls`",
    TLS.replace("tls:/", "tcp:/"): "`farm`: a tls:// address takes `tls`",
    "{scheduler: 'tcp://render.example.org:8786', workers: 3}": "unknown key `farm.workers`",
}


def with_farm(show: Show, farm: str) -> Show:
    path = show.root / "show.yaml"
    path.write_text(f"{path.read_text()}farm: {farm}\n")
    return open_show(show.root)


def test_an_address_alone_is_a_farm(show: Show) -> None:
    assert show.farm is None
    farm = with_farm(show, "tcp://10.0.0.1:8786").farm
    assert farm
    assert (farm.scheduler, farm.tls) == ("tcp://10.0.0.1:8786", None)


@pytest.mark.parametrize("host", ["127.0.0.1", "render.example.org", "render", "[::1]", "render_1"])
def test_any_host_that_a_scheduler_may_have_is_taken(host: str, show: Show) -> None:
    farm = with_farm(show, f"'tcp://{host}:8786'").farm
    assert farm and farm.scheduler == f"tcp://{host}:8786"


def test_certificates_are_looked_for_in_the_shows_folder(show: Show) -> None:
    farm = with_farm(show, TLS).farm
    assert farm and farm.tls
    assert farm.tls.model_dump() == {
        "ca": show.root / "ca.pem",
        "cert": Path("/keys/me.pem"),
        "key": show.root / "me-key.pem",
    }


@pytest.mark.parametrize("farm", WRONG)
def test_what_is_no_farm_is_told_with_its_line(farm: str, show: Show) -> None:
    with pytest.raises(ProblemsError) as caught:
        with_farm(show, farm)
    (problem,) = caught.value.problems
    assert problem.line == 6
    assert WRONG[farm] in problem.message


def test_a_show_without_a_farm_loads_nothing_of_one(show: Show) -> None:
    code = (
        "import sys; from pathlib import Path; from daycast.show import open_show\n"
        "import daycast.rendering, daycast.day, daycast.episodes.render\n"
        "from daycast.voice.workers import crew_of\n"
        "crew_of(open_show(Path(sys.argv[1])).farm).close()\n"
        "print(*(name for name in sys.modules if name.startswith(('dask', 'distributed', 'daycast.voice.farm'))))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(show.root)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
