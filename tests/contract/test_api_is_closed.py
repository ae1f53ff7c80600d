"""Who may call the API, by the template: in no setting is a route open or without limits."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any, Final

import pytest

from presscut.local.stack import DEFAULT_TEMPLATE, cloudformation_of

SETTINGS: Final = ("AWS_IAM", "API_KEY", "COGNITO")
SCHEMES: Final[dict[str, dict[str, Any]]] = {
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
    "AWS_IAM": {"type": "apiKey", "in": "header", "name": "Authorization", "x-amazon-apigateway-authtype": "awsSigv4"},
    # …/api-gateway-swagger-extensions-api-key-source.html: this very name makes the gateway ask for a key of a usage plan.
    "API_KEY": {"type": "apiKey", "in": "header", "name": "x-api-key"},
    # …/apigateway-enable-cognito-user-pool.html
    "COGNITO": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": [{"Ref": "UserPoolArn"}]},
    },
}
NO_VALUE: Final = {"Ref": "AWS::NoValue"}
METHODS: Final = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method"}


@pytest.fixture(autouse=True)
def region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")


def deployed_with(setting: str | None, **parameters: str) -> dict[str, Any]:
    """The resources that CloudFormation creates, its conditions decided; None: nobody says anything."""
    template = cloudformation_of(DEFAULT_TEMPLATE)
    values = {name: parameter.get("Default") for name, parameter in template["Parameters"].items()}
    if setting is not None:
        assert setting in template["Parameters"]["ApiAuth"]["AllowedValues"]
        values["ApiAuth"] = setting
    assert set(parameters) <= set(values)
    values |= parameters
    conditions = {name: _holds(condition, values) for name, condition in template["Conditions"].items()}
    kept = {
        name: resource
        for name, resource in template["Resources"].items()
        if conditions.get(resource.get("Condition", ""), True)
    }
    decided: dict[str, Any] = _decided(kept, conditions)
    return decided


def _holds(condition: Any, values: dict[str, Any]) -> bool:
    match condition:
        case {"Fn::Not": [inner]}:
            return not _holds(inner, values)
        case {"Fn::Equals": [one, other]}:
            return _value(one, values) == _value(other, values)
    raise AssertionError(f"a condition of no known kind: {condition}")


def _value(written: Any, values: dict[str, Any]) -> Any:
    return values[written["Ref"]] if isinstance(written, dict) else written


def _decided(value: Any, conditions: dict[str, bool]) -> Any:
    match value:
        case {"Fn::If": [name, then, otherwise]}:
            return _decided(then if conditions[name] else otherwise, conditions)
        case dict():
            decided = {name: _decided(inner, conditions) for name, inner in value.items()}
            return {name: inner for name, inner in decided.items() if inner != NO_VALUE}
        case list():
            return [inner for inner in (_decided(inner, conditions) for inner in value) if inner != NO_VALUE]
    return value


def of_type(resources: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


def definition(resources: dict[str, Any]) -> dict[str, Any]:
    (api,) = of_type(resources, "AWS::ApiGateway::RestApi")
    body: dict[str, Any] = api["Body"]
    return body


@pytest.mark.parametrize(("setting", "scheme"), [(None, "AWS_IAM"), *((setting, setting) for setting in SETTINGS)])
def test_every_route_asks_who_calls(setting: str | None, scheme: str) -> None:
    body = definition(deployed_with(setting))
    routes = {
        (path, method): operation
        for path, of_path in body["paths"].items()
        for method, operation in of_path.items()
        if method in METHODS
    }
    assert len(routes) >= 3
    # An empty list, or an empty alternative in it, would let anybody in.
    assert all(operation["security"] == [{scheme: []}] for operation in routes.values())
    assert body["components"]["securitySchemes"][scheme] == SCHEMES[scheme]


def test_an_authorizer_is_there_only_where_it_is_asked_for() -> None:
    for setting in SETTINGS:
        schemes = definition(deployed_with(setting))["components"]["securitySchemes"]
        assert ("COGNITO" in schemes) is (setting == "COGNITO")


@pytest.mark.parametrize(
    ("setting", "user_pool", "is_taken"),
    [
        ("COGNITO", "", False),
        ("COGNITO", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Courier1", True),
        ("AWS_IAM", "", True),
        ("API_KEY", "", True),
    ],
)
def test_a_user_pool_is_asked_for_before_anything_is_made(setting: str, user_pool: str, is_taken: bool) -> None:
    template = cloudformation_of(DEFAULT_TEMPLATE)
    (rule,) = template["Rules"].values()
    (assertion,) = rule["Assertions"]
    values = {"ApiAuth": setting, "UserPoolArn": user_pool}
    applies = _holds(rule["RuleCondition"], values)
    assert (not applies or _holds(assertion["Assert"], values)) is is_taken
    assert "UserPoolArn" in assertion["AssertDescription"]
    assert re.fullmatch(template["Parameters"]["UserPoolArn"]["AllowedPattern"], user_pool)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_web_acl_guards_the_stage_where_one_is_named(setting: str) -> None:
    assert of_type(deployed_with(setting), "AWS::WAFv2::WebACLAssociation") == []
    arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/press/0a1b"
    resources = deployed_with(setting, WebAclArn=arn)
    (association,) = of_type(resources, "AWS::WAFv2::WebACLAssociation")
    assert association["WebACLArn"] == {"Ref": "WebAclArn"}
    stage = association["ResourceArn"]["Fn::Sub"].rpartition("/stages/")[2]
    assert resources[stage.strip("${}")]["Type"] == "AWS::ApiGateway::Stage"
    pattern = cloudformation_of(DEFAULT_TEMPLATE)["Parameters"]["WebAclArn"]["AllowedPattern"]
    assert re.fullmatch(pattern, arn)
    # Those of CloudFront are no regional ones, and no stage takes them.
    assert not re.fullmatch(pattern, arn.replace(":regional/", ":global/"))


@pytest.mark.parametrize("setting", SETTINGS)
def test_logs_have_no_bodies_and_no_credentials(setting: str) -> None:
    (stage,) = of_type(deployed_with(setting), "AWS::ApiGateway::Stage")
    logged = set(json.loads(stage["AccessLogSetting"]["Format"]).values())
    assert logged == {
        "$context.requestId", "$context.identity.sourceIp", "$context.requestTime", "$context.httpMethod",
        "$context.path", "$context.status", "$context.responseLength", "$context.responseLatency",
        "$context.error.message",
    }  # fmt: skip
    # Execution logs would have them.
    assert all("DataTraceEnabled" not in of_method for of_method in stage["MethodSettings"])


def test_no_other_setting_may_be_chosen() -> None:
    parameter = cloudformation_of(DEFAULT_TEMPLATE)["Parameters"]["ApiAuth"]
    assert (parameter["Default"], tuple(parameter["AllowedValues"])) == ("AWS_IAM", SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS)
def test_there_is_no_other_way_to_the_functions_from_outside(setting: str) -> None:
    resources = deployed_with(setting)
    kinds = {resource["Type"] for resource in resources.values()}
    assert kinds & {"AWS::Lambda::Url", "AWS::ApiGatewayV2::Api", "AWS::ApiGateway::Method"} == set()
    invokers = {
        (grant["Principal"], str(grant["SourceArn"])) for grant in of_type(resources, "AWS::Lambda::Permission")
    }
    assert [principal for principal, _ in invokers] == ["apigateway.amazonaws.com"]
    assert all("${RestApi}" in source for _, source in invokers)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_stage_is_throttled_and_logged(setting: str) -> None:
    (stage,) = of_type(deployed_with(setting), "AWS::ApiGateway::Stage")
    (everything,) = stage["MethodSettings"]
    assert (everything["HttpMethod"], everything["ResourcePath"]) == ("*", "/*")
    assert everything["ThrottlingRateLimit"] == {"Ref": "ApiRateLimit"}
    assert everything["ThrottlingBurstLimit"] == {"Ref": "ApiBurstLimit"}
    assert stage["AccessLogSetting"]["DestinationArn"]


def test_keys_come_with_a_usage_plan_of_their_own_limits() -> None:
    resources = deployed_with("API_KEY")
    (plan,) = of_type(resources, "AWS::ApiGateway::UsagePlan")
    assert plan["Throttle"] == {"RateLimit": {"Ref": "ApiRateLimit"}, "BurstLimit": {"Ref": "ApiBurstLimit"}}
    assert plan["Quota"] == {"Limit": {"Ref": "ApiKeyDailyQuota"}, "Period": "DAY"}
    assert [stage["ApiId"] for stage in plan["ApiStages"]] == [{"Ref": "RestApi"}]
    (member,) = of_type(resources, "AWS::ApiGateway::UsagePlanKey")
    assert (member["KeyId"], member["UsagePlanId"]) == ({"Ref": "ApiKey"}, {"Ref": "ApiUsagePlan"})


@pytest.mark.parametrize("setting", ["AWS_IAM", "COGNITO"])
def test_without_keys_there_are_none(setting: str) -> None:
    resources = deployed_with(setting)
    assert {"ApiKey", "ApiUsagePlan", "ApiUsagePlanKey"} & set(resources) == set()


def test_the_routes_are_those_that_the_function_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "presscut")
    from presscut.service.operations import ROUTES

    paths = definition(deployed_with(None))["paths"]
    assert set(paths) == set(ROUTES)
    # The function answers HEAD, OPTIONS and 405 itself, and can only where it is asked.
    assert all(set(of_path) & METHODS == {"x-amazon-apigateway-any-method"} for of_path in paths.values())


def test_the_gateways_own_answers_are_problems_with_a_code() -> None:
    from presscut.service.problems import GATEWAY_CODES, GATEWAY_DEFAULTS, STATUS_OF_CODE, title

    responses = definition(deployed_with(None))["x-amazon-apigateway-gateway-responses"]
    told = {}
    for kind, response in responses.items():
        assert response["responseParameters"]["gatewayresponse.header.Content-Type"] == "'application/problem+json'"
        problem = json.loads(response["responseTemplates"]["application/json"])
        assert len(problem["detail"]) > 20
        if kind.startswith("DEFAULT_"):
            # A status that is set there is that of every answer without words of its own.
            assert ("statusCode" in response, "status" in problem) == (False, False)
            told[problem["code"]] = kind.removeprefix("DEFAULT_").lower()
            continue
        assert problem["status"] == response["statusCode"]
        assert problem["title"] == title(HTTPStatus(problem["status"]))
        told[problem["code"]] = problem["status"]
    assert told == GATEWAY_CODES | GATEWAY_DEFAULTS | {"not_found": STATUS_OF_CODE["not_found"]}


def test_every_way_of_not_being_known_has_words_of_its_own() -> None:
    """https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html"""
    responses = definition(deployed_with(None))["x-amazon-apigateway-gateway-responses"]
    assert set(responses) >= {
        "ACCESS_DENIED", "EXPIRED_TOKEN", "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN",
        "UNAUTHORIZED", "WAF_FILTERED",
    }  # fmt: skip
    for kind in ("REQUEST_TOO_LARGE", "DEFAULT_4XX", "DEFAULT_5XX"):
        assert "POST /v1/uploads" in responses[kind]["responseTemplates"]["application/json"]
