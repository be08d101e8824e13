"""Where `feed/` goes: a module for each kind of place that `publish:` in show.yaml can name.

`items` says what there is to send, `served` what that is to others, `record` what was sent before, and `plan` what to
do about the difference, in which order: new media, what stands beside them, pages, media whose bytes changed, and at
last `feed.xml`. What is no longer part of the show goes after that. So a feed never names what is not there, wherever
the way ends.
"""
