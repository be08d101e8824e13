"""Questions put to what is published, answered with a page: the search of a site that `daycast serve` hands out.

`published` brings the index up to date with what aired, `page` fills the template, and `desk` does both in a thread of
its own, for a limited number of questions at a time.
"""
