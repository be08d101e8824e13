"""Drafts to merge: what the machine writes, what a person makes of it, and what the machine writes next.

Each line has words that no other line has, so that a test knows which line is which without asking the matcher.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

DAY = "2026-06-23"


@dataclass
class Line:
    """A turn; `ids` are those of the facts that it cites."""

    id: str
    words: list[str]
    ids: tuple[int, ...] = ()
    speaker: str = "Ada"


@dataclass
class Story:
    id: str
    title: str
    lines: list[Line] = field(default_factory=list)
    level: int = 2


@dataclass
class Draft:
    """A script: the first story stands under no heading, one of level 1 holds those of level 2 behind it."""

    title: str
    stories: list[Story]

    def lines(self) -> Iterator[tuple[Story, Line]]:
        for story in self.stories:
            for line in story.lines:
                yield story, line

    def numbers(self) -> dict[int, int]:
        """The footnote of each fact, numbered as they are cited."""
        return {
            fact: number
            for number, fact in enumerate(dict.fromkeys(f for _, line in self.lines() for f in line.ids), 1)
        }

    def text(self) -> str:
        numbers = self.numbers()
        parts = [f"---\ndate: {DAY}\ntitle: {self.title}\nsummary: About it.\n---"]
        for story in self.stories:
            parts += [f"{'#' * story.level} {story.title}"] if story.title else []
            parts += [said(line, numbers) for line in story.lines]
        notes = [footnote(fact, number) for fact, number in numbers.items()]
        return "\n\n".join([*parts, *(["\n".join(notes)] if notes else [])]) + "\n"


def said(line: Line, numbers: dict[int, int]) -> str:
    return " ".join([f"{line.speaker}:", *line.words, *(f"[^{numbers[fact]}]" for fact in line.ids)])


def footnote(fact: int, number: int) -> str:
    return f'[^{number}]: Example Wire, {DAY}, <https://wire.example.org/{fact}>. "Fact {fact} as it was reported."'


def line(id: str, chance: random.Random) -> Line:
    ids = tuple(chance.sample(range(40), chance.randint(0, 2)))
    return Line(id, [f"{id}{letter}" for letter in "abcdefgh"], ids, chance.choice(["Ada", "Ben"]))


def story(id: str, chance: random.Random, *, level: int = 2) -> Story:
    title = " ".join(f"{id}{letter}" for letter in "tuvwx")
    return Story(id, title.capitalize(), [line(f"{id}l{n}", chance) for n in range(chance.randint(1, 4))], level)


def first(chance: random.Random) -> Draft:
    stories = [Story("o", "", [line(f"ol{n}", chance) for n in range(2)], 0)]
    for section in range(2):
        stories.append(story(f"s{section}", chance, level=1))
        stories += [story(f"s{section}y{n}", chance) for n in range(chance.randint(1, 3))]
    return Draft("The first title of all", stories)


def redrafted(draft: Draft, chance: random.Random) -> Draft:
    """What the machine writes next: lines and stories come, go, move, and are said in other words."""
    stories = []
    for old in draft.stories:
        lines = []
        for before in old.lines:
            if chance.random() < 0.15:
                continue
            words = list(before.words)
            if chance.random() < 0.3:
                words[chance.randrange(len(words))] = f"{before.id}new"
            lines.append(Line(before.id, words, before.ids, before.speaker))
        for n in range(chance.choice([0, 0, 1, 2])):
            lines.insert(chance.randint(0, len(lines)), line(f"{old.id}n{n}", chance))
        if chance.random() < 0.2:
            chance.shuffle(lines)
        words = old.title.split()
        if words and chance.random() < 0.2:
            words[-1] = f"{old.id}newtitle"
        stories.append(Story(old.id, " ".join(words), lines, old.level))
    for gone in [one for one in stories if one.level == 2]:
        if chance.random() < 0.15:
            stories.remove(gone)
    if chance.random() < 0.4:
        stories.insert(chance.randint(2, len(stories)), story("fresh", chance))
    return Draft(chance.choice([draft.title, "The second title of all"]), stories)


@dataclass
class Edited:
    """A draft as a person left it, and what that person did: ids of lines edited, moved, deleted; rows added."""

    draft: Draft
    text: str = ""
    edited: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    added: list[str] = field(default_factory=list)
    renamed: set[str] = field(default_factory=set)
    reordered: bool = False


def edited(base: Draft, chance: random.Random) -> Edited:
    """A person at work on a draft: the footnotes keep the numbers that the machine gave them."""
    numbers = base.numbers()
    done = Edited(base)
    stories = [Story(s.id, s.title, list(s.lines), s.level) for s in base.stories]
    rows = {one.id: said(one, numbers) for _, one in base.lines()}
    for _ in range(chance.randint(0, 6)):
        at = chance.choice([one for one in stories if one.lines] or stories)
        one = chance.choice(at.lines) if at.lines else None
        match chance.choice(["edit", "speaker", "move", "delete", "add", "comment", "rename", "shuffle"]):
            case "edit" if one and one.words:
                words = rows[one.id].split(" ")
                words[chance.randint(2, 8)] = "mine"
                rows[one.id] = " ".join(words)
                done.edited.add(one.id)
            case "speaker" if one and one.words and one.id not in done.moved:
                rows[one.id] = f"Cleo: {rows[one.id].partition(': ')[2]}"
                done.edited.add(one.id)
            case "move" if one:
                at.lines.remove(one)
                goal = chance.choice(stories)
                goal.lines.insert(chance.randint(0, len(goal.lines)), one)
                done.moved.add(one.id)
                done.reordered = True
            case "delete" if (
                one and one.id not in done.edited | done.moved and one.id in {o.id for _, o in base.lines()}
            ):
                at.lines.remove(one)
                done.deleted.add(one.id)
            case "add" | "comment" as what:
                id = f"mine{len(done.added)}"
                row = f"Ben: {id} is what a person says here. {{.take}}" if what == "add" else f"<!-- {id} a note -->"
                rows[id] = row
                at.lines.insert(chance.randint(0, len(at.lines)), Line(id, []))
                done.added.append(row)
            case "rename" if at.title and len(at.lines) > 1:
                at.title = f"What a person calls {at.id}"
                done.renamed.add(at.id)
            case "shuffle":
                parts = [n for n, s in enumerate(stories) if s.level == 2]
                a, b = chance.choice(parts), chance.choice(parts)
                stories[a], stories[b] = stories[b], stories[a]
                done.reordered |= a != b
    done.edited -= done.deleted
    parts = [base.text().split("\n\n")[0]]
    for s in stories:
        parts += [f"{'#' * s.level} {s.title}"] if s.title else []
        parts += [rows[one.id] for one in s.lines]
    notes = [footnote(fact, number) for fact, number in numbers.items()]
    done.text = "\n\n".join([*parts, *(["\n".join(notes)] if notes else [])]) + "\n"
    done.draft = Draft(base.title, stories)
    done.added = [row for row in done.added if row in done.text]
    return done


CHANCES = st.integers(0, 10**9).map(random.Random)  # drawn evenly, and told by one number
