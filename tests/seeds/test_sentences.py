"""Where sentences end."""

from datetime import UTC, datetime

import pytest

from daycast.seeds.model import Article
from daycast.seeds.sentences import sentences, sentences_of


@pytest.mark.parametrize(
    "expected",
    [
        ["One.", "Two!", "Three?"],
        ["It cost $5.2 billion.", "Then 3.5 percent more."],
        ["Dr. Smith of Acme Inc. spoke to J. K. Rowe at 5 p.m. on Monday."],
        ["“It works,” said Mara Okafor.", "“It does not.”", "Others agree."],
        ["The developer Taha K., known as lordx64, wrote it.", "Nobody else did."],
        ["The U.S. Senate votes.", "GLM 5.2 is out."],
        ["It ended (at last.)", "Élan returned."],
        ["Am 22. Juni spricht Dr. Roth, z. B. über Nr. 3.", "Der 2. Platz ging an St. Pauli."],
        ["Sie zahlt 1,2 Mio. Euro an die Täter.", "Das ist viel."],
        ["„Es läuft.“", "Niemand widersprach."],
        ["Das war 2025.", "Die Firma wuchs."],
        ["El Sr. Pérez viajó a EE. UU. con la Dra. Gil.", "¿Volverá el 1 de julio?", "Nadie lo sabe."],
    ],
)
def test_a_paragraph_falls_into_its_sentences(expected: list[str]) -> None:
    assert list(sentences(" ".join(expected))) == expected


def test_the_sentences_of_articles_come_in_order_without_titles() -> None:
    when = datetime(2026, 6, 23, tzinfo=UTC)
    one = Article("a", "A title.", "Wire", "", when, ("One. Two.", "Three."))
    other = Article("b", "Another.", "Post", "", when, ("Four.",))
    assert sentences_of([one, other]) == ["One.", "Two.", "Three.", "Four."]
