"""Pins every dependency, transitive ones too: resolves anew and rewrites `constraint-dependencies`."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYPROJECT = ROOT / "pyproject.toml"
BEGIN, END = "constraint-dependencies = [", "]\n"


def main() -> None:
    text = PYPROJECT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PYPROJECT.write_text(before + BEGIN + END + after, encoding="utf-8")
    try:
        pins = resolved()
    except subprocess.CalledProcessError:
        PYPROJECT.write_text(text, encoding="utf-8")
        raise
    listed = "".join(f'    "{pin}",\n' for pin in pins)
    PYPROJECT.write_text(f"{before}{BEGIN}\n{listed}{END}{after}", encoding="utf-8")
    print(f"{len(pins)} pins")


def resolved() -> list[str]:
    """`name==version` with its marker, for all extras, groups and platforms."""
    subprocess.run(["uv", "lock", "--quiet", "--upgrade"], cwd=ROOT, check=True)
    options = ["--all-extras", "--all-groups", "--no-hashes", "--no-annotate", "--no-header", "--no-emit-project"]
    export = ["uv", "export", "--quiet", "--frozen", *options]
    lines = subprocess.run(export, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    # A marker that only repeats who needs a package is not needed to pin it; one that tells versions apart is.
    names = [line.split("==")[0] for line in lines]
    kept = (line if names.count(line.split("==")[0]) > 1 else line.split(" ;")[0] for line in lines)
    tidy = (re.sub(r"\s+", " ", line).replace('"', "'") for line in kept if "==" in line)
    return sorted(line for line in tidy if not line.startswith("pyobjc-framework-"))  # pyobjc pins its own 170 parts


if __name__ == "__main__":
    main()
