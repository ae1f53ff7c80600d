"""Messages that can never become what they were meant to be: one lies in every batch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench.storm.pages import CRASHING

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_KINDS: Final = 4
# A few documents of each kind are enough: their news comes again and again.
_DOCUMENTS: Final = 5


@dataclass
class Poison:
    """Four in turn: no JSON; an event of no known shape; news of an object that never was, which makes a ``FAILED`` row;
    and a page on which the engine breaks, which goes to the dead letters with its message.
    """

    s3: S3Client
    bucket: str
    made: int = 0

    def lay(self) -> None:
        """Put the crashing pages into the inbox."""
        for number in range(_DOCUMENTS):
            self.s3.put_object(Bucket=self.bucket, Key=_crashing_key(number), Body=CRASHING + str(number).encode())

    def next_body(self) -> str:
        kind, number = self.made % _KINDS, self.made // _KINDS % _DOCUMENTS
        self.made += 1
        match kind:
            case 0:
                return f"no JSON {self.made} {{"
            case 1:
                return json.dumps({"detail": {"hello": "world"}, "number": self.made})
            case 2:
                return self._news(_missing_key(number))
        return self._news(_crashing_key(number))

    def keys_that_never_were(self) -> set[str]:
        """Those that news came of."""
        return {_missing_key(number // _KINDS % _DOCUMENTS) for number in range(self.made) if number % _KINDS == 2}

    def _news(self, key: str) -> str:
        return json.dumps(
            {
                "detail-type": "Object Created",
                "source": "aws.s3",
                "time": "2026-03-01T12:00:00Z",
                "detail": {
                    "reason": "PutObject",
                    "bucket": {"name": self.bucket},
                    "object": {"key": key, "sequencer": SEQUENCER, "size": 1},
                },
            }
        )


SEQUENCER: Final = "0062F1C4D500000001"


def _missing_key(number: int) -> str:
    return f"poison/never was {number}.html"


def _crashing_key(number: int) -> str:
    return f"poison/crashes {number}.html"
