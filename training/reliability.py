"""How often a field was right, by where it was found and how many other sources agreed: ``python -m training.reliability``.

Reads every annotated page, compares its fields with what people marked (``bench.fields``), and writes
``metadata/reliability.py``: the confidences of :class:`presscut.article.Source`. Many sources were seen on a handful of
pages, so that each rate is drawn to the one of its field with as many agreeing sources, as if :data:`PRIOR` more pages
had been seen that had that (the mean of a beta distribution with this prior); and that one to the field's.

No corpus marks when a page was modified, or what else is in the head: these have no confidence.

How far that can be trusted is measured by folds of sites, each with the table of the others, and stands in what is
written. The rules themselves were made with an eye to these pages, which no fold undoes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

from bench import calibration, corpora, fields
from bench.corpora import AnnotatedPage
from presscut import ExtractionError, extract
from presscut.article import Article
from presscut.extraction.metadata import reliability
from training.pages import FOLDS, fold_of

CORPORA: Final = ("wcxb", "fundus", "trafilatura")
"""Those that mark fields."""
PRIOR: Final = 20
"""Pages. At 5, 10, 20 and 40 the Brier scores by folds differ by less than .001."""
LEAST_PAGES: Final = 20
"""Of a source; one that was seen less often has no line of its own."""
MOST_AGREEING: Final = 3
PATH: Final = Path(reliability.__file__)

Rates = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A field of a page, and whether it is what was marked."""

    field: str
    source: str
    agreeing: int
    right: bool
    fold: int


def seen_on(page: AnnotatedPage, article: Article) -> Iterator[Seen]:
    """The fields of a page that were both found and marked."""
    rights: dict[str, bool] = {}
    if page.headline and article.headline:
        rights["headline"] = fields.same_headline(page.headline, article.headline)
    if page.authors and article.authors:
        counts = fields.name_counts(page.authors, [author.name for author in article.authors])
        rights["authors"] = counts.both == counts.found == counts.marked
    if page.date and article.date_published:
        rights["date_published"] = fields.same_day(page.date, article.date_published.isoformat())
    for field, right in rights.items():
        source = article.sources[field]
        agreeing = min(len(source.agreeing), MOST_AGREEING)
        yield Seen(field, reliability.source_of(source.found_in), agreeing, right, fold_of(page.site))


def observed() -> list[Seen]:
    """Over all corpora; pages that cannot be read say nothing."""
    seen: list[Seen] = []
    for corpus in CORPORA:
        for page in corpora.read(corpus):
            try:
                article = extract(page.html, url=page.url)
            except ExtractionError:
                continue
            seen += seen_on(page, article)
    return seen


def table(seen: Iterable[Seen]) -> dict[str, dict[str, Rates]]:
    """Field → source → rate by number of agreeing sources; the source ``""`` stands for all."""
    by_field: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_field[one.field].append(one)
    found: dict[str, dict[str, Rates]] = {}
    for field, ones in by_field.items():
        rate = fmean(one.right for one in ones)
        pooled = _rates(ones, (rate,) * (MOST_AGREEING + 1))
        found[field] = {"": pooled}
        by_source: dict[str, list[Seen]] = defaultdict(list)
        for one in ones:
            by_source[one.source].append(one)
        for source, its in sorted(by_source.items()):
            if len(its) >= LEAST_PAGES:
                found[field][source] = _rates(its, pooled)
    return found


def _rates(ones: Sequence[Seen], prior: Rates) -> Rates:
    rates = []
    for agreeing, expected in enumerate(prior):
        rights = [one.right for one in ones if one.agreeing == agreeing]
        rates.append(round((sum(rights) + PRIOR * expected) / (len(rights) + PRIOR), 2))
    return tuple(rates)


def measured(seen: Sequence[Seen]) -> list[str]:
    """A line a field: what tables of other sites say of it, and what was right."""
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for fold in range(FOLDS):
        of_others = table(one for one in seen if one.fold != fold)
        for one in seen:
            if one.fold == fold:
                stated = reliability.rate(of_others, one.field, one.source, one.agreeing)
                if stated is not None:
                    pairs[one.field].append((stated, float(one.right)))
    lines = []
    for field, its in pairs.items():
        found = calibration.calibration(its)
        right = fmean(right for _, right in its)
        brier = fmean((stated - right) ** 2 for stated, right in its)
        lines.append(
            f"{field}: {len(its)} pages, {right:.3f} right, {found.confidence:.3f} stated; calibration error "
            f"{found.error:.3f},\n  Brier score {brier:.3f} ({right * (1 - right):.3f} if all were stated alike), "
            f"ranking {found.ranking or 0:.2f}"
        )
    return lines


def code(rates: Mapping[str, Mapping[str, Rates]], notes: Sequence[str]) -> str:
    """The module with another table and other notes; the rest of it stays as it is."""
    written = PATH.read_text(encoding="utf-8")
    before, _, rest = written.partition(_NOTES_START)
    _, _, rest = rest.partition('"""\n')
    between, _, rest = rest.partition(_TABLE_START)
    _, _, after = rest.partition(_TABLE_END)
    lines = []
    for field, by_source in rates.items():
        lines.append(f'    "{field}": {{')
        lines += [
            f'        "{source}": ({", ".join(f"{rate:.2f}" for rate in its)}),' for source, its in by_source.items()
        ]
        lines.append("    },")
    quoted = "".join(f"- {note}\n" for note in notes)
    body = "\n".join(lines)
    return f'{before}{_NOTES_START}{quoted}"""\n{between}{_TABLE_START}{body}{_TABLE_END}{after}'


_NOTES_START: Final = "By folds of sites, with the table of the others:\n\n"
_TABLE_START: Final = "TABLE: Final[Table] = {\n"
_TABLE_END: Final = "\n}\n"


def main() -> None:
    """Write the table anew and print what it is worth."""
    seen = observed()
    notes = measured(seen)
    PATH.write_text(code(table(seen), notes), encoding="utf-8")
    print("\n".join(notes))


if __name__ == "__main__":
    main()
