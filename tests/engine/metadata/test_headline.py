"""The headline, and another one where the page has two."""

from __future__ import annotations

import pytest
from snippets import article, meta, sources_of, within_two_seconds

from presscut import extract
from presscut.extraction.metadata import headline, site

H1 = "<h1>The ferry sails again</h1>"
LONG = "After three days and three nights of rain on the whole coast the ferry to the islands of the heron sails again"


def read(html: str, url: str | None = None) -> str | None:
    sources = sources_of(html, url)
    found = headline.read(sources, site.names(sources))
    return found.value if found else None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (H1, "The ferry sails again"),
        ("<title>The ferry sails again</title>", "The ferry sails again"),
        ("<title>The ferry\n  sails again</title>", "The ferry sails again"),
        ("<h1>The <em>ferry</em> sails<br>again</h1>", "The ferry sails again"),
        (article(headline="The ferry sails again"), "The ferry sails again"),
        ("<h1>Hafen&shy;fa\u0308hre sinkt</h1>", "Hafenfähre sinkt"),
        (article(headline="Tom &amp; Jerry &#8211; again"), "Tom & Jerry – again"),
        (meta(og__title="The ferry sails again"), "The ferry sails again"),
        (meta(twitter__title="The ferry sails again"), "The ferry sails again"),
        ("<h2 itemprop=headline>The ferry sails again</h2>", "The ferry sails again"),
        # Which one
        ("<title>The ferry sails again – Heron</title><h1>Heron</h1>" + H1, "The ferry sails again"),
        ("<title>The ferry sails again</title><h1>Coast</h1>" + H1, "The ferry sails again"),
        ("<title>Coast: The ferry sails again</title><h1>Coast</h1>" + H1, "The ferry sails again"),
        (article(headline="Ferry sails") + H1, "The ferry sails again"),
        (article(headline="The ferry sails again!") + H1, "The ferry sails again"),
        (article(headline="The ferry | Heron") + meta(og__site_name="Heron"), "The ferry"),
        (article(headline=LONG[:100]) + meta(og__title=LONG), LONG),
        (meta(og__title="What the storm left") + H1, "What the storm left"),
        (H1 + "<h1>Read on</h1><h1>Weather</h1>", "The ferry sails again"),
        (meta(og__title="Why the ferry is back at sea again") + "<h1>The ferry is back</h1>", "The ferry is back"),
        (
            article(headline="10 ferries that sail again (2024)") + "<h1>Ferries that sail again</h1>",
            "Ferries that sail again",
        ),
        (meta(og__title="The ferry sails") + "<h1>The ferry</h1><h1>A ferry</h1>", "The ferry"),
        (meta(og__title="The ferry sails") + "<h1>Our ferry</h1><h1>A ferry</h1>", "The ferry sails"),
        (
            "<title>What the storm left of the oldest ferry on the coast</title><h1>oast</h1><h1>Menu</h1>",
            "What the storm left of the oldest ferry on the coast",
        ),
        (
            meta(og__title="The ferry sails") + "<h1>The ferry sails after the storm</h1>",
            "The ferry sails after the storm",
        ),
        # A lower heading that the title repeats, where no h1 is the headline
        ("<title>View topic - How do herons sleep?</title><h3>How do herons sleep?</h3>", "How do herons sleep?"),
        ("<title>The ferry sails again / Coast</title><h2>The ferry sails again</h2>", "The ferry sails again"),
        ("<title>Tides | The ferry sails again</title><h2>The ferry sails again</h2>", "The ferry sails again"),
        ("<title>The ferry | Step by step</title><h2>The ferry | Step by step</h2>", "The ferry | Step by step"),
        ("<title>The ferry sails again - Coast</title><h2>ferry sails again</h2>", "The ferry sails again - Coast"),
        (
            "<title>Coast - The ferry sails again after the storm</title><h2>Coast</h2>",
            "Coast - The ferry sails again after the storm",
        ),
        (meta(og__title="The ferry sails again") + "<h2>Coast: The ferry sails again</h2>", "The ferry sails again"),
        ("<title>Why the old ferry sails again</title><h2>The old ferry sails</h2>" + H1, "The ferry sails again"),
        # Titles worded or cut for search engines
        (
            "<title>The ferry sails again</title>"
            + meta(og__title="The ferry sails again")
            + article(headline="Good news at last: The ferry sails again")
            + "<h1>Good news at last: The ferry sails again</h1>",
            "Good news at last: The ferry sails again",
        ),
        (
            "<title>Storm: The ferry sails again</title>"
            + meta(og__title="The ferry sails again")
            + article(headline="Storm: The ferry sails again")
            + "<h1>Storm: The ferry sails again</h1>",
            "The ferry sails again",
        ),
        (
            meta(og__title="The ferry sails again") + "<h1>The ferry sails again: ‘We had to wait’</h1>",
            "The ferry sails again: ‘We had to wait’",
        ),
        (
            meta(og__title="The longest wait") + "<h1 itemprop=headline>The wait for the ferry</h1><h1>Read on</h1>",
            "The wait for the ferry",
        ),
        # Scripts without spaces join the site's name by a sign alone
        ("<title>鹭鸟渡轮再次起航-鹭达传媒</title><h2>鹭鸟渡轮再次起航</h2>", "鹭鸟渡轮再次起航"),
        # A lower heading that is more of the title than the h1, the blog's name or a slogan, is
        (
            "<title>How do herons sleep? - Coast</title><h1>Coast</h1><h3>How do herons sleep?</h3>",
            "How do herons sleep?",
        ),
        (
            meta(og__title="How do herons sleep?") + "<h1>Herons</h1><h2>How do herons sleep?</h2>",
            "How do herons sleep?",
        ),
        (
            "<title>The ferry – Sails again after the storm</title><h1>The ferry</h1><h2>Sails again after the storm</h2>",
            "The ferry",
        ),
        # The site's name, shortened
        (
            meta(og__site_name="Coast Ferry News", og__title="The ferry sails") + "<h1>Ferry News</h1>",
            "The ferry sails",
        ),
        # Systems write every headline into the application's name
        (
            meta(og__title=LONG).replace("og:title", "application-name") + f"<title>{LONG}</title><h1>{LONG}</h1>",
            LONG,
        ),
        # Scripts without spaces join the site's name with a sign
        (meta(og__site_name="鷺新聞", og__title="渡し船、島へ再び：鷺新聞"), "渡し船、島へ再び"),
        (meta(og__site_name="鷺日誌", og__title="「Heron」:鷺日誌"), "「Heron」"),
        ("<title>渡轮为什么又开往海岛_社会_鹭岛日报</title>", "渡轮为什么又开往海岛"),
        ("<title>渡轮为什么又开往海岛！-鹭岛网</title>", "渡轮为什么又开往海岛！"),
        ("<title>第20届中国-东盟博览会</title>", "第20届中国-东盟博览会"),
        # What a browser's translator leaves on a saved page
        (
            "<div class=skiptranslate><div><h1>Original text</h1></div></div><title>The ferry sails again</title>",
            "The ferry sails again",
        ),
        # The first of several h1 that is worded like the title
        (
            meta(og__title="Why the ferry sails again today") + "<h1>The ferry now sails again</h1><h1>Times</h1>",
            "The ferry now sails again",
        ),
        (
            meta(og__title="Why the ferry sails again today")
            + "<h1>Ferry times</h1><h1>The ferry now sails again</h1>",
            "Why the ferry sails again today",
        ),
        # What stands in the h1 beside it
        (
            meta(og__title="The ferry sails again") + "<title>After the storm: The ferry sails again</title>"
            "<h1>After the storm: The ferry sails again</h1>",
            "The ferry sails again",
        ),
        (
            meta(og__title="Sails") + "<title>The ferry that sails</title><h1>The ferry that sails</h1>",
            "The ferry that sails",
        ),
        (
            meta(og__title="erry sails again") + "<title>The ferry sails again</title>" + H1,
            "The ferry sails again",
        ),
        ('<h1><span class="visually-hidden">Collection: </span>Ferries</h1>', "Ferries"),
        ('<h1><span class="visually-hidden">Ferries</span></h1>', "Ferries"),
        (meta(og__title="*The ferry* (1792)") + "<h1><em>The ferry</em> (1792)</h1>", "The ferry (1792)"),
        (meta(og__title="The ferry sails again") + "<h1>The ferry sails again | Heron</h1>", "The ferry sails again"),
        (
            meta(og__title="The ferry sails again") + "<h1><i>Coast</i> The ferry sails again</h1>",
            "The ferry sails again",
        ),
        (
            meta(og__title="The ferry sails again") + "<h1>The ferry sails again <i>3 May 2024</i></h1>",
            "The ferry sails again",
        ),
        (
            "<h1><span class=kicker>Coast</span> <span>The ferry sails again</span></h1>" + meta(og__title="Ferries"),
            "The ferry sails again",
        ),
        (
            "<title>Live - The ferry sails</title><h1><span class='label'>Live</span> The ferry sails</h1>"
            + article(headline="The ferry sails"),
            "The ferry sails",
        ),
        (
            meta(og__title="Coast: The ferry sails") + "<h1><span>Coast</span>The ferry sails</h1>",
            "Coast: The ferry sails",
        ),
        (meta(og__title="THE FERRY SAILS") + "<h1><em>The</em> ferry sails</h1>", "The ferry sails"),
        ("<h1>The ferry<a class=headerlink href='#ferry'>¶</a></h1>", "The ferry"),
        ("<h1>The ferry<button>Copy</button><svg><title>Share</title></svg></h1>", "The ferry"),
        ("<h1><div>The ferry</div><div>sails again</div></h1>", "The ferry sails again"),
        # A kicker that is named as such: part of the headline with a colon, parted by a dash or nothing
        (
            "<title>Coast - The ferry sails</title><h1><span class=kicker>Coast</span> <b>The ferry sails</b></h1>",
            "The ferry sails",
        ),
        (
            "<title>Coast - The ferry sails</title>"
            "<h1><span class='teaser__subtitle'>Coast</span> - <span>The ferry sails</span></h1>",
            "The ferry sails",
        ),
        (
            "<title>Coast: The ferry sails</title>"
            + meta(og__title="Coast: The ferry sails")
            + "<h1><span class=kicker>Coast</span> <b>The ferry sails</b></h1>",
            "Coast: The ferry sails",
        ),
        (
            meta(og__title="Question - How do herons sleep")
            + "<h1><span class=label>Question</span> How do herons sleep</h1>",
            "Question - How do herons sleep",
        ),
        (
            meta(og__title="The storm") + "<h1><span class=kicker>The</span> storm</h1>",
            "The storm",
        ),
        # What else it holds
        ("<title>The ferry</title><h1>The ferry<x-tools hidden>Save to a collection</x-tools></h1>", "The ferry"),
        ("<h1>/ The ferry sails</h1>", "The ferry sails"),
        ("<h1>The ferry sails | Opinion</h1>", "The ferry sails"),
        (
            "<title>The ferry sails | All cabins</title><h1>The ferry sails | All cabins</h1>",
            "The ferry sails | All cabins",
        ),
        # Encoded twice
        ("<h1>The sailor\u00e2\u0080\u0099s ferry</h1>", "The sailor’s ferry"),
        ("<h1>F\u00c3\u00a4hre</h1>", "Fähre"),
        ("<h1>Ferry to Château Âge</h1>", "Ferry to Château Âge"),
        # The site's name, where it is known, and only there
        (meta(og__site_name="Heron") + "<title>The ferry sails again | Heron</title>", "The ferry sails again"),
        (meta(og__site_name="Heron") + "<title>Heron: The ferry sails again</title>", "The ferry sails again"),
        (
            meta(og__site_name="Heron") + "<title>The ferry sails again - Coast - Heron</title>",
            "The ferry sails again - Coast",
        ),
        (meta(og__site_name="The Heron") + "<title>Heron tales - the ferry</title>", "Heron tales - the ferry"),
        ("<title>Rain - a diary</title>", "Rain - a diary"),
        ("<title>The ferry sails | Coast | All news</title>", "The ferry sails"),
        ("<title>Live | The ferry sails</title>", "Live | The ferry sails"),
        (
            "<title>Live at sea | The ferry sails</title><h1>Live at sea | The ferry sails</h1>",
            "Live at sea | The ferry sails",
        ),
        (meta(twitter__site="@heron") + "<title>The ferry sails » Heron</title>", "The ferry sails"),
        (meta(og__site_name="Heron") + "<h1>Heron</h1><title>Heron</title>", None),
        (meta(og__site_name="Heron") + "<h1><img alt=x></h1><title>Heron</title>", None),
        ("<h1> </h1><h1>—</h1>", None),
        ("<h1>" + "word " * 100 + "</h1>", None),
        ("<p>Rain.</p>", None),
        # No Latin letters
        ("<h1>渡し船が再開</h1><title>渡し船が再開｜毎日</title>", "渡し船が再開"),
        ("<h1>Паром снова ходит</h1>", "Паром снова ходит"),
    ],
)
def test_the_headline(html: str, expected: str | None) -> None:
    assert read(html) == expected


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        ("https://www.heron.example/a", "The ferry sails again - Heron", "The ferry sails again"),
        ("https://heron.example/a", "The ferry sails again | heron.example", "The ferry sails again"),
        ("https://theheron.example/a", "The ferry sails again | The Heron", "The ferry sails again"),
        ("https://news.heron.co.example/a", "The ferry sails again · Heron", "The ferry sails again"),
        ("https://heron.example/a", "The ferry sails again - Heron Forums", "The ferry sails again"),
        ("https://sspt.example/a", "The ferry | Ships and Sailors of Ports and Tides", "The ferry"),
        ("https://newheronpost.example/a", "The ferry sails again - Heron Post", "The ferry sails again"),
        ("https://heron.example/a", "Rain - A day on the coast with a heron", "Rain - A day on the coast with a heron"),
        ("https://heron.example/a", "The ferry sails again - Ferry news", "The ferry sails again - Ferry news"),
    ],
)
def test_the_hosts_name_is_the_sites(url: str, title: str, expected: str) -> None:
    assert read(f"<title>{title}</title>", url) == expected


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("", "<title>Heron: News of the coast</title>", "Heron: News of the coast"),
        ("?from=mail", "<title>News of the coast | Heron</title>", "News of the coast"),
        ("", "<title>Heron: News of the coast</title><h1>News of the coast</h1>", "News of the coast"),
        ("", "<title>Heron</title>", "Heron"),
        ("", "<title>Home - Heron</title>", None),
        ("2024/ferry", "<title>Heron: News of the coast</title>", "News of the coast"),
        ("2024/ferry", "<title>Heron</title>", None),
        ("2024/ferry", "<title>Home - Heron</title>", None),
    ],
)
def test_a_start_page_is_about_its_site(path: str, body: str, expected: str | None) -> None:
    assert read(body, f"https://heron.example/{path}") == expected


