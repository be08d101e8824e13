"""What has to be the same on two machines for a take to be the same to the bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from daycast import __version__
from daycast.voice.takes import RECIPE

_PACKAGES = ("lameenc", "numpy", "pydub", "soundfile", "soxr")  # levels, mixes and encodes; engines tell of their own


def facts() -> dict[str, str]:
    """What makes sound here, with versions."""
    return {"daycast": __version__, "recipe": str(RECIPE), **{name: _version(name) for name in _PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def unlike(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """How another machine differs, in words; "" where it does not."""
    return ", ".join(
        f"{name} {there.get(name, 'none')} (here {known})" for name, known in here.items() if there.get(name) != known
    )


def told(unfit: Mapping[str, str]) -> Sequence[str]:
    """A line for each reason why workers are not fit, with the workers that have it."""
    alike: dict[str, list[str]] = {}
    for worker, reason in unfit.items():
        alike.setdefault(reason, []).append(worker)
    return [f"{_several(sorted(workers))}: {reason}" for reason, workers in alike.items()]


def _several(workers: Sequence[str]) -> str:
    return workers[0] + (f" and {len(workers) - 1} more" if len(workers) > 1 else "")
