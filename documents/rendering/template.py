"""Fills the HTML template of a paper: sandboxed, escaped, with plain data only.

Must not produce PDF, and must not know what a case is. Templates come from published definitions, values from
citizens; neither may reach Python. The filters are a short list, so that no value can be marked as safe markup.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from typing import cast

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeVisitor
from markupsafe import Markup

from documents.errors import TemplateFailed
from documents.qr import is_drawing_of_ours

_FILTERS = (
    "default",
    "first",
    "last",
    "join",
    "length",
    "lower",
    "upper",
    "capitalize",
    "replace",
    "trim",
    "sort",
    "batch",
)
_PLAIN = (str, int, bool, type(None), Decimal, date, datetime)
_MAX_DEPTH = 20
_KEPT_ENVIRONMENTS = 64
_KEPT_SOURCES = 256
# Direction overrides and invisible characters could make a paper read otherwise than its text (rules.md, 22).
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def render_html(sources: Mapping[str, str], name: str, context: Mapping[str, object]) -> str:
    """Fill template `name`; `sources` maps template names (also `_shared/…`) to their text.

    The context holds only str, int, bool, None, Decimal, date, datetime, and lists, tuples and string-keyed dicts
    of them. Raises `TemplateFailed`: `undeclared_template_field` with `field`, `template_error` with `reason`, both
    with `template` and mostly with `line`.
    """
    values = {key: _plain(value, key, 0) for key, value in context.items()}
    try:
        return _checked(tuple(sources.items())).get_template(name).render(values)
    except _MissingField as error:
        raise TemplateFailed("undeclared_template_field", {"field": error.field, **_place(error, name)}) from error
    except TemplateSyntaxError as error:
        raise _syntax(error, error.name or name) from error
    except TemplateNotFound as error:
        raise TemplateFailed(
            "template_error",
            {"template": str(error.name or name), "reason": "not_found"},
        ) from error
    except (
        SecurityError,
        TemplateRuntimeError,
        TypeError,
        ValueError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise TemplateFailed("template_error", {"reason": str(error), **_place(error, name)}) from error


def names_used(source: str) -> frozenset[str]:
    """Top-level names a template takes from its context. Raises `TemplateFailed("template_error")` with `line`."""
    return frozenset(path.split(".")[0] for path in paths_used(source))


def paths_used(source: str) -> frozenset[str]:
    """Dotted paths a template takes from its context, such as `case.number`; a bare name stands for itself."""
    return _paths(source)


@lru_cache(maxsize=_KEPT_SOURCES)
def _paths(source: str) -> frozenset[str]:
    # The same letterhead is asked about for every paper of every definition.
    environment = _environment({})
    try:
        tree = _parse(environment, source, None)
    except TemplateSyntaxError as error:
        raise _syntax(error, "") from error
    finder = _Paths()
    finder.visit(tree)
    return frozenset(finder.found)


class _MissingField(TemplateRuntimeError):
    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def _missing_field(field: str, _message: str) -> TemplateRuntimeError:
    return _MissingField(field)


class _Missing(StrictUndefined):
    """An undefined value that remembers its name, so that the error can say which field is not there."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = None,
        name: str | None = None,
        exc: object = None,
    ) -> None:
        field = name or "?"
        raiser: Callable[[str], TemplateRuntimeError] = partial(_missing_field, field)
        if isinstance(exc, type) and issubclass(exc, SecurityError):
            raiser = exc
        super().__init__(hint, obj, name, cast("type[TemplateRuntimeError]", raiser))


class _Sandbox(ImmutableSandboxedEnvironment):
    # `"x" * 10 ** 9` would take the memory of the process.
    intercepted_binops = frozenset({"*", "**", "%"})

    def getattr(self, obj: object, attribute: str) -> object:
        """A field of a value is what the value says, even if it is called like a method of `dict`."""
        if type(obj) is dict and (attribute in obj or attribute != "items"):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        raise SecurityError(f"operator {operator} is not for papers")


@lru_cache(maxsize=_KEPT_ENVIRONMENTS)
def _checked(sources: tuple[tuple[str, str], ...]) -> _Sandbox:
    # Checking and compiling cost as much as half a page of PDF; published templates never change.
    environment = _environment(dict(sources))
    for name, source in sources:
        if name.endswith((".html", ".htm", ".xml")):
            _parse(environment, source, name)
    return environment


