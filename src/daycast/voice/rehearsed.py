"""Imported ahead of time in the process that the speaking ones are forked from: it has made a take once.

What codecs and transforms set up at their first use is then ready in each of them.
"""

import numpy as np

from daycast.voice import plausible, speechlike, workers  # noqa: F401 - each of them would load it
from daycast.voice.engine import Speech
from daycast.voice.engines import pyttsx3  # noqa: F401
from daycast.voice.recording import produced

_HUM = (np.sin(np.arange(11_025) / 20) / 4).astype(np.float32)

produced("", Speech(_HUM, 22_050), "mp3")
