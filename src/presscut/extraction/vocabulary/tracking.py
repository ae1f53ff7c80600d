"""Parameters of addresses that tell how a reader came and never which page it is, by who writes them.

From the documentation of those who write them (named beside each line), and from two lists of what browsers drop: Firefox'
query stripping and AdGuard's "URL Tracking filter", general rules. A name that any site may use for its content (``id``,
``p``, ``page``, ``q``, ``ref``, ``source``, ``cid``, ``campaign``) is on neither the lists of browsers nor here.
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final = (
    "utm_",  # Google Analytics' campaign parameters, and what others made like them
    "hsa_",  # HubSpot's advertisements
    "mtm_",  # Matomo's campaigns
    "fb_action_",  # Facebook
)  # fmt: skip
"""In small letters."""

_BY_WRITER: Final[dict[str, str]] = {
    "Google": "gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl _gac",
    "Google's cache of AMP": "usqp amp_js_v amp_gsa",
    "Meta": "fbclid fb_ref fb_source fb_comment_id igshid igsh",
    "Microsoft": "msclkid ocid cvid",
    "X": "twclid ref_src ref_url __twitter_impression",
    "TikTok, LinkedIn, Reddit, Pinterest, Snapchat": "ttclid li_fat_id rdt_cid epik sccid",
    "Matomo, by its older names": "pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid",
    "comScore": "ns_campaign ns_mchannel ns_source ns_linkname ns_fee",
    "Yandex": "yclid ymclid ysclid _openstat",
    "Yahoo": "guccounter guce_referrer guce_referrer_sig soc_src soc_trk",
    "Adobe": "s_cid s_kwcid sc_cid ef_id icid",
    "Mailchimp": "mc_cid mc_eid ct_params",
    "HubSpot": "_hsenc _hsmi __hssc __hstc __hsfp hsctatracking",
    "Marketo, Drip, Klaviyo, MailerLite, Vero": "mkt_tok __s _kx ml_subscriber ml_subscriber_hash vero_id vero_conv",
    "Omeda, Branch, Wicked Reports, Unicorn": "oly_anon_id oly_enc_id oft_id oft_d oft_c oft_k oft_lk oft_sk _branch_match_id wickedid unicorn_click_id",
    "Outbrain, Taboola, RebelMouse": "dicbo oborigurl tblci rb_clickid",
    "Piano Analytics (AT Internet), Mapp (Webtrekk), Webtrends": "xtor at_medium at_campaign at_custom1 wt_mc wt.mc_id "
    "wt_zmc",
    "news publishers, for their own campaigns": "cmpid ncid smid smtyp mbid",
}

PARAMETERS: Final = frozenset(name for names in _BY_WRITER.values() for name in names.split())
"""In small letters."""
