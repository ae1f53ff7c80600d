"""What structure knows better than the learned model: named corrections of its selection, one after the other.

Each looks at blocks that the model kept and gives back those that go, with the verdict they get. What each is worth on
annotated pages is measured by ``python -m training.ablation``.
"""

from __future__ import annotations

from typing import Final

from presscut.extraction.corrections.change import Change, Correction
from presscut.extraction.corrections.consent_and_notices import (
    consent_placeholders,
    consent_texts,
    notices_alone,
)
from presscut.extraction.corrections.lines import (
    announcements_at_the_end,
    biographies_at_the_end,
    caption_lines,
    headings_without_text,
    lines_above_prose,
    text_of_figures,
)
from presscut.extraction.corrections.links import (
    boilerplate_lines,
    cards_of_other_articles,
    labels_of_links,
    link_lines,
    linked_teasers,
    links_announced,
)
from presscut.extraction.corrections.names import (
    below_the_comments_heading,
    boxes_beside_text,
    comments_below_articles,
    footers,
    letters_and_consent,
    line_numbers,
    named_clutter,
    posts_of_blogs,
    reviews_of_products,
    signatures,
    texts_for_screen_readers,
    windows,
)
from presscut.extraction.corrections.newsroom import notes_of_the_newsroom
from presscut.extraction.corrections.pitches import lines_of_networks, pitches_around_text
from presscut.extraction.corrections.repetitions import (
    copies,
    repeated_headline,
    repeated_quotes,
    texts_in_one_block,
)

ALL: Final[tuple[Correction, ...]] = (
    comments_below_articles,
    below_the_comments_heading,
    named_clutter,
    consent_placeholders,
    repeated_quotes,
    copies,
    texts_in_one_block,
    consent_texts,
    footers,
    letters_and_consent,
    texts_for_screen_readers,
    boxes_beside_text,
    reviews_of_products,
    windows,
    posts_of_blogs,
    line_numbers,
    signatures,
    links_announced,
    boilerplate_lines,
    labels_of_links,
    link_lines,
    linked_teasers,
    cards_of_other_articles,
    repeated_headline,
    text_of_figures,
    lines_of_networks,
    pitches_around_text,
    notes_of_the_newsroom,
    caption_lines,
    lines_above_prose,
    biographies_at_the_end,
    announcements_at_the_end,
    headings_without_text,
    notices_alone,
)

__all__ = [
    "ALL",
    "Change",
    "Correction",
    "announcements_at_the_end",
    "below_the_comments_heading",
    "biographies_at_the_end",
    "boilerplate_lines",
    "boxes_beside_text",
    "caption_lines",
    "cards_of_other_articles",
    "comments_below_articles",
    "consent_placeholders",
    "consent_texts",
    "copies",
    "footers",
    "headings_without_text",
    "labels_of_links",
    "letters_and_consent",
    "line_numbers",
    "lines_above_prose",
    "lines_of_networks",
    "link_lines",
    "linked_teasers",
    "links_announced",
    "named_clutter",
    "notes_of_the_newsroom",
    "notices_alone",
    "pitches_around_text",
    "posts_of_blogs",
    "repeated_headline",
    "repeated_quotes",
    "reviews_of_products",
    "signatures",
    "text_of_figures",
    "texts_for_screen_readers",
    "texts_in_one_block",
    "windows",
]
