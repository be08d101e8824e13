"""What aired, to be asked: passages of all episodes in an index, found by their words and by what they mean.

`passages` cuts a record into passages, `when` and `question` read what a person asks, `index` keeps and looks up
(SQLite with FTS5), `near` looks by meaning, `find` puts both together and decides whether the archive covers the
question, and `answer` lets a language model say it in sentences that each cite a passage.
"""
