"""Walls: what shuts the reader out, in several languages, and what only looks like it."""

import pytest

from presscut.extraction import blocks, judging, walls
from presscut.extraction.metadata.access_variables import Variable
from presscut.extraction.page import parse
from presscut.extraction.vocabulary import walls as cues

PROSE = [
    "The ministry published its plan for the railway on Friday, and the unions called it a declaration of war on travellers.",
    "Forty stations would lose their staff within two years, according to the draft, and three lines would close for good.",
    "The minister told reporters that nothing was decided, and that the draft was a basis for talks with everybody concerned.",
]
TEASER = "".join(f"<p>{text}</p>" for text in PROSE)


def wall_of(
    html: str,
    declared_free: bool | None = None,
    gated_selectors: tuple[str, ...] = (),
    variables: tuple[Variable, ...] = (),
    mentions: int | None = None,
) -> tuple[walls.Wall, list[str]]:
    page = blocks.read(parse(html))
    judgement = judging.judge(page)
    wall = walls.find(
        page.blocks,
        judgement.inherited_roles,
        judgement.kept,
        declared_free=declared_free,
        gated_selectors=gated_selectors,
        variables=variables,
        mentions=mentions,
    )
    body = [
        block.text
        for i, (block, keep) in enumerate(zip(page.blocks, judgement.kept, strict=True))
        if keep and i not in wall.cut and block.kind == "text"
    ]
    return wall, body


OFFERS = {
    "English, e-mail": (
        "registration",
        "<p>Keep reading for free!</p><p>Enter your email address to read the rest of this article.</p>",
    ),
    "English, subscription": (
        "subscription",
        "<h3>Subscribe to continue reading</h3><p>Get unlimited access from $1 a week. Cancel anytime.</p>"
        "<p>Already a subscriber? Log in</p>",
    ),
    "English, metered": (
        "metered",
        "<p>You have reached your limit of free articles this month.</p><p>Subscribe for full access.</p>",
    ),
    "English, one line": (
        "subscription",
        "<p>If you’re seeing this message but you’re already a subscriber, you can log in for access to this story.</p>",
    ),
    "German": (
        "subscription",
        "<p>Weiterlesen mit PLUS</p><p>Jetzt abonnieren und alle Artikel lesen, 4 Wochen für 1 €.</p>"
        "<p>Sie sind bereits Abonnent? Anmelden</p>",
    ),
    "French": (
        "subscription",
        "<p>La suite de cet article est réservée aux abonnés</p><p>Abonnez-vous à partir de 1 € par mois, sans engagement</p>"
        "<p>Déjà abonné ? Connectez-vous</p>",
    ),
    "Spanish": (
        "subscription",
        "<p>Contenido exclusivo para suscriptores</p><p>Suscríbete desde 1 € al mes</p><p>¿Ya eres suscriptor? Inicia sesión</p>",
    ),
    "Polish": (
        "subscription",
        "<p>Artykuł tylko dla prenumeratorów</p><p>Wykup dostęp już od 9,90 zł miesięcznie</p><p>Masz już konto? Zaloguj się</p>",
    ),
    "Japanese": (
        "subscription",
        "<p>この記事は有料会員限定です。残り1200文字</p><p>会員登録して続きを読む</p><p>ログイン</p>",
    ),
    "Italian": (
        "subscription",
        "<p>Contenuto riservato agli abbonati</p><p>Abbonati a 1 € al mese, disdici quando vuoi</p><p>Accedi</p>",
    ),
    "Portuguese": (
        "subscription",
        "<p>Conteúdo exclusivo para assinantes</p><p>Assine por R$ 9,90 por mês</p><p>Já é assinante? Faça login</p>",
    ),
    "Dutch": (
        "subscription",
        "<p>Dit artikel is alleen voor abonnees</p><p>Lees verder voor 1 euro per maand</p><p>Inloggen</p>",
    ),
    "Russian": (
        "subscription",
        "<p>Полный текст доступен по подписке</p><p>Оформите подписку за 99 руб. в месяц</p><p>Войти</p>",
    ),
    "Korean": (
        "subscription",
        "<p>이 기사 전문은 구독자에게 제공됩니다. 계속 읽으려면 구독하세요</p><p>로그인</p>",
    ),
}