def _environment(sources: Mapping[str, str]) -> _Sandbox:
    environment = _Sandbox(
        loader=FunctionLoader(partial(_named, sources)),
        autoescape=True,
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters["drawing"] = _drawing
    return environment


def _named(sources: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    # Compiled under its own name, a template is found again among the frames of an error.
    return (sources[name], name, None) if name in sources else None


def _place(error: Exception, name: str) -> dict[str, str]:
    """Template and line in which filling `name` failed: those of the innermost frame that is a template's."""
    frame, place = error.__traceback__, {"template": name}
    while frame is not None:
        told = frame.tb_frame.f_code.co_filename
        if told.endswith((".html", ".htm", ".xml", ".css")):
            place = {"template": told, "line": str(frame.tb_lineno)}
        frame = frame.tb_next
    return place


def _drawing(text: object) -> Markup:
    """Lets the one drawing we make ourselves, the QR code, into a paper as markup."""
    if type(text) is not str or not is_drawing_of_ours(text):
        raise SecurityError("only a QR drawing can be shown as a drawing")
    return Markup(text)  # noqa: S704 - checked above to be nothing but paths


def _parse(environment: _Sandbox, source: str, name: str | None) -> nodes.Template:
    tree = environment.parse(source, name)
    for switch in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        raise TemplateSyntaxError("escaping cannot be switched off", switch.lineno, name)
    for used in tree.find_all(nodes.Filter):
        if used.name not in environment.filters:
            raise TemplateSyntaxError(f"unknown filter {used.name}", used.lineno, name)
    return tree


def _syntax(error: TemplateSyntaxError, name: str) -> TemplateFailed:
    return TemplateFailed(
        "template_error",
        {
            "template": name,
            "line": str(error.lineno),
            "reason": error.message or "syntax",
        },
    )


def _plain(value: object, where: str, depth: int) -> object:
    if depth > _MAX_DEPTH:
        raise TemplateFailed("template_error", {"field": where, "reason": "too_deep"})
    if type(value) is str:
        return _INVISIBLE.sub("", value)
    if type(value) in _PLAIN:
        return value
    if type(value) is dict:
        return {_key(key, where): _plain(inner, f"{where}.{key}", depth + 1) for key, inner in value.items()}
    if type(value) is list or type(value) is tuple:
        return [_plain(inner, where, depth + 1) for inner in value]
    raise TemplateFailed(
        "template_error",
        {"field": where, "reason": f"not_plain: {type(value).__name__}"},
    )


def _key(key: object, where: str) -> str:
    if type(key) is not str:
        raise TemplateFailed("template_error", {"field": where, "reason": "key_not_text"})
    return key


class _Paths(NodeVisitor):
    """Collects dotted paths that start at a name from outside. Names a template sets itself are left out."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._own: set[str] = {"loop", "self", "super", "caller", "varargs", "kwargs"}

    def visit_Template(self, node: nodes.Template) -> None:  # noqa: N802 - called by the name of the node
        for name in node.find_all(nodes.Name):
            if name.ctx in ("store", "param"):
                self._own.add(name.name)
        self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> None:  # noqa: N802 - called by the name of the node
        if node.ctx == "load" and node.name not in self._own:
            self.found.add(node.name)

    def visit_Getattr(self, node: nodes.Getattr) -> None:  # noqa: N802 - called by the name of the node
        self._path(node, node.attr)

    def visit_Getitem(self, node: nodes.Getitem) -> None:  # noqa: N802 - called by the name of the node
        last = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if not isinstance(last, str):
            self.visit(node.arg)
        self._path(node, last if isinstance(last, str) else None)

    def _path(self, node: nodes.Getattr | nodes.Getitem, last: str | None) -> None:
        path = _dotted(node.node)
        if path is None or last is None:
            self.visit(node.node)
        elif path.split(".")[0] not in self._own:
            self.found.add(f"{path}.{last}")


def _dotted(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node)
        return None if before is None else f"{before}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        before = _dotted(node.node)
        return None if before is None else f"{before}.{node.arg.value}"
    return None