def test_the_name_of_the_host_above_a_thread_is_no_headline() -> None:
    html = "<title>Herons or egrets?</title><h1>Heron</h1><p>Rain.</p>"
    assert read(html, "https://community.heron.example/thread-1") == "Herons or egrets?"


@pytest.mark.parametrize(
    "masthead",
    [
        '<h1><a href="/">Tales of the sea</a></h1>',
        '<h1><a href="https://www.heron.example/blog/">Tales of the sea</a></h1>',
        '<h1><a href="../index.html">Tales of the sea</a></h1>',
        '<a rel="home" href="/start"><h1>Tales of the sea</h1></a>',
        '<h1 class="site-title">Tales of the sea</h1>',
        '<div id="logo"><h1>Tales of the sea</h1></div>',
    ],
)
def test_a_masthead_is_no_headline(masthead: str) -> None:
    html = masthead + "<title>The ferry sails again – Tales of the sea</title><p>Rain.</p>"
    assert read(html, "https://www.heron.example/blog/2024/ferry") == "The ferry sails again"


def test_what_leads_to_the_root_is_a_masthead_also_where_the_address_is_unknown() -> None:
    for href in ("/", "https://sea.example", "https://sea.example/"):
        html = f'<h1><a href="{href}">Tales of the sea</a></h1><title>The ferry sails again – Tales of the sea</title>'
        assert read(html) == "The ferry sails again"
    assert read('<h1><a href="#ferry">The ferry sails again</a></h1><title>Sea</title>') == "The ferry sails again"