@pytest.mark.parametrize(("state", "offer"), OFFERS.values(), ids=OFFERS.keys())
@pytest.mark.parametrize("around", ["{}", '<div class="x1">{}</div>', "<section><div>{}</div></section>"])
def test_an_offer_below_the_teaser_truncates_it(state: str, offer: str, around: str) -> None:
    wall, body = wall_of(f"<article>{TEASER}{around.format(offer)}</article>")
    assert wall.truncated
    assert wall.state == state
    assert body == PROSE
    assert any(line.startswith("words: ") for line in wall.evidence)


@pytest.mark.parametrize(
    "below",
    [
        pytest.param("<p>Subscribe to our newsletter.</p><p>Enter your email address</p>", id="a newsletter"),
        pytest.param("<p>Comments</p><p>Log in or register to join the conversation.</p>", id="a log-in for comments"),
        pytest.param("<p>Support our journalism with $5 a month.</p>", id="a plea for donations"),
        pytest.param("<p>Unlock the full potential of your travels with our new book for $20.</p>", id="an advert"),
        pytest.param("<p>Tickets cost $20, members only on Monday.</p>", id="prices in the text"),
        pytest.param(
            "<p>Register a new account</p><p>Sign in</p><p>Already have an account? Sign in here.</p>",
            id="a forum's form",
        ),
        pytest.param(
            "<p>Enter your email below to receive our news</p><p>Already a subscriber? Want to add a subscription? Click here</p>",
            id="a newsletter's form",
        ),
        pytest.param(
            "<ul><li>Sign in to see price</li><li>Members-only price</li><li>$5 off</li></ul>",
            id="a shop's price for members",
        ),
        pytest.param("<p>$9 Member reward</p><p>This purchase pays for membership!</p>", id="a shop's membership"),
        pytest.param('<p><a href="/2">Continue reading: the history of the line</a></p>', id="a link to another page"),
    ],
)
def test_what_merely_invites_is_no_wall(below: str) -> None:
    wall, _ = wall_of(f"<article>{TEASER}{below}</article>")
    assert not wall.truncated


def test_below_a_text_that_no_site_gives_away_an_offer_to_register_is_an_invitation() -> None:
    offer = (
        "<p>Enjoying our latest content? Log in or create an account to continue</p><p>Sign in or create an account</p>"
    )
    long = "".join(f"<p>{text} It was so in year {n}.</p>" for n in range(40) for text in PROSE)
    wall, _ = wall_of(f"<article>{long}{offer}</article>")
    assert (wall.truncated, wall.state) == (False, "open")
    rest = offer.replace("to continue", "to read the rest of this article")
    wall, _ = wall_of(f"<article>{long}{rest}</article>")
    assert wall.truncated


def test_a_subscription_box_far_below_in_the_footer_is_no_wall() -> None:
    links = "".join(f"<li><a href='/{i}'>Another story of the railway, number {i}</a></li>" for i in range(20))
    footer = "<footer><p>Subscribe now for unlimited access</p><p>Already a subscriber? Log in</p></footer>"
    wall, _ = wall_of(f"<article>{TEASER}</article><ul>{links}</ul>{footer}")
    assert not wall.truncated


def test_an_offer_in_the_middle_goes_and_the_article_goes_on() -> None:
    offer = "<div class='box'><p>Keep reading with a subscription</p><p>Subscribe now, $1 a week</p></div>"
    rest = [f"{text} So says the second part of the draft, which has ninety pages." for text in PROSE]
    wall, body = wall_of(f"<article>{TEASER}{offer}{''.join(f'<p>{text}</p>' for text in rest)}</article>")
    assert not wall.truncated
    assert body == PROSE + rest


def test_text_in_a_container_named_paywall_is_not_cut() -> None:
    """``hasPart.cssSelector`` and class names often name the gated text itself, not the pitch."""
    html = f'<article><p>{PROSE[0]}</p><div class="paywall"><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div></article>'
    wall, body = wall_of(html, declared_free=False)
    assert body == PROSE
    assert not wall.truncated
    assert wall.state == "subscription"


def test_what_is_declared_is_the_policy_and_not_the_state_of_this_html() -> None:
    wall, _ = wall_of(f"<article>{TEASER}</article>", declared_free=True)
    assert (wall.state, wall.truncated) == ("open", False)
    assert wall.evidence == ("declared: isAccessibleForFree is true",)


