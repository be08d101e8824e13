"""How it is said: words made speakable, voices cast, each line spoken once and kept as a take.

Takes `scripts` (a parsed line's Markdown) and a show's `voice/` folder; hands on takes: whole MP3
frames, levelled, with their loudness, that `episodes` joins. Nothing heavy is imported until a line
has to be spoken: a render whose takes are all there loads neither numpy nor an engine.
"""
