"""Apple's categories, which directories take only as they are written here.

Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories.
"""

from __future__ import annotations

import difflib

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": ("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden",
                "Video Games"),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": ("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News",
             "Tech News"),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion",
                                "Spirituality"),
    "Science": ("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences",
                "Nature", "Physics", "Social Sciences"),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": ("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby",
               "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}  # fmt: skip

_ALL = tuple(
    name for top, below in CATEGORIES.items() for name in (top, *(f"{top} > {subcategory}" for subcategory in below))
)


def category(text: str) -> str:
    """`text` as `Category` or `Category > Subcategory`; a `ValueError` names the nearest one where it is none."""
    name = " > ".join(part.strip() for part in text.split(">"))
    if name in _ALL:
        return name
    folded = {known.casefold(): known for known in _ALL}
    below = {known.rpartition(" > ")[2].casefold(): known for known in _ALL}
    last = name.rpartition(" > ")[2].casefold()
    near = folded.get(name.casefold()) or below.get(last)
    if not near:
        found = difflib.get_close_matches(name.casefold(), folded, n=1) or []
        near = folded[found[0]] if found else None
    if not near and (found := difflib.get_close_matches(last, below, n=1)):
        near = below[found[0]]
    hint = f"; did you mean {near!r}?" if near else f"; it has {', '.join(CATEGORIES)}"
    raise ValueError(f"{text!r} is not in Apple's list of categories{hint}")
