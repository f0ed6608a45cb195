"""What publiccode.yml 0.5 wants of a file, as JSON Schema, by the standard's text: https://yml.publiccode.tools.

Written anew from the pages "The Standard (core)", "List of software categories" and "Scope list": what we use of them.
The keys that the standard gives up (`inputTypes`, `genericName` and others) are not known here.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_ADDRESS: dict[str, Any] = {"type": "string", "pattern": r"^https?://[^\s/]+/\S*$"}
_DAY: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"  # BCP 47: the primary subtag is never left out


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}


def _keys(required: tuple[str, ...], **properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_CATEGORIES = [
    "appointment-scheduling",
    "business-process-management",
    "call-center-management",
    "collaboration",
    "communications",
    "compliance-management",
    "contact-management",
    "content-management",
    "crm",
    "customer-service-and-support",
    "data-analytics",
    "data-collection",
    "digital-asset-management",
    "digital-citizenship",
    "document-management",
    "e-signature",
    "feedback-and-reviews-management",
    "geographic-information-systems",
    "grant-management",
    "help-desk",
    "identity-management",
    "knowledge-management",
    "office",
    "online-booking",
    "service-desk",
    "survey",
    "task-management",
    "time-management",
    "visitor-management",
    "whistleblowing",
    "workflow-management",
]
_SCOPES = [
    "agriculture",
    "culture",
    "defence",
    "education",
    "emergency-services",
    "employment",
    "energy",
    "environment",
    "finance-and-economic-development",
    "foreign-affairs",
    "healthcare",
    "infrastructures",
    "justice",
    "local-authorities",
    "manufacturing",
    "research",
    "science-and-technology",
    "security",
    "society",
    "sport",
    "tourism",
    "transportation",
    "welfare",
]
_DEPENDENCY = _keys(
    ("name",),
    name=_TEXT,
    versionMin=_TEXT,
    versionMax=_TEXT,
    version=_TEXT,
    optional={"type": "boolean"},
)
_TOLD = _keys(
    ("shortDescription", "longDescription"),
    localisedName=_TEXT,
    shortDescription={"type": "string", "minLength": 1, "maxLength": 150},
    longDescription={"type": "string", "minLength": 150, "maxLength": 10_000},
    documentation=_ADDRESS,
    apiDocumentation=_ADDRESS,
    features=_listed(_TEXT),
    screenshots=_listed(_TEXT),
    videos=_listed(_ADDRESS),
    awards=_listed(_TEXT),
)
_MAINTENANCE = _keys(
    ("type",),
    type={"enum": ["internal", "contract", "community", "none"]},
    contractors=_listed(_keys(("name", "until"), name=_TEXT, until=_DAY, email=_TEXT, website=_ADDRESS)),
    contacts=_listed(_keys(("name",), name=_TEXT, email=_TEXT, affiliation=_TEXT, phone=_TEXT)),
) | {
    "allOf": [
        {
            "if": {"properties": {"type": {"enum": ["internal", "community"]}}},
            "then": {"required": ["contacts"]},
        },
        {"if": {"properties": {"type": {"const": "contract"}}}, "then": {"required": ["contractors"]}},
    ]
}
_WHOLE = _keys(
    (
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    ),
    publiccodeYmlVersion={"const": "0.5"},
    name=_TEXT,
    applicationSuite=_TEXT,
    url=_ADDRESS,
    landingURL=_ADDRESS,
    isBasedOn=_listed(_ADDRESS),
    softwareVersion=_TEXT,
    releaseDate=_DAY,
    logo=_TEXT,
    platforms=_listed(_TEXT),
    categories=_listed({"enum": _CATEGORIES}),
    usedBy=_listed(_TEXT),
    roadmap=_ADDRESS,
    developmentStatus={"enum": ["concept", "development", "beta", "stable", "obsolete"]},
    softwareType={
        "enum": [
            *(f"standalone/{one}" for one in ("mobile", "iot", "desktop", "web", "backend", "other")),
            "addon",
            "library",
            "configurationFiles",
        ]
    },
    intendedAudience=_keys(
        (),
        countries=_listed({"type": "string", "pattern": "^[a-z]{2}$"}),
        unsupportedCountries=_listed({"type": "string", "pattern": "^[a-z]{2}$"}),
        scope=_listed({"enum": _SCOPES}),
    ),
    description={
        "type": "object",
        "propertyNames": {"pattern": _LANGUAGE},
        "additionalProperties": _TOLD,
        "minProperties": 1,
    },
    legal=_keys(("license",), license=_TEXT, mainCopyrightOwner=_TEXT),
    maintenance=_MAINTENANCE,
    localisation=_keys(
        ("localisationReady", "availableLanguages"),
        localisationReady={"type": "boolean"},
        availableLanguages=_listed({"type": "string", "pattern": _LANGUAGE}),
    ),
    dependsOn=_keys((), open=_listed(_DEPENDENCY), proprietary=_listed(_DEPENDENCY), hardware=_listed(_DEPENDENCY)),
)

PUBLICCODE = Draft202012Validator(_WHOLE)
"""Of a whole file, as JSON has it."""
