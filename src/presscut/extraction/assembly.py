"""Judged blocks, metadata and the wall → the Article."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from presscut import article
from presscut.extraction import data_bodies, figures, languages, plain_text, standfirst, structure
from presscut.extraction.addresses import resolve_link
from presscut.extraction.blocks import FIGURE, Block, Blocks, Container, count_words
from presscut.extraction.decoding import Decoded
from presscut.extraction.keys import key
from presscut.extraction.metadata import Found, Metadata, reliability
from presscut.extraction.metadata.images import same_picture
from presscut.extraction.page import Page
from presscut.extraction.verdicts import Judgement
from presscut.extraction.walls import Wall

MINIMUM_DOM_WORDS: Final = 40
"""With fewer words in the tree, a body that the page carries as data is the better one."""
CONFIDENCE_IN_DATA: Final = 0.8
"""Of a body that the page carries as data: it is what the publisher calls the text, often without its structure."""


@dataclass(slots=True)
class _Fields:
    """The article's fields as they are filled, each with its source."""

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, article.Source] = field(default_factory=dict)

    def take(self, name: str, found: Found[Any] | None) -> None:
        if found is not None:
            self.put(name, found.value, found.found_in, found.agreeing)

    def put(self, name: str, value: Any, found_in: str, agreeing: tuple[str, ...] = ()) -> None:
        self.values[name] = value
        self.sources[name] = article.Source(
            found_in=found_in, agreeing=agreeing, confidence=reliability.confidence(name, found_in, len(agreeing))
        )


def assemble(
    page: Page,
    metadata: Metadata,
    blocks: Blocks,
    judgement: Judgement,
    wall: Wall,
    decoded: Decoded | None = None,
) -> article.Article:
    """Put an article together. Raises nothing: what is missing stays empty and is told in ``warnings``."""
    every = blocks.blocks
    base_url = page.base_url or (metadata.url.value if metadata.url is not None else None)
    fields = _Fields()
    for name in (
        "description",
        "alternative_headline",
        "site_name",
        "section",
        "breadcrumbs",
        "keywords",
        "media",
        "canonical_url",
        "url",
    ):
        fields.take(name, getattr(metadata, name))
    fields.take("authors", metadata.authors)
    for name in ("date_published", "date_modified"):
        dated = getattr(metadata, name)
        if dated is not None:
            fields.put(name, dated.value.value, dated.found_in, dated.agreeing)
            fields.values[f"{name}_precision"] = dated.value.precision

    kept = [i for i, verdict in enumerate(judgement.verdicts) if verdict.keep and i not in wall.cut]
    described = metadata.description
    summary = standfirst.find(
        every,
        kept,
        judgement,
        headline=metadata.headline.value if metadata.headline is not None else None,
        description=described.value if described is not None else None,
    )
    span = _trimmed(every, [i for i in kept if i != summary])
    authors = [author.name for author in metadata.authors.value] if metadata.authors is not None else []
    pictures = figures.read(
        every,
        judgement,
        _with_lead_images(every, judgement, wall, span),
        base_url,
        authors,
        metadata.media.value if metadata.media is not None else (),
        metadata.main_image.value if metadata.main_image is not None else None,
    )
    body = structure.structured(
        every, span, judgement.root, pictures.by_index, lambda address: resolve_link(address, base_url)
    )
    text = plain_text.block_text(body)
    if summary is not None:
        _put_standfirst(fields, every[summary].text, described)
        if judgement.verdicts[summary].keep:
            text = f"{every[summary].text.strip()}\n\n{text}"
    words = count_words(text)
    body_source = "dom"
    if words < MINIMUM_DOM_WORDS:
        in_data = data_bodies.find(page, metadata.article_body)
        if in_data is not None:
            body, body_source = in_data.body, in_data.found_in
            text = plain_text.block_text(body)
            words = count_words(text)
    confidence = _confidence(judgement, words, body_source)
    if body:
        fields.values["body"] = body
        fields.sources["body"] = article.Source(found_in=body_source, confidence=confidence)

    headline = metadata.headline
    if headline is None:
        headline = _first_line(every, judgement)
    fields.take("headline", headline)
    _put_images(fields, metadata, pictures, body)
    _put_languages(fields, metadata, text)
    _put_direction(fields, page, every[span[0]].container if span else None, text)
    if wall.evidence:
        fields.sources["paywall"] = article.Source(found_in=wall.evidence[0].split(":", 1)[0])

    return article.Article(
        **fields.values,
        kind=judgement.kind or "other",
        text=text,
        word_count=words,
        paywall=article.Paywall(state=wall.state, truncated=wall.truncated, evidence=wall.evidence),
        confidence=confidence,
        sources=fields.sources,
        encoding=decoded.encoding if decoded is not None else None,
        fingerprint=fingerprint(fields.values.get("headline"), text),
        warnings=_warnings(decoded, words, headline is not None, fields.values),
    )


