"""What is published: `feed/`, a folder of plain files that any web server can hand out.

`publish` takes the rendered episodes and puts their media, pages and at last `feed.xml` there; `rss` and
`pages` say what stands in them and touch nothing; `site` answers requests for the folder, and `serve` opens
it to this machine and its network. An address once published never moves, and nothing is ever deleted.
"""
