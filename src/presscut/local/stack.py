"""template.yaml → running resources, on whatever AWS boto3 talks to (in practice moto).

aws-sam-translator makes CloudFormation of the SAM template as the service itself would, and CloudFormation creates it. So
what runs here is what is deployed, not a copy of it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import boto3
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

DEFAULT_TEMPLATE: Final = Path(__file__).parents[3] / "template.yaml"
STACK_NAME: Final = "presscut"


# What moto's CloudFormation cannot create, and what therefore cannot be met here: over HTTP, the API's handler is called
# with API Gateway's events instead.
LEFT_OUT: Final[dict[str, str]] = {
    "AWS::Lambda::Alias": "moto's CloudFormation does not know it; what refers to it goes with it",
    "AWS::Lambda::Version": "serves the alias alone",
    "AWS::Lambda::Permission": "moto checks none, and the API's name the alias",
    "AWS::S3::BucketPolicy": "moto's CloudFormation does not know it; requests in one process have no transport to secure",
    "AWS::SQS::QueuePolicy": "the same",
    "AWS::Scheduler::Schedule": "moto's CloudFormation does not know it; nothing here runs for as long as a day",
    "AWS::CloudWatch::Alarm": "moto's CloudFormation does not know it; nobody is woken here",
    "AWS::ApiGateway::RestApi": "its integrations name the alias",
    "AWS::ApiGateway::Deployment": "of that API",
    "AWS::ApiGateway::Stage": "of that API",
    "AWS::ApiGateway::ApiKey": "of that API",
    "AWS::ApiGateway::UsagePlan": "of that API",
    "AWS::ApiGateway::UsagePlanKey": "of that API",
    "AWS::WAFv2::WebACLAssociation": "of that API",
}


class StackError(Exception):
    """The template could not become resources; the message says why."""


@dataclass(frozen=True, slots=True)
class Stack:
    """What was created: physical ids by logical id, and the template's outputs."""

    resources: dict[str, str]
    outputs: dict[str, str]


class _NoManagedPolicies:
    """The template spells its policies out, so none of AWS's managed ones is looked up by name."""

    def load(self) -> dict[str, str]:
        return {}


def cloudformation_of(template_path: Path, parameters: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The plain CloudFormation of a SAM template. Raises StackError."""
    region = boto3.Session().region_name
    if region is None:
        raise StackError("The template is translated for a region, and AWS_DEFAULT_REGION names none.")
    return deepcopy(_translated(template_path, tuple(sorted((parameters or {}).items())), region))


@cache
def _translated(template_path: Path, parameters: tuple[tuple[str, str], ...], region: str) -> dict[str, Any]:
    """Once a process and region: reading and translating the template takes longer than creating what it names."""
    logging.getLogger("samtranslator").setLevel(logging.ERROR)  # it warns of what only the service itself can know
    del region  # the translator asks for it itself; here it tells translations apart
    template: dict[str, Any] = yaml_parse(template_path.read_text())
    given = dict(parameters)
    values = {name: given.get(name, parameter.get("Default")) for name, parameter in template["Parameters"].items()}
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource.pop("Metadata", None)
            # The code that runs is the one of this process; CloudFormation wants some all the same.
            resource["Properties"]["CodeUri"] = "s3://none/none"
    template["Globals"]["Function"].pop("CodeUri", None)
    try:
        translated: dict[str, Any] = transform(template, values, _NoManagedPolicies())
    except Exception as error:  # the translator raises errors of no common base
        raise StackError(f"{template_path} is no valid SAM template: {error}") from error
    for resource in translated["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            resource["Properties"]["Code"] = {"ZipFile": "# the handlers of this process"}
    return translated


def _creatable(template: dict[str, Any], only: Collection[str] | None) -> dict[str, Any]:
    """The template without what is left out, and without the outputs that name such a thing."""
    left_out = {
        name
        for name, resource in template["Resources"].items()
        if resource["Type"] in LEFT_OUT or (only is not None and name not in only)
    }
    return template | {
        "Resources": {name: value for name, value in template["Resources"].items() if name not in left_out},
        "Outputs": {
            name: value
            for name, value in template["Outputs"].items()
            if not any(f"${{{gone}}}" in json.dumps(value) or f'"{gone}"' in json.dumps(value) for gone in left_out)
        },
    }


def binary_media_types(template_path: Path = DEFAULT_TEMPLATE) -> tuple[str, ...]:
    """Of the API: the types whose bodies the gateway hands over untouched."""
    body = cloudformation_of(template_path)["Resources"]["RestApi"]["Properties"]["BinaryMediaTypes"]
    return tuple(str(media_type).replace("~1", "/") for media_type in body)


def gateway_answers(template_path: Path = DEFAULT_TEMPLATE) -> dict[str, str]:
    """Of the API: what the gateway itself answers, by the type of the answer (``REQUEST_TOO_LARGE``, …)."""
    body = cloudformation_of(template_path)["Resources"]["RestApi"]["Properties"]["Body"]
    return {
        kind: str(response["responseTemplates"]["application/json"])
        for kind, response in body["x-amazon-apigateway-gateway-responses"].items()
    }


_NAME_PROPERTY: Final = {
    "AWS::S3::Bucket": "BucketName",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::SQS::Queue": "QueueName",
}


def deploy(
    template_path: Path = DEFAULT_TEMPLATE,
    parameters: Mapping[str, str] | None = None,
    *,
    only: Collection[str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Stack:
    """Create what a template names: everything, or ``only`` these logical ids. Raises StackError.

    ``names``: the names of buckets, tables and queues by logical id, where CloudFormation's own will not do: events made
    beforehand name their bucket.
    """
    body = _creatable(cloudformation_of(template_path, parameters), only)
    for logical_id, name in (names or {}).items():
        resource = body["Resources"][logical_id]
        resource["Properties"][_NAME_PROPERTY[resource["Type"]]] = name
    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(
        StackName=STACK_NAME,
        TemplateBody=json.dumps(body),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in (parameters or {}).items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    described = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
    if described["StackStatus"] != "CREATE_COMPLETE":
        raise StackError(f"The stack is {described['StackStatus']}: {described.get('StackStatusReason', '')}")
    summaries = cloudformation.list_stack_resources(StackName=STACK_NAME)["StackResourceSummaries"]
    resources = {summary["LogicalResourceId"]: summary["PhysicalResourceId"] for summary in summaries}
    _complete_buckets(body, resources)
    return Stack(
        resources=resources,
        outputs={output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])},
    )


def _complete_buckets(template: dict[str, Any], resources: dict[str, str]) -> None:
    """Do what moto's CloudFormation passes over: a bucket's versioning, and its events to EventBridge."""
    s3 = boto3.client("s3")
    for name, resource in template["Resources"].items():
        if resource["Type"] != "AWS::S3::Bucket":
            continue
        properties = resource["Properties"]
        if properties.get("VersioningConfiguration", {}).get("Status") == "Enabled":
            s3.put_bucket_versioning(Bucket=resources[name], VersioningConfiguration={"Status": "Enabled"})
        bridge = properties.get("NotificationConfiguration", {}).get("EventBridgeConfiguration", {})
        if bridge.get("EventBridgeEnabled"):
            s3.put_bucket_notification_configuration(
                Bucket=resources[name], NotificationConfiguration={"EventBridgeConfiguration": {}}
            )