def test_a_declared_teaser_that_breaks_off_is_truncated() -> None:
    html = f"<article>{TEASER}<p>The largest of the unions, which speaks for forty thousand drivers, said that it…</p></article>"
    wall, _ = wall_of(html, declared_free=False)
    assert wall.truncated


def test_a_page_without_prose_has_no_wall() -> None:
    wall, _ = wall_of("<p>Subscribe to continue reading</p>")
    assert (wall.state, wall.truncated, wall.cut) == ("unknown", False, frozenset())


LONG = " ".join(PROSE * 2)


def test_an_offer_does_not_reach_over_a_long_paragraph_to_the_wall_below() -> None:
    html = (
        f"<article>{TEASER}<p>Log in to save this article</p><p>{LONG}</p>"
        "<p>Subscribe to continue reading</p><p>Get unlimited access from $1 a week.</p></article>"
    )
    wall, body = wall_of(html)

    assert wall.truncated
    assert body[-1] == LONG


def test_an_article_goes_on_behind_an_offer_in_paragraphs_of_another_template() -> None:
    texts = [f"{first} {second}" for first, second in zip(PROSE, [*PROSE[1:], PROSE[0]], strict=True)]
    sections = "".join(f'<div class="s-{n}"><p class="t-{n}">{texts[n % 3]} ({n})</p></div>' for n in range(6))
    html = (
        f'<main><p class="lead">{PROSE[0]}</p><p>Continue reading</p><p>Subscribe to the newsletter</p><p>Already a member?</p>'
        f"{sections}</main>"
    )
    wall, body = wall_of(html)

    assert not wall.truncated
    assert len(body) >= 7


def test_every_phrase_is_found_where_it_stands() -> None:
    for group, phrases in cues.PHRASES.items():
        for phrase in phrases:
            said = f"It says “{phrase}”."
            assert phrase in walls._present(said).get(group, ()), phrase
            assert group not in cues.GATE_GROUPS or walls._GATES.occur_in(said), phrase


WHOLE = "".join(f"<p>{text} {text}</p>" for text in PROSE)
PREMIUM = Variable("isPremium", "true", "subscription")
FREE = Variable("isPremium", "false", "open")
METERED = Variable("accessType", "metered", "metered")


@pytest.mark.parametrize(
    ("declared_free", "variables", "state"),
    [
        (None, (PREMIUM,), "subscription"),
        (None, (METERED,), "metered"),
        (None, (FREE,), "open"),
        pytest.param(None, (FREE, METERED), "unknown", id="data that contradict each other"),
        pytest.param(True, (PREMIUM,), "open", id="the declaration counts more"),
        pytest.param(False, (FREE,), "subscription", id="the declaration counts more, too"),
        pytest.param(False, (METERED,), "metered", id="the data tell which wall is declared"),
        pytest.param(None, (), "open", id="nothing tells of a wall"),
    ],
)
def test_the_state_is_what_is_declared_else_the_data(
    declared_free: bool | None, variables: tuple[Variable, ...], state: str
) -> None:
    wall, body = wall_of(f"<article>{WHOLE}</article>", declared_free, variables=variables)
    assert (wall.state, wall.truncated) == (state, False)
    assert all(f"data: {variable.name} is {variable.value}" in wall.evidence for variable in variables)
    assert len(body) == len(PROSE)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f'<article><div class="paywalled-content">{WHOLE}</div></article>', id="the text is named so"),
        pytest.param(f'<article><div class="js poool-content">{WHOLE}</div></article>', id="by a wall's software"),
        pytest.param(f"<article><span>Premium</span><h1>The plan</h1>{WHOLE}</article>", id="a badge"),
        pytest.param(
            f'<article>{WHOLE}</article><div class="modal paywall"><p>Subscribe now</p><p>$1 a week</p><p>Log in</p></div>',
            id="a hidden offer",
        ),
    ],
)
def test_markup_that_tells_of_a_wall_makes_no_truncated_text(page: str) -> None:
    wall, body = wall_of(page)
    assert (wall.state, wall.truncated) == ("subscription", False)
    assert any(line.startswith("markup: ") for line in wall.evidence)
    assert len(body) >= len(PROSE)


@pytest.mark.parametrize(
    "name",
    [
        "no-paywall",
        "paywall-free-content",
        "premium-theme",
        "box",
        "steady-paywall-container",
        "elementor-widget-addon_premium_post_content",
    ],
)
def test_other_names_tell_of_none(name: str) -> None:
    wall, _ = wall_of(f'<article><div class="{name}">{WHOLE}</div></article>')
    assert wall.state == "open"


