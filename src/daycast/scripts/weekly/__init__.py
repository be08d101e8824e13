"""The weekly edition: what moved, what changed, what went quiet, what is ahead, and one story in depth.

`threads` follows stories over the days and measures how they moved, `wording` keeps the week's aired lines from being
said again, `timing` tells what the days in a sentence mean when it is heard; `plan` chooses, and `write` phrases.
"""
