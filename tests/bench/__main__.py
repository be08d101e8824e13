"""Every figure of the newsroom in one go: `uv run python -m tests.bench DATA_DIR`.

DATA_DIR holds labelled sets in the folders `clustering`, `continuity`, `faithfulness` and `extraction`; each
benchmark tells in its own head what it reads.
"""

import subprocess
import sys
from pathlib import Path

if len(sys.argv) != 2:
    sys.exit(__doc__)
data = Path(sys.argv[1])
for words in (
    ["tests.bench.stories", str(data)],
    ["tests.bench.evidence", str(data / "faithfulness")],
    ["tests.bench.extraction", str(data / "extraction")],
    ["tests.bench.related", str(data)],
    ["tests.bench.opinion"],
    ["tests.bench.script"],
    ["tests.bench.ledger"],
    ["tests.bench.check"],
    ["tests.bench.stories", "--scale"],
):
    print(f"\n== {' '.join(words)}", flush=True)
    subprocess.run([sys.executable, "-m", *words], check=True)
