"""Copies of a text as syndication makes them, and texts that only look like copies. Made up, from a seed.

A text is a list of paragraphs. Every copy has its name in :data:`COPIES`, and what is no copy in :data:`LOOKALIKES`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

Text = list[str]
Change = Callable[[random.Random, Text], Text]

_AGENCIES: Final = ("(AP)", "(Reuters)", "(dpa)", "— AFP", "(EFE) -")
_PLACES: Final = ("LONDON", "BERLIN", "NEW YORK", "MADRID", "BRUSSELS", "NAIROBI")
_NOTICES: Final = (
    "This story has been published from a wire agency feed without modifications to the text. Only the headline has been "
    "changed. Read more news like this on our website or in our app.",
    "Copyright. All rights reserved. This material may not be published, broadcast, rewritten or redistributed. Sign up for "
    "our daily newsletter to get the best of our reporting, and follow us for more.",
    "Never miss a story: add this site to your favourites. Our journalists work independently; if you buy something through "
    "our links we may earn a commission. Comments are moderated and may close at any time.",
    "Support independent local news. For the price of a coffee a week you help us to report from councils, courts and "
    "schools. Already a member? Sign in to manage your subscription, or call our readers' desk on weekdays from nine to "
    "five. Have a tip? Write to the newsroom in confidence.",
)
_WORD: Final = re.compile(r"\w+")
_FILLER: Final = (
    *("officials", "said", "late", "on", "tuesday", "that", "further", "details", "would", "follow", "once", "the"),
    *("review", "was", "complete", "and", "all", "parties", "had", "been", "heard", "while", "residents", "described"),
    *("long", "queues", "uncertainty", "about", "what", "comes", "next", "for", "region"),
)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_FILLER, k=words)).capitalize() + "."


def _agency_line(chance: random.Random, text: Text) -> Text:
    return [f"{chance.choice(_PLACES)} {chance.choice(_AGENCIES)} {text[0]}", *text[1:]]


def _standfirst(chance: random.Random, text: Text) -> Text:
    """The site's own lines before the text, a byline among them."""
    return [_sentence(chance, 18), f"By {chance.choice(_PLACES).title()} Correspondent", *text]


def _without_a_paragraph(chance: random.Random, text: Text) -> Text:
    if len(text) < 3:
        return text
    gone = chance.randrange(1, len(text))
    return text[:gone] + text[gone + 1 :]


def _with_a_paragraph(chance: random.Random, text: Text) -> Text:
    place = chance.randrange(1, len(text) + 1)
    return [*text[:place], _sentence(chance, 40), *text[place:]]


def _reordered(chance: random.Random, text: Text) -> Text:
    rest = text[1:]
    chance.shuffle(rest)
    return [text[0], *rest]


def _words_replaced(share: float) -> Change:
    """Single words here and there, as spelling rules, units and names of places are changed for readers."""

    def change(chance: random.Random, text: Text) -> Text:
        return [
            _WORD.sub(lambda word: chance.choice(_FILLER) if chance.random() < share else word[0], paragraph)
            for paragraph in text
        ]

    return change


def _subbed(chance: random.Random, text: Text) -> Text:
    """What an editor does in ten minutes: the lead rewritten, a paragraph gone, two words of a hundred changed."""
    return [_sentence(chance, 25), *_words_replaced(0.02)(chance, _without_a_paragraph(chance, text))[1:]]


def _cut_at(share: float) -> Change:
    """What a wall leaves: so much of the words, in the middle of a paragraph."""

    def change(_: random.Random, text: Text) -> Text:
        left = int(sum(len(paragraph.split()) for paragraph in text) * share)
        kept: Text = []
        for paragraph in text:
            words = paragraph.split()
            kept.append(" ".join(words[:left]))
            left -= len(words)
            if left <= 0:
                break
        return kept

    return change


def _notice_behind(chance: random.Random, text: Text) -> Text:
    return [*text, *chance.sample(_NOTICES, 2)]


def _typeset(_: random.Random, text: Text) -> Text:
    """Quotes, dashes, spaces and dots of another house."""
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "'": "’", '"': "”"})
    return [f"{paragraph.translate(table).replace(' ', '  ')}\u200b" for paragraph in text]


def _other_case(_: random.Random, text: Text) -> Text:
    return [text[0].upper(), *text[1:]]


def _everything(chance: random.Random, text: Text) -> Text:
    """Agency line, a paragraph less, one more, one word of a hundred, a notice."""
    for change in (_agency_line, _without_a_paragraph, _with_a_paragraph, _words_replaced(0.01), _notice_behind):
        text = change(chance, text)
    return text


COPIES: Final[dict[str, Change]] = {
    "typography": _typeset,
    "first paragraph in capitals": _other_case,
    "dateline and agency": _agency_line,
    "standfirst and byline": _standfirst,
    "a paragraph dropped": _without_a_paragraph,
    "a paragraph added": _with_a_paragraph,
    "paragraphs re-ordered": _reordered,
    "1 % of words replaced": _words_replaced(0.01),
    "5 % of words replaced": _words_replaced(0.05),
    "edited (lead, paragraph, 2 %)": _subbed,
    "notices behind": _notice_behind,
    "all of agency, paragraphs, 1 %, notices": _everything,
    "cut at a wall, 60 % left": _cut_at(0.6),
    "cut at a wall, 30 % left": _cut_at(0.3),
}
"""Name → what is done to a text. Another headline is on all of them: headlines are no part of a text."""

