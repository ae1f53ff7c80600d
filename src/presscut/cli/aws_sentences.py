"""What AWS answered, as a sentence that says what to do: people at a terminal have no use for "An error occurred"."""

from __future__ import annotations

from typing import Final

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
    ReadTimeoutError,
    SSOTokenLoadError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)

_DENIED: Final = "AWS denies it: these credentials lack the permission that the answer names."
_EXPIRED: Final = "the credentials have expired; log in again (aws sso login, or however you got them)."
_UNKNOWN_CALLER: Final = "AWS does not know these credentials; look at AWS_PROFILE, --profile and the region."
_THROTTLED: Final = "AWS is asked too much at once; try again in a moment, or with a smaller --concurrency."

_BY_CODE: Final[dict[str, str]] = {
    "AccessDenied": _DENIED,
    "AccessDeniedException": _DENIED,
    "403": _DENIED,
    "ExpiredToken": _EXPIRED,
    "ExpiredTokenException": _EXPIRED,
    "RequestExpired": _EXPIRED,
    "InvalidAccessKeyId": _UNKNOWN_CALLER,
    "InvalidClientTokenId": _UNKNOWN_CALLER,
    "InvalidToken": _UNKNOWN_CALLER,
    "SignatureDoesNotMatch": _UNKNOWN_CALLER,
    "UnrecognizedClientException": _UNKNOWN_CALLER,
    "RequestTimeTooSkewed": "the clock of this machine is wrong by more than a quarter of an hour; set it.",
    "NoSuchBucket": "there is no such bucket; look at the name, the account and the region.",
    "PermanentRedirect": "the bucket is in another region; name it by --region.",
    "AuthorizationHeaderMalformed": "the bucket is in another region; name it by --region.",
    "ResourceNotFoundException": "there is no such table; look at the name, the account and the region.",
    "EntityTooLarge": "it is larger than S3 takes in one request (5 GB), and than any page.",
    "MetadataTooLarge": "its metadata (the address, above all) is longer than the 2 KB that S3 keeps.",
    "SlowDown": _THROTTLED,
    "Throttling": _THROTTLED,
    "ThrottlingException": _THROTTLED,
    "ProvisionedThroughputExceededException": _THROTTLED,
}

_BY_TYPE: Final[tuple[tuple[tuple[type[BotoCoreError], ...], str], ...]] = (
    (
        (NoCredentialsError, PartialCredentialsError),
        "there are no AWS credentials; set AWS_PROFILE (or --profile), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    ),
    ((SSOTokenLoadError, TokenRetrievalError, UnauthorizedSSOTokenError), _EXPIRED),
    ((NoRegionError,), "no AWS region is named; set AWS_REGION, or use --region."),
    ((ProfileNotFound,), "there is no such AWS profile; aws configure list-profiles lists them."),
    (
        (EndpointConnectionError, ConnectTimeoutError, ReadTimeoutError),
        "AWS does not answer; look at the network, the region and AWS_ENDPOINT_URL.",
    ),
)


def sentence_of(error: BaseException) -> str:
    """Of a StorageError or an error of botocore: what was done, what to do about it, and AWS's own words in brackets.

    Errors that are not known here are told as they are.
    """
    answer = error.__cause__ if isinstance(error.__cause__, ClientError | BotoCoreError) else error
    advice = _advice(answer)
    if advice is None:
        return str(error)
    action = str(error).removesuffix(str(answer))
    return f"{action}{advice} ({_own_words(answer)})"


def _advice(answer: BaseException) -> str | None:
    if isinstance(answer, ClientError):
        code = answer.response.get("Error", {}).get("Code", "")
        if code == "ValidationError" and answer.operation_name == "DescribeStacks":
            return "there is no such stack; look at the name, the account and the region."
        return _BY_CODE.get(code)
    return next((advice for types, advice in _BY_TYPE if isinstance(answer, types)), None)


def _own_words(answer: BaseException) -> str:
    if isinstance(answer, ClientError):
        told = answer.response.get("Error", {})
        return f"{answer.operation_name}: {told.get('Code', '')}: {told.get('Message', '')}".rstrip(": .")
    return str(answer).rstrip(".")
