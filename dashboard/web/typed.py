"""The two elements that Dash's HTML lacks; ``assets/start.js`` holds the other half of each.

Their namespace is a package that can be imported: Dash tries to, at each property of each element.
"""

from __future__ import annotations

from dash.development.base_component import Component


class Input(Component):
    """An ``<input>`` in a form that the browser sends; ``defaultValue`` stands in it at first.

    ``dcc.Input`` reports every key to Dash; here the form's own address does the work, so that it
    works without scripts too.
    """

    _type = "Input"
    _namespace = "dashboard"
    _prop_names = ("id", "type", "name", "defaultValue", "autoComplete", "maxLength", "className")
    _valid_wildcard_attributes = ("data-", "aria-")
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes


class Static(Component):
    """An element with all that is in it as ready HTML; ``attributes`` are named as React does.

    Dash takes a millisecond or more to mount a component, however small; this is one.
    """

    _type = "Static"
    _namespace = "dashboard"
    _prop_names = ("tag", "attributes", "html")
    _valid_wildcard_attributes = ()
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes
