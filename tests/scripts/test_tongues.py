"""Shows in other languages than English: written, checked and told in theirs."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast import day as stages
from daycast import drafts
from daycast.inline import plain
from daycast.scripts.evidence.supports import supports
from daycast.scripts.writing.plainly import Plain
from daycast.scripts.writing.tongues import tongue as tongue_of
from daycast.show import Show, open_show

SHOWS = Path(__file__).parents[1] / "shows"
DAY = date(2026, 6, 23)


@pytest.fixture(params=["de", "es"])
def show(request: pytest.FixtureRequest, tmp_path: Path) -> Show:
    """A sample show of one language: articles, a cast, and no script."""
    shutil.copytree(SHOWS / request.param, tmp_path / "show")
    return open_show(tmp_path / "show")


def drafted(show: Show, day: date = DAY) -> str:
    text, told = drafts.redraft(show, day)
    assert (text is None, told) == (False, ())
    return str(text)


def told(show: Show, text: str) -> tuple[str, ...]:
    """What a check says of a script of this text."""
    show.script(DAY).parent.mkdir(exist_ok=True)
    show.script(DAY).write_text(text)
    _, problems = stages.check(show, DAY, stages.booth(show))
    return tuple(problem.message for problem in problems)


def test_the_script_is_what_the_golden_file_says(show: Show) -> None:
    """When the writer changes, the diff of these files shows what is read out now."""
    assert drafted(show) == (SHOWS / f"{show.tongue}.md").read_text()


def test_nothing_is_wrong_with_what_the_writer_wrote(show: Show) -> None:
    assert told(show, drafted(show)) == ()


def test_every_cited_line_holds_whole_sentences_of_its_articles(show: Show) -> None:
    articles = " ".join(path.read_text() for path in show.seeds(DAY).iterdir())
    for quote in re.findall(r'^\[\^\d+\]: .*?>\. "(.*)"$', drafted(show), re.MULTILINE):
        assert quote in articles


@pytest.mark.parametrize(
    ("language", "written", "changed", "reason"),
    [
        ("de", "1,2 Mio. Euro", "1,9 Mio. Euro", "the figure 9 stands"),
        ("de", "drei Tage Zeit, sich", "vier Tage Zeit, sich", "does not stand word for word"),
        ("de", "das nicht mit dem Netz", "das mit dem Netz", "the cited sentence says “nicht”"),
        ("es", "un 12 %", "un 21 %", "the figure 21"),
        ("es", "Unos 14.000 vecinos", "Unos 15.000 vecinos", "the figure 15"),
    ],
)
def test_a_word_that_the_sources_do_not_have_is_told(
    tmp_path: Path, language: str, written: str, changed: str, reason: str
) -> None:
    shutil.copytree(SHOWS / language, tmp_path / "show")
    show = open_show(tmp_path / "show")
    spoken, notes = drafted(show).split("\n[^1]: ")
    (message,) = told(show, spoken.replace(written, changed, 1) + "\n[^1]: " + notes)
    assert reason in message


def test_an_uncited_figure_is_told_and_a_capital_noun_is_not(show: Show) -> None:
    line = f"{show.hosts[0]}: {{}}\n\n[sound: close]"
    text = drafted(show)
    nouns = {"de": "Das war eine Nachricht aus dem Rathaus.", "es": "Hasta aquí las noticias del ayuntamiento."}
    assert told(show, text.replace("[sound: close]", line.format(nouns[show.tongue]))) == ()
    figure = {"de": "Es waren 500 Menschen.", "es": "Fueron 500 personas."}
    assert told(show, text.replace("[sound: close]", line.format(figure[show.tongue]))) == (
        "this line states something and cites nothing",
    )


@pytest.mark.parametrize(
    ("tongue", "heading", "opening"),
    [
        ("de", "Der See Corran ist wieder voll",
         "Neues zu unserem Bericht von gestern: „Der See Corran ist auf Tiefstand“."),
        ("es", "El lago Corran vuelve a estar lleno",
         "Novedades sobre nuestra información de ayer: «El lago Corran está bajo mínimos»."),
    ],
)  # fmt: skip
def test_a_story_that_aired_yesterday_is_called_so(tmp_path: Path, tongue: str, heading: str, opening: str) -> None:
    shutil.copytree(SHOWS / tongue, tmp_path / "show")
    show = open_show(tmp_path / "show")
    texts = {
        "de": ("Der See Corran hat in der langen Dürre dieses Jahres sein altes Ufer verloren.",
               "Der See Corran hat nach einer Woche Regen sein altes Ufer wieder erreicht."),
        "es": ("El lago Corran perdió su vieja orilla en la larga sequía de este año.",
               "El lago Corran ha recuperado su vieja orilla tras una semana de lluvia."),
    }[tongue]  # fmt: skip
    before = opening[opening.index("„" if tongue == "de" else "«") + 1 : -2]
    for path in show.seeds(DAY).iterdir():
        path.unlink()
    for day, title, text in ((date(2026, 6, 22), before, texts[0]), (DAY, heading, texts[1])):
        show.seeds(day).mkdir(parents=True, exist_ok=True)
        published = f"{day.isoformat()}T06:00:00Z"
        head = f"title: {title}\noutlet: Wire\nurl: https://wire.example.org/{day}\npublished: {published}"
        (show.seeds(day) / "see.md").write_text(f"---\n{head}\n---\n\n{text}\n")
        show.script(day).parent.mkdir(exist_ok=True)
        show.script(day).write_text(drafted(show, day))
    text = show.script(DAY).read_text()
    assert opening in text
    assert [message for message in told(show, text) if "minutes" not in message] == []


def test_a_show_rewords_what_stands_around_the_facts_in_its_own_language(show: Show) -> None:
    show.templates.mkdir()
    ours = (Path(stages.__file__).parent / "scripts/templates" / show.tongue / "phrases.md.j2").read_text()
    greeting = {"de": "Guten Morgen.", "es": "Buenos días."}[show.tongue]
    (show.templates / "phrases.md.j2").write_text(ours + f'{{%- set greetings = ["{greeting}"] -%}}\n')
    assert f"{show.hosts[0]}: {greeting} " in drafted(show)


def test_a_language_that_the_writer_does_not_know_keeps_its_sentences_whole(tmp_path: Path) -> None:
    shutil.copytree(SHOWS / "es", tmp_path / "show")
    settings = tmp_path / "show" / "show.yaml"
    settings.write_text(settings.read_text().replace("es-ES", "fr-FR"))
    show = open_show(tmp_path / "show")
    (path, *others) = sorted(show.seeds(DAY).iterdir())
    for other in others:
        other.unlink()
    sentence = "Le pont de Valdeluz, fermé depuis neuf mois (un record), a rouvert lundi à la circulation."
    head = path.read_text().split("\n---\n")[0]
    path.write_text(f"{head}\n---\n\n{sentence} Un autre pont, plus petit, sera fermé pour travaux en juillet.\n")
    lines = [plain(line) for line in drafted(show).splitlines() if line.startswith(("Lucía", "Mateo"))]
    assert any("It is Tuesday, June 23rd" in line or "it is Tuesday, June 23rd" in line for line in lines)
    assert any("sera fermé pour travaux en juillet." in line for line in lines)


def test_the_words_of_a_line_must_stand_in_its_evidence_in_any_language() -> None:
    evidence = "Die Fähre Nordwind fällt wegen eines Motorschadens bis zum Wochenende aus."
    assert supports("Lahnkurier meldet: Die Fähre Nordwind fällt bis zum Wochenende aus.", [evidence],
                    known=["Lahnkurier"], tongue="de").supported  # fmt: skip
    assert not supports("Die Reederei verkauft alle Schiffe nach Norwegen.", [evidence], tongue="de").supported


@pytest.mark.parametrize(
    ("tongue", "sentence", "leans"),
    [
        ("de", "Er kündigte den Rücktritt für den Herbst an.", True),
        ("de", "Zudem fehlen der Stadt zwölf Fachleute.", True),
        ("de", "Die Verschlüsselung begann nach seinen Worten in der Nacht.", True),
        ("de", "Der Betreiber will dazu im Mai Zahlen vorlegen.", True),
        ("de", "Die Stadt hat damit keine Erfahrung.", True),
        ("de", "Der Rat wurde darüber am Montag unterrichtet, wie der Bürgermeister sagte.", True),
        ("de", "Der Park kostete 31 Mio. Euro, ein Drittel davon haben Einwohner aufgebracht.", False),
        ("de", "Der Betreiber geht davon aus, dass die Brücke im Mai öffnet.", False),
        ("de", "Die Stadt rief dazu auf, das Wasser vor dem Trinken abzukochen.", False),
        ("de", "Die Klinik warnte davor, Brunnenwasser zu trinken.", False),
        ("de", "Ein Händler weist darauf hin, der Preis sei gestiegen.", False),
        ("de", "Erdgas kostet in diesem Winter mehr als im letzten.", False),
        ("de", "Sieben Schulen bleiben am Montag geschlossen.", False),
        ("es", "Sin embargo, el alcalde no ha dimitido.", True),
        ("es", "Anunció una reforma de la ley de aguas.", True),
        ("es", "Estepona tendrá dos hospitales nuevos.", False),
        ("fr", "Il a annoncé sa démission pour l’automne.", False),
    ],
)
def test_a_sentence_that_needs_another_is_known_by_its_words(tongue: str, sentence: str, leans: bool) -> None:
    assert Plain(tongue_of(tongue)).leans(sentence, "", ()) == leans


@pytest.mark.parametrize(
    ("tongue", "written", "said"),
    [
        ("de", "Anna Roth (SPD) führt die Stadt seit vier Jahren.", "Anna Roth führt die Stadt seit vier Jahren."),
        ("de", "Der Fund (nicht bestätigt) stammt aus einem Keller.", ""),
        ("de", "„Es ist ein Anfang“, sagte Anna Roth.", "„Es ist ein Anfang“, sagte Anna Roth."),
        ("de", "Wir haben mit der Bürgermeisterin am Abend gesprochen.", ""),
        ("de", "„Wir haben lange geredet“, sagte Anna Roth.", "„Wir haben lange geredet“, sagte Anna Roth."),
        ("de", "Was bedeutet das für die Bürger der Stadt?", ""),
        ("es", "Nuestra redacción habló ayer con el alcalde.", ""),
        ("es", "El alcalde habló ayer con los vecinos.", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_said_word_for_word_or_not_at_all(tongue: str, written: str, said: str) -> None:
    yesterday = date(2026, 6, 22)
    assert Plain(tongue_of(tongue)).said(written, yesterday, DAY) == said


@given(st.sampled_from(["de", "es", "fr"]), st.text(max_size=120))
def test_no_sentence_is_said_in_other_words(tongue: str, text: str) -> None:
    said = Plain(tongue_of(tongue)).said(text, DAY, DAY)
    left = iter(text)
    assert all(letter in left for letter in said)
