"""`feed/` as a web site: what a request for it is answered with.

The bytes on the wire are granian's work. What is said stands here, and decides on values: `lookup` (which paths exist),
`coding` (compression), `conditions` (what the client has already),
`ranges` (which part it wants), `rhythm` (how long an answer stays fresh), put together by `answer`. `held` keeps texts
in memory, `asked` reads requests, `door` lets the listeners of a private show in, `log` and `metrics` tell what was
sent, and `application` is all of it as an ASGI application; `download` sends its files. `sites` puts the sites of a
show's editions, or of many shows (`porch` names them), under one `roof`, `shows` has their settings, `lasting` makes
them anew when those change, and `engine` runs it.
`daycast.feed.fronts` writes the set-up of a server that does the same.
"""

from daycast.feed.site.application import Site

__all__ = ["Site"]
