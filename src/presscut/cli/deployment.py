"""Which deployment a command talks to: by its stack, by names on the command line, or by the environment."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presscut.service.stack_outputs import outputs_of_stack
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore

if TYPE_CHECKING:
    import boto3
    from botocore.config import Config

STACK_VARIABLE: Final = "PRESSCUT_STACK"

EPILOG: Final = """\
The deployment: --stack, or PRESSCUT_STACK, names the CloudFormation stack whose outputs tell the rest; any of it may be
named instead, by an option or by PRESSCUT_INBOX_BUCKET, PRESSCUT_ARTICLES_TABLE and PRESSCUT_ARTICLES_BUCKET. Credentials,
region and profile are AWS's usual ones.
"""


@dataclass(frozen=True, slots=True)
class _Part:
    option: str
    variable: str
    output: str
    what: str


_PARTS: Final = {
    "inbox": _Part("--inbox", "PRESSCUT_INBOX_BUCKET", "InboxBucketName", "the inbox bucket"),
    "table": _Part("--table", "PRESSCUT_ARTICLES_TABLE", "ArticlesTableName", "the table of articles"),
    "articles_bucket": _Part(
        "--articles-bucket", "PRESSCUT_ARTICLES_BUCKET", "ArticlesBucketName", "the bucket of large articles"
    ),
}


class NoDeploymentError(Exception):
    """It is not said which deployment is meant; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Names; empty where they were not asked for. ``stack`` is None where none was named."""

    stack: str | None
    inbox: str
    table: str
    articles_bucket: str

    def store(self, session: boto3.Session, config: Config) -> DynamoArticleStore:
        claim_check = ClaimCheck(session.client("s3", config=config), self.articles_bucket)
        return DynamoArticleStore(session.client("dynamodb", config=config), self.table, claim_check)


def add_deployment_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the deployment")
    group.add_argument("--stack", metavar="NAME", help="the CloudFormation stack")
    for name, part in _PARTS.items():
        group.add_argument(
            part.option, dest=name, metavar="NAME", help=f"{part.what}, where the stack does not tell it"
        )
    group.add_argument("--region", help="default: as AWS's tools find it")
    group.add_argument("--profile", help="default: as AWS's tools find it")


def session_of(arguments: argparse.Namespace) -> boto3.Session:
    """Raises a BotoCoreError where there is no such profile, or no region."""
    import boto3
    from botocore.exceptions import NoRegionError

    session = boto3.Session(region_name=arguments.region, profile_name=arguments.profile)
    if session.region_name is None:
        raise NoRegionError
    return session


def deployment_of(
    arguments: argparse.Namespace,
    session: boto3.Session,
    *needed: str,
    environment: Mapping[str, str] | None = None,
) -> Deployment:
    """``needed`` of ``inbox``, ``table`` and ``articles_bucket``; the stack is asked only for what nobody has named.

    Raises NoDeploymentError, and a StorageError.
    """
    environment = os.environ if environment is None else environment
    stack = arguments.stack or environment.get(STACK_VARIABLE) or None
    names = {name: _named(arguments, name, part, environment) for name, part in _PARTS.items()}
    missing = [name for name in needed if not names[name]]
    if missing:
        if stack is None:
            raise NoDeploymentError(_what_to_name(missing))
        outputs = outputs_of_stack(session.client("cloudformation"), stack)
        absent = [_PARTS[name].output for name in missing if _PARTS[name].output not in outputs]
        if absent:
            raise NoDeploymentError(f"The stack {stack} has no output {', '.join(absent)}: it is none of presscut's.")
        names |= {name: outputs[_PARTS[name].output] for name in missing}
    return Deployment(stack, **names)


def _named(arguments: argparse.Namespace, name: str, part: _Part, environment: Mapping[str, str]) -> str:
    given: str | None = getattr(arguments, name)
    # Who names another stack on the command line does not mean a bucket that the environment still has.
    fallback = None if arguments.stack else environment.get(part.variable)
    return given or fallback or ""


def _what_to_name(missing: list[str]) -> str:
    options = ", ".join(f"{_PARTS[name].option} (or {_PARTS[name].variable})" for name in missing)
    return f"Which deployment? Name its stack by --stack (or {STACK_VARIABLE}), or {options}."
