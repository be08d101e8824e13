"""What is published: `feed/`, a folder of plain files that any web server can hand out.

`publish` asks `seal` whether anything changed; `update` then lets `candidates` choose what may go out and `promises`
refuse what would break it, and puts media, pages and at last `feed.xml` there. `rss` (with `channel` and `item`) and
`pages` say what stands in them and touch nothing, `documents` keeps the one on disk and `build` the other, and `ledger`
remembers what was published. `site` answers requests for the folder, and `serve` opens it to this machine and its
network. An address once published never moves.
"""
