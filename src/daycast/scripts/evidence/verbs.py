"""Words by which a clause of English tells what happened, or only what somebody makes of it."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Verbs whose past does not end in -ed, as they stand behind a subject.
PAST = _set(
    """died lied tied owed used cost
    became began bent bit blew bought bred broke brought built burnt burst came caught chose cut dealt did drank drew
    drove fell fought flew forbade forgave froze gave got grew heard held hid hit kept knew laid led left lent lit lost
    made met paid put quit ran rang rose sank sat saw sent set shot shut slept slid sold spent split spoke spread stole
    stood stuck struck sued swore swam swept swung taught told took tore threw won wore went withdrew wrote"""
)
PARTICIPLES = PAST | _set(
    """become begun bitten blown broken chosen come done drawn driven drunk eaten fallen flown forbidden forgotten
    frozen given gone grown hidden known ridden risen run seen shaken shown spoken stolen sunk sworn taken thrown torn
    worn withdrawn written been had"""
)
# What is true or not of somebody at any time: whoever says so tells a fact.
STATES = _set(
    """owns earns costs employs charges pays sells exports imports supplies forbids bans bars requires allows belongs
    controls holds operates runs produces manufactures publishes stores hires works lives serves comes sits own earn
    employ charge sell export import supply forbid ban belong control operate produce"""
)
SAYS = _set(
    """said says told tells admitted admits claimed claims announced announces reported reports promised promises denied
    denies confirmed confirms insisted insists argued argues complained complains revealed reveals explained boasted
    wrote writes stated states conceded concedes testified threatened threatens demanded demands"""
)
# Who says something without a name; behind "some", "many" and the like, too.
SOURCES = _set(
    """studies study research researchers experts scientists polls surveys statistics sources insiders critics
    analysts economists lawyers doctors engineers officials witnesses neighbours employees they some many most people"""
)
SHOWS = _set("say says show shows shown showed suggest suggests found find finds prove proves proved agree reckon")

# Whoever judges, wishes or feels tells nothing that can be looked up.
JUDGES = _set(
    """deserve deserved deserves matter mattered matters sound sounded sounds look looked looks seem seemed seems feel
    felt feels strike strikes struck worry worried worries hope hoped hopes wish wished fear feared like liked love
    loved hate hated want wanted wants need needed needs mean meant means think thinks thought believe believes believed
    know knows knew care cared mind minded bother bothered miss blame blamed overdo overdid misread misjudged
    underestimated
    overestimated overplayed blundered botched surprise surprised surprises disappoint disappointed impress impressed
    annoy annoyed amaze amazed trust trusted regret prefer preferred"""
)
VALUES = _set(
    """right wrong good better best bad worse worst great fine poor rich big small huge tiny brave bold cowardly smart
    stupid clever foolish silly wise mistake scandal disgrace shame pity joke triumph disaster failure success blunder
    gamble bargain steal luck lucky unlucky fair unfair just unjust honest dishonest strange odd weird funny sad happy
    glad sorry proud angry nervous tired late early slow fast cheap expensive easy hard difficult simple important
    interesting boring beautiful ugly clean dirty serious ridiculous absurd sensible reasonable generous greedy mean
    nice kind cruel cold warm dangerous safe risky reckless careful careless naive cynical elegant clumsy convenient
    surprising disappointing impressive embarrassing promising worrying worth worthless enough badly well rightly
    wrongly nicely poorly terribly sense nonsense warning lesson story end beginning point problem chance thing
    vanity courage pride mess insult gift favour choice hope future everything nothing something"""
)

ROLES = _set(
    """director member owner founder co-founder chief head boss adviser advisor investor shareholder partner client
    customer subsidiary supplier lawyer minister employee graduate chairman chairwoman president candidate veteran
    brother sister son daughter wife husband friend winner holder part"""
)

UTMOST = _set("only first second third fourth fifth last")  # of a row that can be counted, as are "the oldest …"

OPINES = _set(
    """think thinks thought believe guess suspect suppose imagine doubt wonder hope wish fear bet reckon expect prefer
    feel say"""
)
MODALS = _set(
    """may might could would should can cannot ought must perhaps maybe probably possibly presumably apparently surely
    likely unlikely if unless whether suppose supposing imagine let lets"""
)
SUPPOSES = _set("would could might if unless suppose supposing imagine whether should")

FIRST = _set("i we you me us my our your")
VAGUE = _set(
    """it this that these those which what there here nobody everybody anybody somebody someone everyone anyone no-one
    nothing everything something anything one"""
)
ANYBODY = _set(
    "a an any every each no somebody someone anybody anyone everybody everyone something anything nobody those"
)
EVERYBODY = _set("any every each no nobody everybody everyone anybody anyone")
NOT_BEFORE_VERB = _set(
    """a an the my our your his her its their this that these those be am is are was were been being so too very more
    most as of in on at by for with from to about into over under and or not"""
)
BE = _set("is are was were am be been being s re")
HAVE = _set("has have had ve")