def test_a_name_that_nothing_else_speaks_of_is_left_over_from_a_template() -> None:
    page = f'<article><div class="behind-paywall">{WHOLE}{{}}</div></article>'
    assert wall_of(page.format(""), mentions=1)[0].state == "open"
    assert wall_of(page.format(""), mentions=2)[0].state == "subscription"
    wall, _ = wall_of(
        page.format("<p>The union of the drivers, which speaks for forty thousand, said that it …</p>"), mentions=1
    )
    assert (wall.state, wall.truncated) == ("subscription", True)


def test_a_box_for_the_registration_is_no_subscription() -> None:
    form = "<p>Create a free account to continue reading</p><p>Your email address</p><p>Already have an account? Log in</p>"
    links = "".join(f"<li><a href='/{i}'>Another story of the railway, number {i}</a></li>" for i in range(20))
    wall, _ = wall_of(f'<article>{WHOLE}</article><ul>{links}</ul><div class="regwall">{form}</div>')
    assert (wall.state, wall.truncated) == ("registration", False)


@pytest.mark.parametrize(
    "name",
    [
        "gh-post-upgrade-cta",
        "pmpro_content_message",
        "mepr-unauthorized-message",
        "leaky_paywall_message_wrap",
        "wc-memberships-restriction-message",
    ],
)
@pytest.mark.parametrize(
    "words", ["Nur mit Pass.", "Ez a cikk a kör tagjainak szól, akik belépnek, és olvassák a lapot minden nap."]
)
def test_the_box_of_a_plugin_stands_for_the_rest_whatever_it_says(name: str, words: str) -> None:
    box = f'<aside class="{name}"><div><p>{words}</p></div></aside>'
    wall, body = wall_of(f"<article><div>{TEASER}{box}</div></article>")
    assert (wall.state, wall.truncated, body) == ("subscription", True, PROSE)
    assert f"markup: in place of the rest stands a box named {name}" in wall.evidence
    card = f'<section><article class="card"><p>Another story</p>{box}</article></section>'
    wall, _ = wall_of(f"<main><article><div>{TEASER}</div></article>{card}</main>")
    assert not wall.truncated, "of a card beside the article"


def test_below_the_heading_of_a_section_that_is_not_there_an_offer_shuts_out_however_long_the_text_is() -> None:
    offer = (
        "<p>Enjoying our latest content? Log in or create an account to continue</p><p>Sign in or create an account</p>"
    )
    long = "".join(f"<p>{text} It was so in year {n}.</p>" for n in range(40) for text in PROSE)
    wall, _ = wall_of(f"<article>{long}<h2>What the unions want</h2>{offer}</article>")
    assert (wall.truncated, wall.state) == (True, "registration")


def test_a_selector_is_told_and_cuts_nothing() -> None:
    wall, body = wall_of(f'<article><div class="rest">{WHOLE}</div></article>', False, (".rest", ".gone"))
    assert "declared: the part that is not free is .rest, which holds the text" in wall.evidence
    assert "declared: the part that is not free is .gone" in wall.evidence
    assert len(body) == len(PROSE)


def test_a_page_that_only_mentions_subscriptions_is_open() -> None:
    wall, _ = wall_of(
        f"<article>{WHOLE}<p>The paper has more subscribers than ever, and charges $5 a month.</p></article>"
    )
    assert wall.state == "open"


def test_a_short_text_without_any_sign_is_unknown() -> None:
    wall, _ = wall_of(f"<article><p>{PROSE[0]}</p></article>")
    assert wall.state == "unknown"


@pytest.mark.parametrize(
    "end", ["it helps the crews to continue dreaming of more.", "<a href=/story>Read the full story.</a>"]
)
def test_a_last_paragraph_that_continues_something_is_not_of_the_invitation_below_it(end: str) -> None:
    last = (
        "Look at the timetable that hangs in the hall at the end of the year, and at how many of the boats came in time; "
        f"{end}"
    )
    paragraphs = [*(f"{text} So says part {n} of the draft." for n in range(20) for text in PROSE), last]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    invitation = "<p>For more on ferries, make sure to sign up for our <a href=/letters>newsletter</a>!</p>"
    _, body = wall_of(f"<article>{text}{invitation}</article>")
    assert any(paragraph.startswith("Look at the timetable") for paragraph in body)
