"""A feed for each listener without a file for each: what was made for everybody stands in one file a day.

`day` holds a day's table and who hears what of it, `enter` puts a listener's episode into it, `told` takes it out again
as an episode and its reel. `press` makes the episodes of all listeners, `mend` speaks what the store has lost. `derive`
makes a listener's feed, pages and other texts when somebody asks, `source` is what the site asks, and `materialise`
writes it all down as files.
"""
