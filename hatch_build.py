"""The wheel carries the demo show, for `daycast init --sample`; a checkout has it at its root."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SampleShow(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version != "editable" and self.target_name == "wheel":
            for name in (root / "src/daycast/sample.txt").read_text().split():
                build_data["force_include"][str(root / name)] = f"daycast/sample/{name}"
