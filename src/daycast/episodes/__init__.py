"""What was recorded: takes and sounds joined into one MP3, with chapters, transcript, tags and a record.

Takes a parsed script and `voice`; hands on `Episode` values (`episodes/<date>/episode.yaml`) to `feed`.
"""
