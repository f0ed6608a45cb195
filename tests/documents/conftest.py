"""WeasyPrint leaves its own colour profile file to the garbage collector; everything else that is left open fails."""

import pytest

_OF_WEASYPRINT = "ignore:.*sRGB2014.icc.*:pytest.PytestUnraisableExceptionWarning"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/documents" in str(item.path):
            item.add_marker(pytest.mark.filterwarnings(_OF_WEASYPRINT))
