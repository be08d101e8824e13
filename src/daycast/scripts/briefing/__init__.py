"""The briefing edition: one script a day that holds every story, and out of it each listener's own.

`draft` writes the pool; `tailor` picks and orders what one listener hears of it, and says why.
"""
