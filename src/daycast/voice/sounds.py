from __future__ import annotations
from pathlib import Path
import numpy as np


class Sounds:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sounds"

    def names(self):
        return ("open", "turn", "close", "bed")

    def digest(self, name):
        return name

    def load(self, name):
        return (np.sin(np.arange(24000) * 0.1) * 0.1).astype(np.float32)
