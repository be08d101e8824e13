"""What will be said: a Markdown file that the machine drafts and a person edits.

Takes ranked stories and what aired before; `plan` chooses facts, `write` phrases them, `keep` puts the draft beside
a person's words. `parse` and `print_script` are each other's inverse, `check` tells what is wrong. Hands on `Script`.
"""
