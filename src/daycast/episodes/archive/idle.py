"""Words of a question that tell nothing of its topic: those that ask, and those that only ask how much."""

from __future__ import annotations

from functools import cache

from daycast.scripts.evidence.wording import stem
from daycast.seeds.terms import COMMON

# Words for asking, and for asking a programme; beside those that carry no meaning in articles either.
_ASKING = {
    "en": """air aired anybody anyone anything archive bring broadcast cover current currently recently newest
        coverage covered covering discuss discussed episode episodes ever everything exactly explain far find happen
        happened happening happens hear heard hosts i'd i've isn't know known latest let's lot mean means mention
        mentioned name news old please podcast programme program regarding report reported reporting reports saying
        search show shows show's somebody someone something speak spoke story stories summarise summarize talk
        talked talking tell telling there's think thing things topic update updates understand wasn't we've weren't
        what's where's who's why's won't want wanted wants word words write wrote let get gets getting give given""",
    "de": """aktuell alles archiv derzeit jetzt berichten berichtet berichtete berichteten das dem den denn der die
        eigentlich episode es etwas folge folgen gab gehört gesagt geschah geschehen geschichte gibt habt hat hattet
        ich ihr irgendwas man mal mit nachrichten passiert passierte podcast sag sagen sendung sendungen thema uns
        unser unsere viel viele wann war waren warum was welche welchem welchen welcher welches wem wen wer weshalb
        wessen weiß wieso wieviel wie wo wofür woher wohin worum worüber wir zuletzt""",
    "es": """actualmente ahora algo alguien archivo contar contaron contó cuál cuáles cuando cuándo cuánta cuántas
        cuánto cuántos cómo decir dice dicho dijeron dijimos dijo dónde episodio episodios eso había habló hablamos
        han hay hemos historia informaron informamos informó la le les lo mencionó mencionamos noticia noticias
        ocurrió pasó podcast programa qué quién quiénes saber sabemos son tema una al están a""",
}
# Behind "how" these ask for a measure, which the answer gives as a figure.
_MEASURES = {
    "en": """bad big broad cheap cold common dangerous deep early expensive far fast fast good great heavy hard high
        hot large late likely long loud low many much often old quick quickly rare serious severe short slow small
        soon strong tall warm well wide young""",
    "de": """alt breit früh gefährlich groß gut häufig hoch kalt lang lange oft schlecht schnell schwer spät stark
        tief teuer viel viele warm weit""",
    "es": "",
}
# The commonest verbs: they say more about how something is asked than about what.
_LIGHT = """agree allow appear ask become became begin believe build buy call carry cause change come consider continue
    cost create cut decide develop do end expect fall feel follow grow help hold keep lead learn leave left
    like live look lose lost love make meet met move need offer open pay paid plan play provide put raise
    reach read receive remain remember require run sell send serve set sit spend stand start stay stop
    suggest take try turn use wait walk want watch win won work"""
_LIGHTLY = frozenset(map(stem, _LIGHT.split()))


@cache
def idle(tongue: str) -> frozenset[str]:
    """The words that are no topic, in small letters; of a language that is not known here, those of English."""
    return COMMON | frozenset(_ASKING.get(tongue, _ASKING["en"]).split())


@cache
def measures(tongue: str) -> frozenset[str]:
    """The words that ask for a measure behind "how"."""
    return frozenset(_MEASURES.get(tongue, _MEASURES["en"]).split())


def is_light(term: str) -> bool:
    """Whether the term is a verb so common that a passage need not have it to be about the question."""
    return stem(term) in _LIGHTLY
