"""Charts: every value has its length, something is never drawn as nothing."""

from __future__ import annotations

from web.charts import BAR_WIDTH, COLUMN_HEIGHT, columns, stacked


def test_the_greatest_value_fills_the_height_and_nothing_has_none() -> None:
    chart = columns(["пн", "вт"], [("", [4, 0]), ("good", [1, 2])])
    assert chart.top == 4
    assert [[bar.height for bar in column.bars] for column in chart.columns] == [[COLUMN_HEIGHT, 30], [0, 60]]
    assert all(bar.y + bar.height == COLUMN_HEIGHT for column in chart.columns for bar in column.bars)


def test_a_week_in_which_nothing_happened_is_an_empty_chart() -> None:
    chart = columns(["пн"], [("", [0])])
    assert (chart.top, chart.columns[0].bars[0].height) == (0, 0)


def test_parts_of_a_bar_follow_one_another_and_one_of_a_million_is_still_seen() -> None:
    good, bad = stacked([("good", 1_000_000), ("bad", 1)], 1_000_001)
    assert (good.x, good.width, bad.x) == (0, BAR_WIDTH, BAR_WIDTH)
    assert bad.width == 2
