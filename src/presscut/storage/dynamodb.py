"""The article store in DynamoDB, with S3 for what does not fit into a row.

Every write is the same: the object first if one is needed, then the row of the history, then ``LATEST``, each under the
one condition "nothing there, or something of lower precedence". Whatever breaks off in between is healed by the
repetition that SQS brings: the object is content-addressed, the row of the history then counts as a duplicate, and
``LATEST`` is written. No transaction, no lock: a stale revision must reach the history even though it is no longer the
truth, which one all-or-nothing write would forbid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presscut.storage import rows
from presscut.storage.aws_errors import ConditionNotMetError, translated_errors
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.items import deserialized, serialized
from presscut.storage.records import Live, Outcome, Revision

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TAKES_PRECEDENCE = "attribute_not_exists(pk) OR precedence < :precedence"


@dataclass(frozen=True, slots=True)
class DynamoArticleStore:
    """An :class:`~presscut.storage.ports.ArticleStore`."""

    dynamodb: DynamoDBClient
    table_name: str
    claim_check: ClaimCheck

    def put(self, revision: Revision) -> Outcome:
        history, latest = rows.rows_of(revision, self._body(revision))
        self._put_if_it_takes_precedence(history)
        return self._put_if_it_takes_precedence(latest)

    def get(self, document_id: str) -> Revision | None:
        with translated_errors(f"reading document {document_id}"):
            answer = self.dynamodb.get_item(
                TableName=self.table_name, Key=serialized(rows.latest_key(document_id)), ConsistentRead=True
            )
        if "Item" not in answer:
            return None
        return rows.revision_of(deserialized(answer["Item"]), self.claim_check.read)

    def _body(self, revision: Revision) -> rows.Row:
        if not isinstance(revision, Live):
            return {}
        json_text = rows.article_json(revision.article)
        inline = rows.inline_form(json_text)
        if inline is not None:
            return rows.article_body(inline)
        return rows.claimed_body(self.claim_check.write(revision.origin.document_id, json_text))

    def _put_if_it_takes_precedence(self, row: rows.Row) -> Outcome:
        try:
            with translated_errors(f"writing {row['sk']} of document {row['document_id']}"):
                self.dynamodb.put_item(
                    TableName=self.table_name,
                    Item=serialized(row),
                    ConditionExpression=_TAKES_PRECEDENCE,
                    ExpressionAttributeValues=serialized({":precedence": row["precedence"]}),
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                )
        except ConditionNotMetError as error:
            there = deserialized(error.found)
            return "duplicate" if there["source_seq"] == row["source_seq"] else "stale"
        return "stored"
