"""From a tree of Dash components to the HTML of the server's first answer.

The same tree is mounted by Dash afterwards. A graph becomes an empty box of its own height: the
script draws in it, and nothing moves.
"""

from __future__ import annotations

import re
from copy import copy
from html import escape
from typing import Any

from dash.development.base_component import Component

from dashboard.web.typed import Static

_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col"})
_NAMES = {
    "className": "class",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "dateTime": "datetime",
    "hrefLang": "hreflang",
    "htmlFor": "for",
    "defaultValue": "value",
    "autoComplete": "autocomplete",
    "maxLength": "maxlength",
    "readOnly": "readonly",
}
#: What Dash alone reads.
_FOR_DASH = frozenset({"disable_n_clicks"})
_TAGS = {"ObjectEl": "object", "MapEl": "map", "Graph": "div"}
#: Of a graph, what its box shares with the element that Dash will put there.
_BOX = frozenset({"id", "className", "style"})


def to_html(node: Any) -> str:
    """Return the HTML of a component, a list of them, a text, a number or None.

    Raises:
        TypeError: a component of another library than ``html``, or something else entirely.

    """
    if node is None:
        return ""
    if isinstance(node, str | int | float):
        return escape(str(node), quote=False)
    if isinstance(node, list | tuple):
        return "".join(map(to_html, node))
    if not isinstance(node, Component):
        raise TypeError(f"no HTML for {type(node).__name__}")
    described = node.to_plotly_json()
    kind, props = described["type"], dict(described["props"])
    if kind == "Static":
        return _element(props["tag"], props["attributes"], props["html"])
    if kind == "Graph":
        props = {name: value for name, value in props.items() if name in _BOX}
    elif described["namespace"] not in ("dash_html_components", "dashboard"):
        raise TypeError(f"no HTML for {described['namespace']}.{kind}")
    return _element(_tag(kind), props, to_html(props.pop("children", None)))


def _element(tag: str, props: dict[str, Any], content: str) -> str:
    # Sorted, as a component holds them in a set: each process says the same.
    attributes = "".join(_attribute(name, props[name]) for name in sorted(props))
    return f"<{tag}{attributes}>" + ("" if tag in _VOID else f"{content}</{tag}>")


def frozen(node: Any) -> Any:
    """Return a tree in which only the ways to charts are alive: all else is one component each.

    In a chart's place is its empty box; Dash is given the chart itself when a reader comes near.
    """
    if isinstance(node, list | tuple):
        return [frozen(part) for part in node]
    if not isinstance(node, Component):
        return node
    described = node.to_plotly_json()
    props = dict(described["props"])
    children = props.pop("children", None)
    if _is_graph(node):
        props, children = {name: props[name] for name in _BOX & props.keys()}, None
    elif any(map(_is_graph, node._traverse())):
        alive = copy(node)
        alive.children = frozen(children)
        alive.disable_n_clicks = True  # or Dash counts clicks, and mounts all of it anew at each
        return alive
    tag = _tag(described["type"])
    return node if tag in _VOID else Static(tag=tag, attributes=props, html=to_html(children))


def charts(node: Component) -> dict[str, Component]:
    """Return the charts in a tree, each by the id of the element that holds it alone."""
    held = ((part, getattr(part, "children", None)) for part in node._traverse())
    return {part.id: graph for part, graph in held if _is_graph(graph)}


def _is_graph(node: Any) -> bool:
    return bool(getattr(node, "_type", None) == "Graph")


def _tag(kind: str) -> str:
    return _TAGS.get(kind, kind.lower())


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False or name in _FOR_DASH:
        return ""
    name = _NAMES.get(name, name)
    if value is True:
        return f" {name}"
    if name == "style":
        value = ";".join(f"{_hyphenated(key)}:{_length(item)}" for key, item in value.items())
    return f' {name}="{escape(str(value))}"'


def _hyphenated(name: str) -> str:
    return name if name.startswith("--") else re.sub("([A-Z])", r"-\1", name).lower()


def _length(value: Any) -> str:
    """Give a bare number the unit that React gives it."""
    return f"{value}px" if isinstance(value, int | float) and value else str(value)
