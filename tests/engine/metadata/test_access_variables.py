"""What pages tell their own scripts of their wall."""

import pytest

from presscut.extraction.metadata import access_variables

PAYWALL = "<!-- paywall -->"


@pytest.mark.parametrize(
    ("html", "policies"),
    [
        ('<script>var page = {"isPremium": true}</script>', ["subscription"]),
        ("<script>dataLayer = [{'is_premium': 'yes'}]</script>", ["subscription"]),
        ('<script>x = "{\\"contentProtectionState\\":\\"premium\\"}"</script>', ["subscription"]),
        ('<script>{"contentRestrictions":"metered"}</script>', ["metered"]),
        ('<script>{"content_restrictions":{"content_code":"premium"}}</script>', ["subscription"]),
        ("<script>const articleAccess = 'Premium';</script>", ["subscription"]),
        ('<script>{"paywall":"1"}</script>', ["subscription"]),
        ('<script>{"paywall_exempt":false}</script>', ["subscription"]),
        ('<body data-access="metered">', ["metered"]),
        ('<meta name="article:premium" content="yes">', ["subscription"]),
        pytest.param('<meta name="adv:premium" content="yes">', [], id="of the adverts"),
        pytest.param('<meta name="adv:premium" content="no">', ["open"], id="not even of the adverts"),
        pytest.param(r'<script>x = "\u0022pageRestricted\u0022\u003afalse"</script>', ["open"], id="quotes as escapes"),
        pytest.param('<div data-props="{&quot;isPremium&quot;:true}">', ["subscription"], id="JSON in an attribute"),
        pytest.param('<script>{"metaSiteId":"d0-1","isPremium":true}</script>', [], id="of the site's own plan"),
        pytest.param('<script>{"premium":"Premium"}</script>', [], id="a label in a language file"),
        pytest.param('<script>log(shut ? "No Paywall" : "Paywalled")</script>', [], id="words in quotation marks"),
        ('<script>{"isPremium":false, "isMetered": "no"}</script>', ["open", "open"]),
        pytest.param('<script>[{"isPremium":true},{"isPremium":false}]</script>', [], id="of the cards beside it"),
        pytest.param("<script>if (user.paid) { page.isPremium = '1'; }</script>", [], id="of the reader"),
        pytest.param('<script>{"isPremiumLabelEnabled":true,"paywall_color":"1"}</script>', [], id="of the site"),
        pytest.param('<div class="comments" data-paywall="true">', [], id="a switch of one part"),
        ('<script src="https://cdn.example/premium/piano.js"></script>', []),
    ],
)  # fmt: skip
def test_a_variable_tells_the_policy(html: str, policies: list[str]) -> None:
    assert [variable.policy for variable in access_variables.read((PAYWALL + html).encode()).variables] == policies


def test_a_page_that_never_speaks_of_a_paywall_is_read_by_its_metas_alone() -> None:
    assert access_variables.read(b'<script>{"isPremium": true}</script>') == access_variables.Told()
    told = access_variables.of_metas({"adv:premium": ("yes",), "description": ("premium: yes",), "og:title": ("x",)})
    assert told == ()
    told = access_variables.of_metas(
        {"article:premium": ("yes",), "description": ("premium: yes",), "og:title": ("x",)}
    )
    assert [(variable.name, variable.policy) for variable in told] == [("article:premium", "subscription")]


@pytest.mark.parametrize(
    ("name", "value", "policies"),
    [
        ("site.premium.state", "true", ["subscription"]),
        ("site.premium.state", "false", ["open"]),
        ("site.premium.override", "false", []),
        ("premium.theme", "true", []),
    ],
)
def test_a_meta_whose_name_has_parts_is_read_by_its_last_two(name: str, value: str, policies: list[str]) -> None:
    assert [variable.policy for variable in access_variables.of_metas({name: (value,)})] == policies


def test_how_often_a_page_speaks_of_a_paywall_is_counted() -> None:
    assert access_variables.read(b'<div class="paywall"><!-- Paywall -->').mentions == 2
    assert access_variables.read(b"<div>").mentions == 0
