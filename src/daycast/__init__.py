"""daycast: a day's reporting, as a podcast episode.

One way through, a package a step; package X turns what stands before it into folder X:

    seeds (what was reported) -> scripts (what will be said) -> voice (how it is said)
        -> episodes (what was recorded) -> feed (what is published)
"""

__version__ = "0.1.0"
