"""What is told to others when an article changes: the contract of the events, as :mod:`presscut.article` is the article's.

============================  =====================  =========================================================
``detail-type``               ``detail.status``      the document
============================  =====================  =========================================================
``ArticleExtracted``          ``LIVE``               has an article now, or another one than before
``ArticleFailed``             ``FAILED``             has a newer version that cannot be read; the reason says why
``ArticleDeleted``            ``DELETED``            is gone
============================  =====================  =========================================================

A failure is an event of its own, because the article that was the truth is so no longer: whoever keeps a copy would
differ from the store without ever hearing of it, and whoever dropped a page would wait for news for ever. A rule that
asks for the two others by their names never sees it.

The detail is small on purpose: who wants the article reads it by ``id``, and gets the newest. Fields may be added, never
renamed or taken away, so the schema forbids none that it does not know.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

EVENT_SCHEMA_VERSION: Final = "1.0"
SOURCE: Final = "presscut"
"""The ``source`` of every event."""

DetailType = Literal["ArticleExtracted", "ArticleFailed", "ArticleDeleted"]
EventStatus = Literal["LIVE", "FAILED", "DELETED"]

DETAIL_TYPES: Final[dict[EventStatus, DetailType]] = {
    "LIVE": "ArticleExtracted",
    "FAILED": "ArticleFailed",
    "DELETED": "ArticleDeleted",
}

# With both, ten details stay far below the 256 KB that a call of PutEvents takes, whatever their characters.
_LONGEST_URL: Final = 2000  # what the table keeps for its listing
_LONGEST_NAME: Final = 200


class ArticleEvent(BaseModel):
    """The ``detail`` of an event of presscut on EventBridge. What is not known is left out."""

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME, description="Of the document, as in the API.")]
    url: Annotated[
        str | None,
        Field(
            max_length=_LONGEST_URL,
            description="The address of the page; of what is gone or cannot be read, the one that it had before.",
        ),
    ] = None
    # No enumeration: one version's functions are replaced by the next's one after another.
    kind: Annotated[
        str | None,
        Field(
            max_length=_LONGEST_NAME,
            description="As in the article; of what is gone or cannot be read, the one that it was before.",
        ),
    ] = None
    status: EventStatus
    reason: Annotated[
        str | None, Field(max_length=_LONGEST_NAME, description="FAILED alone: the code of why it cannot be read.")
    ] = None
    sequence: Annotated[
        str,
        Field(
            min_length=1,
            max_length=_LONGEST_NAME,
            description="The version of the page, as in the article's revisions.",
        ),
    ]
    precedence: Annotated[
        str,
        Field(
            min_length=1,
            max_length=_LONGEST_NAME,
            description="Sorts, as a string, as the changes of one document do. EventBridge keeps no order: "
            "an event that is not greater than the last one acted upon is late or a repetition.",
        ),
    ]
    change_id: Annotated[
        str,
        Field(
            min_length=1,
            max_length=_LONGEST_NAME,
            description="Of the change: the same whenever its event is sent again, and of no other change.",
        ),
    ]

    @property
    def detail_type(self) -> DetailType:
        return DETAIL_TYPES[self.status]
