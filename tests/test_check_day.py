"""What `daycast check` tells of a script: for each kind of mistake its place, its level, what is wrong, what to do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from daycast import day as stages
from daycast.cli import app
from daycast.errors import Problem
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)
FRONT = "---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n\n"
NOTE = '[^1]: Example Wire, 2026-06-22, <https://wire.example.org/a>. "Sales fell by 12 percent, Corran said."'
LONG = " ".join(["A long tale of the sea and of the men"] * 4) + " is told here again today. It ends."
ADDRESS = "keep its words alone; an address belongs in a footnote"
SAY = 'write [word]{say="respelling"}, or {.take} behind a space'
TURN = "if this continues the line above, put it on that line"
BRACKETS = 'what is in them is spoken: delete it, or write [word]{say="respelling"}'

CASES = {
    # who speaks, and how long
    "Adda: Hello.": "7:1: error: unknown speaker “Adda” (did you mean “Ada”?)",
    "Zoe: Hello.": "7:1: error: unknown speaker “Zoe” (known: Ada, Ben)",
    "Ada: Hello,\nand this: you.": f"8:1: error: unknown speaker “and this” (known: Ada, Ben; {TURN})",
    "Zoe: Hello.\n\nAda: Hi.\n\nZoe: So.\n\nZoe: Bye.":
        "7:1: error: unknown speaker “Zoe”, and in 2 more lines (known: Ada, Ben)",
    "---\ntitle: T\n---\n\nAda: Hi.": "8:1: error: unknown speaker “title” (known: Ada, Ben)",
    "Ada:": "7:1: error: Ada has an empty line (write what is said, or delete the line)",
    f"Ada: Hello.\n{LONG}": "8:1: warning: a sentence of 45 words (make two of it: the ear loses more than 40)",
    "# Top [^1]\n\nAda: Hi.": "7:7: error: [^1] in a heading (put it at the end of a spoken line)",
    "# Top {.take}\n\nAda: Hi.": "7:7: error: {.take} in a heading (put it at the end of a spoken line)",
    "Ada: Hello\x07.": "7:11: error: control character U+0007 (delete it; nothing can say it)",
    "Ada: Hello.\n\n# Empty\n\n# Full\n\nBen: Hi.":
        "9:1: warning: nobody says anything under “Empty” (add a line or delete the heading)",
    # what was meant to begin a row
    "Ada: Hello.\nBen:How are you?": "8:1: error: Ada says “Ben:” here (begin a row with `Ben: `, colon and space)",
    "Ada: Hello.\n  ben : so it is.": "8:3: error: Ada says “ben :” here (begin a row with `Ben: `, colon and space)",
    "Ada: Hello.\n**Ben:** so it is.": "8:1: error: Ada says “**Ben:” here (begin a row with `Ben: `, colon and space)",
    "Ada: Hello.\n**Ben**: so it": "8:1: error: Ada says “**Ben**:” here (begin a row with `Ben: `, colon and space)",
    "Ada: Ben:How are you?": "7:6: error: Ada says “Ben:” here (begin a row with `Ben: `, colon and space)",
    "Ada: Hello <!-- a\nBen:b --> you.\nBen:Hi.":
        "9:1: error: Ada says “Ben:” here (begin a row with `Ben: `, colon and space)",
    "Ada: Hello.\n#Next story": "8:1: error: “#Next” is no heading without a space "
        "(write `# Next` for a heading, `\\#Next` to have it said)",
    "Ada: Hello.\n[sound turn]": "8:1: error: a directive among the words: [sound turn] "
        "(put it on a row of its own, as in [pause: 800ms])",
    "Ada: Hello. [Pause 800ms] so. {.take}": "7:13: error: a directive among the words: [Pause 800ms] "
        "(put it on a row of its own, as in [pause: 800ms])",
    "Ada: Hello.\n\n[pause 800ms]": "9:1: error: nobody says this: “[pause 800ms]” (write [pause: 800ms])",
    "Ada: Hello.\n\n[Sound turn]": "9:1: error: nobody says this: “[Sound turn]” (write [sound: turn])",
    "Ada: Hello. [laughs]": f"7:13: warning: brackets among the words: [laughs] ({BRACKETS})",
    "Ada: Hello.\n[SFX: bang] So.": f"8:1: warning: brackets among the words: [SFX: bang] ({BRACKETS})",
    # directives, marks, sounds
    "[sonud: open]\n\nAda: Hi.": "7:1: error: unknown directive `[sonud: …]` (did you mean “sound”?)",
    "[sound: opne]\n\nAda: Hi.":
        "7:9: error: no sound “opne” in voice/sounds/ (did you mean “open”?)",
    "[pause: 11s]\n\nAda: Hi.": "7:1: error: a pause of 11 s (at most 10 s)",
    "Ada: Hello. {.tkae}": "7:13: error: unknown mark `{.tkae}` (did you mean “take”?)",
    "Ada: Hello.{.take}":
        '7:12: error: a mark among the words: {.take} (write {.take} behind a space, or [word]{say="…"})',
    "Ada: Hello\n[sound: open] you.":
        "8:1: error: a directive among the words: [sound: open] "
        "(put it on a row of its own, as in [pause: 800ms])",
    # evidence
    "Ada: They paid. [^2]": "7:17: error: [^2] has no footnote (add a line `[^2]: …` at the end)",
    f"Ada: Hello.\n\n{NOTE}": "9:1: warning: no line cites footnote [^1] (delete it, or cite it)",
    "Ada: They paid. [^2]\n\n[^2]: Example Wire": "9:1: error: footnote [^2] cannot be read as evidence "
        '(write it as: Outlet, 2026-06-23, <https://…>. "The sentence.")',
    'Ada: They paid. [^2]\n\n[^2]: A, 2026-06-31, <>. "Paid."':
        "9:10: error: footnote [^2]: 2026-06-31 is not a day (write it as 2026-06-23)",
    "Ada: They paid. [^ x]": "7:17: error: a citation among the words: [^ x] (write it as [^1])",
    "Ada: Sales fell by 12 percent.": "7:1: warning: this line states something and cites nothing "
        "(cite it with [^n], or mark it as opinion with {.take})",
    f"Ada: Sales fell by 21 percent. [^1]\n\n{NOTE}":
        "7:1: warning: the figure 21 percent stands in none of the cited sentences (there: 12 percent) "
        "(cite the sentence that says it, reword the line, or mark it as opinion with {.take})",
    # what cannot be said
    "Ada: 🙂": "7:6: error: nothing in “🙂” can be said aloud (write it in words)",
    "Ada: Well done 👍🏽!": "7:16: warning: “👍🏽” is silent (delete it, or write it in words)",
    "Ada: Hello *** you.": "7:12: warning: “***” is silent (delete it, or write it in words)",
    "Ada: That is ≥ half.": "7:14: warning: “≥” is silent (delete it, or write it in words)",
    "Ada: It is called\n(Привет).": "8:2: warning: Ada’s voice does not read “Привет” "
        '(write how it sounds: [Привет]{say="…"})',
    "Ada: We met in 東京.": '7:16: warning: Ada’s voice does not read “東京” (write how it sounds: [東京]{say="…"})',
    # what is left to decide
    "Ada: Hello.\n<!-- new draft: Ada: Hi. -->":
        "8:1: warning: the new draft says something else than the line above "
        "(take its words over, or delete this comment)",
    # what leaks
    "Ada: Hello **you.": "7:12: warning: emphasis among the words: ** (close it, or take it out)",
    "Ada: Hello you* and me.": "7:15: warning: emphasis among the words: * (close it, or take it out)",
    "Ada: Run `make.": "7:10: warning: code among the words: ` (take the backticks out)",
    "Ada: Read [this](http://x": "7:16: warning: a link or image among the words: ](http://x (keep its words alone)",
    "Ada: Hello. ## Next": "7:13: warning: a heading among the words: ## (put it on a row of its own)",
    "# Top **news\n\nAda: Hi.": "7:7: warning: emphasis among the words: ** (close it, or take it out)",
    "## Ada: Hello.\n\nBen: Hi.":
        "7:4: warning: this is a heading, which Ada does not say (delete its ## to have it said)",
    "Ada: Hello <!-- never closed.":
        "7:12: error: HTML among the words: <!-- (take it out, or write a comment as <!-- … -->)",
    # what reading would drop
    "Ada: Hello <b>you.":
        "7:12: error: HTML, which nobody can say: <b> (take it out, or write a comment as <!-- … -->)",
    "Ada: Read [this](http://x.y).": f"7:18: error: a link, whose address nobody can say: http://x.y ({ADDRESS})",
    "Ada: See ![it](x.png).": "7:16: error: an image, which nobody can say: x.png (delete it, or describe it in words)",
    "Ada: Hello [you]{sya=yoo}.": f"7:18: error: `sya` in {{…}} means nothing here ({SAY})",
    # repetition
    "Ada: So, we have a new mayor now.\n\nBen: we have\na new, mayor!":
        "9:1: warning: this line only repeats line 7 (delete it, or say something new)",
}  # fmt: skip


@pytest.fixture
def check(show: Show) -> Callable[[str], tuple[Problem, ...]]:
    """Everything that is wrong with a script, but for its length."""
    (show.voice / "cast.yaml").write_text("Ada: {engine: hibari}\nBen: {engine: silence}\n")

    def run(text: str) -> tuple[Problem, ...]:
        path = show.script(DAY)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return stages.check(show, DAY, stages.booth(show), length=False)[1]

    return run


@pytest.mark.parametrize(("body", "told"), CASES.items())
def test_a_mistake_is_told_with_its_place_its_level_and_what_to_do(
    body: str, told: str, check: Callable[[str], tuple[Problem, ...]]
) -> None:
    problems = check(FRONT + body + "\n")
    assert [str(problem).removeprefix(f"{problem.path}:") for problem in problems] == [told]


@pytest.mark.parametrize(
    "body",
    [
        "Ada: It paid 5 % & more – “so to speak” – for $5, ~7 or 3 + 4 = 7; 20°C… [^1] {.take}\n\n"
        + NOTE.replace("Sales fell by 12 percent, Corran said.", "It paid 5 % or $5, not 7, at 20 degrees; 3 + 4 = 7."),
        "Ada: AT&T, C# and *The Sun* – a *very* `good` thing_of_ours {.take}",
        "Ada: Łódź, Ångström and Đặng. {.take}",
        'Ada: It is called [Привет]{say="pree-vyet"}, with a [👍]{say="thumbs up"}.',
        "Ada: Ben, hello: 7:30 it is,\nwith Ben\n\\#Next #Next. {.take}",
        'Ada: The [SFX]{say="effects"} <!-- [laughs] --> are here. {.take}',
        "Ben: Привет means hello. {.take}",  # the engine does not tell what it reads
        "Ada: Hello <!-- 🙂 **later** [^7] {.nope} <b> --> everybody.",
        "Ada: We have a new mayor.\n\nBen: We do have a new mayor, and a young one.\n\nBen: A new mayor.",
        "Ada: We have a new mayor.\n\nBen: We have a new mayor! {.take}",
    ],
)
def test_a_sound_line_is_left_alone(body: str, check: Callable[[str], tuple[Problem, ...]]) -> None:
    assert check(FRONT + body + "\n") == ()


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (2, "about 1.0 minutes, and the show aims at 2"),
        (1.2, None),
        (0.9, None),
        (0.7, "about 1.0 minutes, and the show aims at 0.7"),
    ],
)
def test_a_length_that_is_off_by_more_than_a_quarter_is_told(show: Show, minutes: float, told: str | None) -> None:
    settings = show.root / "show.yaml"
    settings.write_text(settings.read_text() + f"minutes: {minutes}\n")
    numbers = [f"The {place}th of many lines that take about three seconds. {{.take}}" for place in range(20, 36)]
    script = FRONT + "\n\n".join(f"Ada: {words}" for words in numbers)
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text(script)
    whole = open_show(show.root)
    _, problems = stages.check(whole, DAY, stages.booth(whole))
    assert [(problem.line, problem.message) for problem in problems] == ([(1, told)] if told else [])


def test_nothing_is_said_of_the_length_while_there_are_errors(show: Show) -> None:
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text(FRONT + "Adda: Hello.\n")
    _, problems = stages.check(show, DAY, stages.booth(show))
    assert [problem.message for problem in problems] == ["unknown speaker “Adda”"]


def test_an_engine_that_is_not_installed_is_told_with_everything_else(
    show: Show, check: Callable[[str], tuple[Problem, ...]]
) -> None:
    (show.voice / "cast.yaml").write_text("Ben: {engine: silence}\nAda: {engine: silance}\n")
    told = [str(problem) for problem in check("Ada: Hello.\n\nBem: Hello.")]
    assert any(
        "cast.yaml:2: error: Ada: there is no engine 'silance' (Did you mean 'silence'?" in line for line in told
    )
    assert any("unknown speaker “Bem”" in line for line in told)


def test_a_file_among_the_sounds_that_is_never_heard_is_told(
    show: Show, check: Callable[[str], tuple[Problem, ...]]
) -> None:
    (show.voice / "sounds").mkdir()
    (show.voice / "sounds" / "open.m4a").write_bytes(b"")
    assert any("open.m4a: warning: this sound is never heard" in str(problem) for problem in check("Ada: Hello."))


def test_a_voice_that_is_not_on_this_machine_is_told_at_the_cast_and_not_brought(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads = tmp_path / "downloads"
    monkeypatch.setenv("HIBARI_HOME", str(downloads))
    (show.voice / "cast.yaml").write_text("Ada: {engine: hibari, voice: fenrir}\nBen: {engine: silence}\n")
    show.script(DAY).parent.mkdir()
    show.script(DAY).write_text(FRONT + "Ada: Hello.\n\nBen: Hello.\n")
    told = CliRunner().invoke(app, ["check", "--date", DAY.isoformat(), "--show", str(show.root)])
    assert told.exit_code == 1
    assert "cast.yaml:1: error: Ada: the voice 'fenrir' of hibari is not on this machine" in told.output
    assert "daycast voices fetch fenrir" in told.output
    assert not downloads.exists()
