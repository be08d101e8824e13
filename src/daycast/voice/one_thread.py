"""Imported before numpy in the processes that speak, each a line at a time: threads of its own would only cost there.

Starting them takes 0.1 s of CPU for each process.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
