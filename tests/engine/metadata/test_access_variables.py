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
        ('<meta name="adv:premium" content="yes">', ["subscription"]),
        ('<script>{"isPremium":false, "isMetered": "no"}</script>', ["open", "open"]),
        pytest.param('<script>[{"isPremium":true},{"isPremium":false}]</script>', [], id="of the cards beside it"),
        pytest.param("<script>if (user.paid) { page.isPremium = '1'; }</script>", [], id="of the reader"),
        pytest.param('<script>{"isPremiumLabelEnabled":true,"paywall_color":"1"}</script>', [], id="of the site"),
        pytest.param('<div class="comments" data-paywall="true">', [], id="a switch of one part"),
        ('<script src="https://cdn.example/premium/piano.js"></script>', []),
    ],
)  # fmt: skip
def test_a_variable_tells_the_policy(html: str, policies: list[str]) -> None:
    assert [variable.policy for variable in access_variables.read((PAYWALL + html).encode())] == policies


def test_a_page_that_never_speaks_of_a_paywall_is_read_by_its_metas_alone() -> None:
    assert access_variables.read(b'<script>{"isPremium": true}</script>') == ()
    told = access_variables.of_metas({"adv:premium": ("yes",), "description": ("premium: yes",), "og:title": ("x",)})
    assert [(variable.name, variable.policy) for variable in told] == [("adv:premium", "subscription")]