@pytest.mark.parametrize(
    "heading",
    ['<h1><a href="/blog/2024/ferry">The ferry sails</a></h1>', '<h1><a href="/blog/">The ferry sails</a></h1>'],
)
def test_a_headline_may_lead_to_its_own_page_or_to_the_first_of_several(heading: str) -> None:
    html = heading + meta(og__title="The ferry sails")
    assert read(html, "https://www.heron.example/blog/2024/ferry") == "The ferry sails"


FOR_ENGINES = "Ferry tickets: the 7 best ways to islands and back (2024 guide)"
SHOWN = "<h1>What a day on the ferry to the islands does to somebody who never sailed</h1>"


@pytest.mark.parametrize(
    ("html", "is_shown"),
    [
        (article(headline=FOR_ENGINES) + SHOWN, True),
        (meta(og__type="article", og__title=FOR_ENGINES) + SHOWN, True),
        pytest.param(meta(og__title=FOR_ENGINES) + SHOWN, False, id="no article: a service has a slogan"),
        pytest.param(
            article(headline=FOR_ENGINES) + SHOWN + f"<ul><li>{FOR_ENGINES}</li></ul>", False, id="the page shows both"
        ),
        pytest.param(
            article(headline="Tickets: the 7 best ways home") + SHOWN, False, id="about another thing"
        ),
    ],
)  # fmt: skip
def test_what_an_article_shows_beats_a_title_that_stands_in_its_head_alone(html: str, is_shown: bool) -> None:
    found = read(html) or ""
    assert found.startswith("What a day") is is_shown


