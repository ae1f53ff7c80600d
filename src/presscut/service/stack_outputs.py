"""What a deployed stack says of itself: names and URLs by the keys of template.yaml's outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscut.storage.aws_errors import translated_errors

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient


def outputs_of_stack(cloudformation: CloudFormationClient, stack_name: str) -> dict[str, str]:
    """Raises a StorageError."""
    with translated_errors(f"reading the stack {stack_name}"):
        described = cloudformation.describe_stacks(StackName=stack_name)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}
