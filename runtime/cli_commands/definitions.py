"""`sprava definitions …`: the table of its commands."""

from __future__ import annotations

from runtime.command_group import CommandGroup, Entry

definitions = CommandGroup(
    "definitions",
    help="What the town offers: check, draw, play, compare and publish definitions.",
    table={
        "check": Entry("definition_check", "check_command", "Find every mistake."),
        "diagram": Entry("definition_check", "diagram_command", "Draw the states and moves: Mermaid text or SVG."),
        "test": Entry("definition_tools", "scenarios_command", "Play the scenarios of definitions."),
        "simulate": Entry("definition_tools", "simulate_command", "Let made-up cases move at random."),
        "diff": Entry("definition_tools", "diff_command", "Say what definition B changes of definition A."),
        "schema": Entry("definition_tools", "schema_command", "Print the format as JSON Schema, for editors."),
        "new": Entry("definition_tools", "new_command", "Begin a definition that passes the checker."),
        "publish": Entry("definition_publishing", "publish_command", "Put definitions in force."),
        "migrate": Entry("definition_migrating", "migrate_command", "Bring running cases under another version."),
    },
)