def test_where_it_was_found_and_who_agrees() -> None:
    sources = sources_of(meta(og__title="The ferry sails again") + article(headline="The ferry sails again") + H1)
    found = headline.read(sources, frozenset())
    assert found is not None
    assert (found.found_in, found.agreeing) == ("dom:h1", ("json-ld:headline", "meta:og:title"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (H1, None),
        (meta(og__title="The ferry sails again") + H1, None),
        (meta(og__title="The ferry sails again | Heron", og__site_name="Heron") + H1, None),
        (meta(og__title="Islands: the long wait is over") + H1, "Islands: the long wait is over"),
        (article(alternativeHeadline="The long wait is over") + H1, "The long wait is over"),
        (article(alternativeHeadline="The ferry sails again") + H1, None),
        (meta(og__title="Heron", og__site_name="Heron") + H1, None),
        (meta(og__title="News") + H1, None),  # the section's name
        (
            article(alternativeHeadline="The long wait is over.", description="The long wait is over. It sails.") + H1,
            None,
        ),
        (meta(og__description="The wait is over.") + article(alternativeHeadline="The wait is over.") + H1, None),
    ],
)
def test_another_headline(html: str, expected: str | None) -> None:
    sources = sources_of(html)
    found = headline.alternative(sources, "The ferry sails again", site.names(sources))
    assert (found.value if found else None) == expected


def test_a_page_of_titles_does_not_stall() -> None:
    titles = "".join(f"<meta property=og:title content='The ferry {'sails ' * 40}{i}'>" for i in range(1000))
    html = titles + "<h1><b>Coast</b> The ferry</h1>" * 200
    with within_two_seconds():
        read(html)


def test_what_an_app_says_without_scripts_is_no_headline() -> None:
    html = b"<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div></body>"
    assert extract(html).headline is None
