"""What a template may say of a case's own values: every declared field and input is there, given or not.

For samples; a real paper gets the same names from `effects/paper_context.py`. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.definition.model import Definition
from workflow.definition.placeholders import PLACEHOLDERS, TEMPLATE_NAMES, all_fields
from workflow.values import Json


def paper_values(
    definition: Definition, form: Mapping[str, Json], inputs: Mapping[str, Json], known: Mapping[str, Json]
) -> dict[str, Json]:
    """`form.X`, `inputs.X`, and every name bare; what was not given is None.

    `known` are the placeholders of the case (`number`, `outcome` …) and the names of the paper itself (`paper`,
    `body`, `signer` …); they win over a field of the same name.
    """
    declared = {one.name: None for transition in definition.transitions for one in transition.input}
    bare: dict[str, Json] = dict.fromkeys(
        [*PLACEHOLDERS, *TEMPLATE_NAMES, *(one.name for one in all_fields(definition))]
    )
    bare.update(form)
    bare.update({name: value for name, value in inputs.items() if value is not None})
    bare.update(known)
    bare["form"] = {**{one.name: None for one in definition.form}, **form}
    bare["inputs"] = {**declared, **inputs}
    return bare
