"""The weekly edition: what moved, what changed, what went quiet, what is ahead, and one story in depth.

`threads` follows stories over the days, `movement` measures them, `wording` keeps the week's aired lines from being said
again, `timing` tells what a sentence's days mean on the edition's; `plan` chooses, and `write` phrases.
"""
