"""The edition "take": one story, its facts, what the show told of it before, what is open, and room for an opinion.

`plan` chooses the facts, `related` finds earlier episodes on the same matter, `prompts` asks a person for an opinion
about each part; `write` puts it into words, and `unanswered` tells what is yet to be written.
"""