EXACT: Final = ("typography", "first paragraph in capitals")
"""The copies that keep every word in its place."""


# --- what is none ------------------------------------------------------------------------------------------------


def _first_words(text: Text, words: int) -> Text:
    total = sum(len(paragraph.split()) for paragraph in text)
    return _cut_at(min(1.0, words / max(total, 1)))(random.Random(0), text)


def boilerplate_of_a_site(chance: random.Random, pool: Sequence[Text], number: int) -> list[Text]:
    """Short reports, each by another hand, and behind each the same hundred words of one site."""
    behind = [_NOTICES[0], _NOTICES[3]]
    return [[*_first_words(text, chance.randrange(110, 260)), *behind] for text in chance.sample(list(pool), number)]


def shared_quotations(chance: random.Random, pool: Sequence[Text], number: int) -> list[Text]:
    """Reports of one press conference by different hands: the same two quotations in them."""
    quoted = [max(chance.choice(pool), key=len), max(chance.choice(pool), key=len)]
    quotes = [" ".join(paragraph.split()[:40]) for paragraph in quoted]
    texts = [_first_words(text, chance.randrange(200, 500)) for text in chance.sample(list(pool), number)]
    return [[text[0], quotes[0], *text[1:], quotes[1]] for text in texts]


def live_blogs(chance: random.Random, pool: Sequence[Text], number: int) -> list[Text]:
    """One live blog day by day: its standing introduction, and updates of its own, one of ten kept from the day before."""
    introduction = " ".join(chance.choice(pool)[0].split()[:45])
    paragraphs = [paragraph for text in pool for paragraph in text if len(paragraph.split()) > 20]
    days: list[Text] = []
    updates: Text = []
    for _ in range(number):
        updates = [*chance.sample(paragraphs, 9), *updates[:1]]
        stamped = [f"{chance.randrange(24)}:{chance.randrange(60):02} Update. {update}" for update in updates]
        days.append([introduction, *stamped])
    return days


def weather_pages(chance: random.Random, pool: Sequence[Text], number: int) -> list[Text]:
    """A forecast for another town or another day: all sentences out of one drawer."""
    del pool
    skies = ("clear", "partly cloudy", "overcast", "rainy", "foggy", "windy", "stormy", "humid")
    winds = ("light northerly", "fresh westerly", "gusty easterly", "calm", "strong southwesterly")
    towns = ("Ashford", "Bellmore", "Carden", "Dunwick", "Eastvale", "Farrow", "Glenby", "Harwell", "Inver", "Jarrow")
    advice = (
        "Drivers should allow extra time on high ground.",
        "An umbrella will be useful from the afternoon on.",
        "Pollen counts stay low for the rest of the week.",
        "Coastal paths may be slippery after dark.",
        "Sun cream is advised around noon.",
        "Gardeners can expect no frost before the weekend.",
    )
    pages: list[Text] = []
    for _ in range(number):
        town = chance.choice(towns)
        page = [f"Here is the forecast for {town} and its surroundings for the coming five days."]
        page += [
            f"{day} begins {chance.choice(skies)} and turns {chance.choice(skies)} later, with highs of "
            f"{chance.randrange(-5, 35)} and lows of {chance.randrange(-15, 20)} degrees, a {chance.choice(winds)} wind "
            f"of {chance.randrange(5, 80)} kilometres an hour and a chance of rain of {chance.randrange(101)} percent. "
            f"{chance.choice(advice)}"
            for day in ("Today", "Tomorrow", "The day after", "Towards the weekend", "At the weekend")
        ]
        pages.append(page)
    return pages


def listings(chance: random.Random, pool: Sequence[Text], number: int) -> list[Text]:
    """Overviews of a section: fifteen teasers of the seventy that were published lately."""
    teasers = [" ".join(text[0].split()[:22]) for text in chance.sample(list(pool), min(70, len(pool)))]
    return [["The latest from our newsroom.", *chance.sample(teasers, min(15, len(teasers)))] for _ in range(number)]


def round_ups(chance: random.Random, pool: Sequence[Text], number: int) -> list[Text]:
    """A look at the papers: the first two paragraphs of five texts each, which stand in the pool too."""
    long = [text for text in pool if len(text) >= 8]
    return [
        [paragraph for text in chance.sample(long, 5) for paragraph in text[:2]] for _ in range(min(number, len(long)))
    ]


LOOKALIKES: Final[dict[str, Callable[[random.Random, Sequence[Text], int], list[Text]]]] = {
    "boilerplate of a site": boilerplate_of_a_site,
    "shared quotations": shared_quotations,
    "live blogs": live_blogs,
    "weather pages": weather_pages,
    "listings": listings,
    "round-ups": round_ups,
}
"""Name → so many texts, of which no two are the same."""
