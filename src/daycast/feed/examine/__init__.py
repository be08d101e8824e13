"""What `daycast doctor --feed` looks at: anybody's feed, against the rules of those who read feeds.

`look` fetches (`web`) or opens (`folder`) the feed and what it names; all that was seen becomes one value, `Seen`.
The rules in `rules/` are functions of that value and touch nothing. `report` puts what they find in order.
"""
