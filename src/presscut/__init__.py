"""Raw HTML in, clean structured articles out.

>>> from presscut import extract
>>> article = extract(b"<title>Rain</title><p>It rained for three days and three nights on the whole coast.</p>")
>>> article.text
'It rained for three days and three nights on the whole coast.'
"""

from presscut.article import Article
from presscut.errors import ExtractionError, PresscutError
from presscut.extraction.pipeline import extract
from presscut.rendering import render
from presscut.version import VERSION

__version__ = VERSION

__all__ = ["Article", "ExtractionError", "PresscutError", "__version__", "extract", "render"]