def _put_standfirst(fields: _Fields, text: str, described: Found[str] | None) -> None:
    agreeing = (described.found_in,) if described is not None and key(described.value) == key(text) else ()
    fields.put("standfirst", text, "dom:standfirst", agreeing)


def _confidence(judgement: Judgement, words: int, body_source: str) -> float:
    if not words:
        return 0.0
    if body_source != "dom":
        return CONFIDENCE_IN_DATA
    expected = judgement.expected_f1
    return round(judgement.prose_share if expected is None else expected, 3)


def fingerprint(headline: str | None, text: str) -> str:
    """SHA-256 (hex) of headline and text in NFKC, case folded, white space collapsed."""
    said = f"{headline or ''}\n{text}"
    if not said.isascii():  # by lines, which do not touch each other: nearly all are normal, and cost next to nothing
        said = "\n".join([unicodedata.normalize("NFKC", line) for line in said.split("\n")])
    return hashlib.sha256(" ".join(said.casefold().split()).encode("utf-8", "replace")).hexdigest()


def _trimmed(every: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Without the images and embeds before the first text and behind the last: the lead image, or the page's."""
    texts = [i for i in kept if every[i].kind == "text"]
    if not texts:
        return []
    return [i for i in kept if texts[0] <= i <= texts[-1]]


def _with_lead_images(every: Sequence[Block], judgement: Judgement, wall: Wall, span: Sequence[int]) -> list[int]:
    """The blocks of the span, and before them the images inside the article's root or below its headline; above these, those
    of figures with a caption, since many templates put the picture over the headline or beside the root."""
    if not span:
        return []
    start = judgement.root.first if judgement.root is not None else 0
    headline_at = next(
        (i for i in range(span[0], -1, -1) if every[i].kind == "text" and every[i].heading_level == 1), start
    )
    start = min(start, headline_at, span[0])
    above = [
        i
        for i in range(max(0, start - BLOCKS_ABOVE_HEADLINE), start)
        if every[i].kind == "image" and every[i].container.within & FIGURE and figures.has_caption(every, judgement, i)
    ]
    return above + [i for i in range(start, span[0]) if every[i].kind == "image" and i not in wall.cut] + list(span)


BLOCKS_ABOVE_HEADLINE: Final = 12
"""How far above the article a figure may be that is its. What stands between are the headline and who and when."""


def _first_line(every: Sequence[Block], judgement: Judgement) -> Found[str] | None:
    """The headline of a page that marks none: the last line above the body that could be one."""
    for block, verdict in zip(every, judgement.verdicts, strict=True):
        if verdict.keep and block.kind == "text" and not block.heading_level:
            return None
        if block.kind == "text" and 3 <= block.words <= 30 and block.link_density < 0.5:
            if "JavaScript" in block.text and "enable" in block.text:
                continue  # all that an app says without it
            return Found(block.text, "text:first-line")
    return None


def _put_images(fields: _Fields, metadata: Metadata, pictures: figures.Figures, body: Sequence[article.Block]) -> None:
    """The main image: the page's picture that its head names, else the one on top with a caption, else the head's alone.

    A page whose head names none has the picture on top, or the first in its text.
    """
    shown = [figure.image for figure in pictures.by_index.values() if isinstance(figure, article.Figure)]
    named = metadata.main_image
    main: article.Image | None = None
    main_shown: article.Image | None = None
    source = ""
    agreeing: tuple[str, ...] = ()
    if named is not None and named.value.url is not None:
        main = main_shown = same_picture(named.value.url, shown)
        if main is not None:
            source, agreeing = "figure", (named.found_in,)
            if main.caption is None and main.credit is None and (named.value.caption or named.value.credit):
                main = main.model_copy(update={"caption": named.value.caption, "credit": named.value.credit})
    lead = pictures.lead
    if named is None and lead is None and shown:
        lead = shown[0]
    if main is None and lead is not None and (named is None or _is_told_and_large(lead)):
        main = main_shown = lead
        source = "figure"
    if main is None and named is not None:
        main, source = named.value, named.found_in
    if pictures.loose_caption is not None and (main is None or not (main.caption or main.credit)):
        caption = pictures.loose_caption
        main = (main or article.Image()).model_copy(update={"caption": caption.caption, "credit": caption.credit})
        source = f"{source}+text:caption-line" if source else "text:caption-line"
    if main is not None:
        fields.put("main_image", main, source, agreeing)
    in_body = [block.image for block in body if isinstance(block, article.Figure)]
    others = [image for image in shown + in_body if image != main_shown]
    listed = dict.fromkeys(([main] if main is not None else []) + others)
    if listed:
        fields.put("images", tuple(listed), source if len(listed) == 1 else "figure")


SMALLEST_LEAD: Final = 300
"""CSS pixels. An image declared narrower is the sign of a partner or a column, whatever is written below it."""


def _is_told_and_large(lead: article.Image) -> bool:
    return bool(lead.caption or lead.credit) and (lead.width is None or lead.width >= SMALLEST_LEAD)


def _put_languages(fields: _Fields, metadata: Metadata, text: str) -> None:
    declared = metadata.language
    detected = languages.detect(text)
    fields.take("declared_language", declared)
    if detected is not None:
        fields.put("detected_language", detected, "text:detected")
    language, winner = languages.decide(declared.value if declared else None, detected)
    if language is None:
        return
    if declared is None or winner == "detected":
        fields.put("language", language, "text:detected")
    else:
        agrees = detected is not None and languages.are_kin(declared.value, detected)
        fields.put(
            "language", language, declared.found_in, (*declared.agreeing, *(("text:detected",) if agrees else ()))
        )


def _put_direction(fields: _Fields, page: Page, container: Container | None, text: str) -> None:
    """By ``dir`` of what is around the first block of the text, up to the root element, else by the text's letters."""
    declared = None
    while container is not None and declared is None:
        declared = _direction(container.node.attributes.get("dir"))
        container = container.parent
    if declared is None:
        for node in (page.tree.body, page.tree.root):
            declared = declared or (_direction(node.attributes.get("dir")) if node is not None else None)
    of_letters = languages.direction(text)
    if of_letters == "rtl" and declared != "rtl":
        # Templates are made for "ltr", and style sheets turn them; nobody reads these letters that way.
        fields.put("text_direction", of_letters, "text:letters")
    elif declared is not None:
        fields.put("text_direction", declared, "dom:dir", ("text:letters",) if of_letters == declared else ())
    elif of_letters is not None:
        fields.put("text_direction", of_letters, "text:letters")


def _direction(written: str | None) -> str | None:
    """HTML's keywords (3.2.6.4) but for "auto", which leaves it to the letters."""
    direction = (written or "").strip().lower()
    return direction if direction in ("ltr", "rtl") else None


def _warnings(
    decoded: Decoded | None, words: int, has_headline: bool, values: Mapping[str, Any]
) -> tuple[article.ExtractionWarning, ...]:
    warnings = []
    if decoded is not None and decoded.replacements:
        warnings.append(
            article.ExtractionWarning(
                code="replaced_characters",
                message=f"{decoded.replacements} byte sequences are not valid {decoded.encoding} and were replaced.",
            )
        )
    if not words:
        warnings.append(article.ExtractionWarning(code="no_body", message="No body text was found on the page."))
    if not has_headline:
        warnings.append(article.ExtractionWarning(code="no_headline", message="No headline was found on the page."))
    declared, detected = values.get("declared_language"), values.get("detected_language")
    if declared is not None and detected is not None and not languages.are_kin(declared, detected):
        message = f"The page declares {declared}, and its text reads as {detected}."
        warnings.append(article.ExtractionWarning(code="language_mismatch", message=message))
    return tuple(warnings)
