"""The one element that Dash's HTML lacks: a field to type in, inside a form that the browser sends.

``dcc.Input`` reports every key to Dash; here the form's own address does the work, so that it
works without scripts too. ``assets/start.js`` holds the other half.
"""

from __future__ import annotations

from dash.development.base_component import Component


class Input(Component):
    """An ``<input>``; ``defaultValue`` is what stands in it at first."""

    _type = "Input"
    _namespace = "sourced"
    _prop_names = ("id", "type", "name", "defaultValue", "autoComplete", "maxLength", "className")
    _valid_wildcard_attributes = ("data-", "aria-")
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes
