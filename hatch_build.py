"""The wheel carries the demo show, for `daycast init --sample`; a checkout has it at its root."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SAMPLE = (
    "show.yaml",
    "seeds",
    "scripts/README.md",
    "scripts/2026-06-22.md",
    "scripts/.generated/2026-06-22.md",
    "voice/README.md",
    "voice/cast.yaml",
    "voice/lexicon.yaml",
    "voice/sounds",
    "episodes/README.md",
    "feed/README.md",
)


class SampleShow(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable" and self.target_name == "wheel":
            for name in SAMPLE:
                build_data["force_include"][str(Path(self.root) / name)] = f"daycast/sample/{name}"
