"""What can go wrong, each with a reason code that a machine can branch on.

Every error of presscut is a :class:`PresscutError`. Its ``code`` is one of :data:`ReasonCode` and never changes
its meaning; its message says what was wrong with this input and what its sender can do about it.
"""

from __future__ import annotations

from typing import ClassVar, Literal

ReasonCode = Literal[
    "empty",
    "not_html",
    "too_large",
    "too_deep",
    "too_many_attributes",
    "undecodable",
    "corrupt_compression",
    "unsupported_compression",
    "object_gone",
    "invalid_event",
    "invalid_query",
    "invalid_cursor",
    "foreign_cursor",
]


class PresscutError(Exception):
    """Base of all errors of presscut: ``code`` for machines, ``str(error)`` for people."""

    code: ClassVar[ReasonCode]


class ExtractionError(PresscutError):
    """The input cannot become an article, now or ever: trying again with the same bytes is useless."""


class EmptyInputError(ExtractionError):
    """Nothing but white space."""

    code = "empty"


class NotHtmlError(ExtractionError):
    """An image, a PDF, JSON, plain binary: bytes that no browser would show as a page."""

    code = "not_html"


class TooLargeError(ExtractionError):
    """More bytes than the limit, before or after decompression."""

    code = "too_large"


class TooDeepError(ExtractionError):
    """Elements nested deeper than any page that people read; parsing it would take minutes."""

    code = "too_deep"


class TooManyAttributesError(ExtractionError):
    """One tag with more attributes than any page that people read; parsing it would take minutes."""

    code = "too_many_attributes"


class UndecodableError(ExtractionError):
    """No encoding makes text of these bytes, or the encoding asked for does not exist."""

    code = "undecodable"


class CorruptCompressionError(ExtractionError):
    """A compressed body that breaks off or does not follow its own format."""

    code = "corrupt_compression"


class UnsupportedCompressionError(ExtractionError):
    """A ``Content-Encoding`` that presscut does not read."""

    code = "unsupported_compression"


class ObjectGoneError(PresscutError):
    """The object was deleted between its event and its reading."""

    code = "object_gone"


class InvalidEventError(PresscutError):
    """An event of none of the shapes that presscut knows."""

    code = "invalid_event"


class InvalidQueryError(PresscutError):
    """A listing asked for by what cannot be: no host, no address, a range that ends before it begins, an odd limit."""

    code = "invalid_query"


class InvalidCursorError(PresscutError):
    """A cursor that no page of a listing has given: made up, cut off, or of a version that is not read any more."""

    code: ClassVar[ReasonCode] = "invalid_cursor"


class ForeignCursorError(InvalidCursorError):
    """A cursor that the page of another query has given."""

    code = "foreign_cursor"
