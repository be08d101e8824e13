"""Three texts of one script made one: what the machine wrote, what a person made of it, what the machine writes now.

`tree` reads a text as front matter, sections, stories, lines and footnotes; `match` finds the same line in two texts;
`relabel` gives evidence its old number; `merge` decides, and `changes` tells what a person did.
"""
