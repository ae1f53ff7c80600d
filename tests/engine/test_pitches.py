"""What a site says in its own cause is no part of its articles; articles about commissions, copyright and donations are whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from presscut.article import Kind
from presscut.extraction import blocks, corrections, judging
from presscut.extraction.corrections import Correction
from presscut.extraction.page import parse

PROSE = [
    "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board.",
    "Nobody noticed at first, the harbour master said, because the fog had kept most of the town indoors all day.",
    "By the evening the wind had turned, and the crew decided to wait for the pilot boat behind the island.",
    "It arrived after midnight, and the passengers slept in the gymnasium of the school on the other shore.",
]
TEXT = "".join(f"<p>{n}. {text}</p>" for n in range(3) for text in PROSE)


class KeepsAll:
    """A model that takes everything for content."""

    def probability(self, _row: Sequence[float]) -> float:
        return 0.95

    quick_probability = probability

    def kind_of(self, _row: Sequence[float]) -> Kind:
        return "article"


def cut_of(html: str, correction: Correction = corrections.pitches_around_text) -> list[str]:
    """What one correction cuts."""
    page = blocks.read(parse(html))
    verdicts = judging.judge_with(KeepsAll(), (correction,))(page).verdicts
    return [block.text for block, verdict in zip(page.blocks, verdicts, strict=True) if not verdict.keep]


@pytest.mark.parametrize(
    "pitch",
    [
        "When you buy through links on these pages, we may earn a small sum at no cost to you.",
        "If you order something here, we may receive compensation from the shop.",
        "This text is our own. No part may be reproduced without leave of the Harbour Gazette.",
        "Our journalism needs your support. Give what you can.",
        "Read us every day: sign up for the free Harbour newsletter.",
        "The best of the coast, twice a week in your inbox.",
        "Wenn Sie über diese Links kaufen, erhalten wir eine Provision vom Händler.",
        "Jeden Freitag neu: den Hafen-Newsletter kostenlos abonnieren.",
        "Si vous achetez par ces liens, nous pouvons percevoir une commission.",
        "Inscrivez-vous à notre newsletter du port.",
        "Si compras por estos enlaces, podemos recibir una comisión.",
        "Suscríbete a nuestro boletín del puerto.",
        "Se acquistate qui, potremmo ricevere una commissione dal negozio.",
        "Iscriviti alla newsletter del porto.",
        "Se comprar por aqui, podemos receber uma comissão da loja.",
        "Assine a nossa newsletter do porto.",
        "Koop je via deze links, dan ontvangen wij een commissie van de winkel.",
        "Schrijf je in voor onze nieuwsbrief over de haven.",
    ],
)
def test_a_pitch_goes_from_both_ends_of_a_text(pitch: str) -> None:
    assert cut_of(f"<p>{pitch}</p>{TEXT}") == [pitch]
    assert cut_of(f"{TEXT}<p>{pitch}</p>") == [pitch]


@pytest.mark.parametrize(
    "line",
    [
        "The broker takes a commission on every ticket, and the affiliate of the firm takes another.",
        "The court ruled that the song is under copyright until the year 2040.",
        "The museum wants donations, and the town will support it with a newsletter of its own.",
        "Newsletters come back, the printer said, and the town has three of them.",
    ],
)
def test_a_text_about_such_things_is_whole(line: str) -> None:
    assert cut_of(f"{TEXT}<p>{line}</p>") == []


def test_a_pitch_in_the_midst_of_a_text_is_left_to_the_model() -> None:
    assert cut_of(f"{TEXT}<p>He read: we may earn a little.</p>{TEXT}") == []


def test_a_page_that_is_a_pitch_is_kept() -> None:
    assert cut_of("<h1>Give</h1><p>Support our newsroom, and write to us.</p><p>We need oars.</p>") == []


PLEA = [
    "We believe that everyone on the coast should know when the ferry leaves.",
    "Support our newsroom and we will go on asking.",
    "Oars are dear this year, and so is ink.",
    "Give as little as $2 a month.",
]


def test_a_plea_in_a_box_goes_with_the_paragraphs_that_tell_why() -> None:
    plea = "".join(f"<p>{line}</p>" for line in PLEA)
    assert cut_of(f"<div>{TEXT}<div><h4>The Tide Rises</h4>{plea}</div></div>") == ["The Tide Rises", *PLEA]


def test_of_a_plea_among_the_paragraphs_of_the_text_goes_what_asks() -> None:
    plea = "".join(f"<p>{line}</p>" for line in PLEA)
    assert cut_of(f"<div>{TEXT}{plea}</div>") == [PLEA[1], PLEA[3]]


def test_what_a_networks_code_says_before_it_ran_goes_and_the_post_stays() -> None:
    post = (
        "<blockquote class='instagram-media'><div><a href='https://www.instagram.com/p/1/'>View this post on Instagram</a></div>"
        "<p>Fog again, and no ferry.</p><p><a href='https://www.instagram.com/p/1/'>A post shared by Harbour (@harbour)</a></p>"
        "</blockquote>"
    )
    assert cut_of(f"{TEXT}{post}{TEXT}", corrections.lines_of_networks) == [
        "View this post on Instagram",
        "A post shared by Harbour (@harbour)",
    ]
    assert cut_of(f"{TEXT}<p>View this post on paper.</p>", corrections.lines_of_networks) == []
