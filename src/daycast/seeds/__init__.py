"""What was reported: articles read, cleaned, grouped into stories, ranked.

Takes `seeds/<date>/*.md`; hands on `Story` values, weightiest first, to the script writer.
"""
