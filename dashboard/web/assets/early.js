// Before the first paint: the reader's theme. Before Dash asks: the layout, which the page holds.
(function () {
  "use strict";
  const root = document.documentElement;
  const kept = (name) => {
    try { return localStorage.getItem(name); } catch (refused) { return null; }
  };
  const keep = (name, value) => {
    try { localStorage.setItem(name, value); } catch (refused) { /* this page only */ }
  };
  // A theme in the address comes first, then the reader's last choice, then the system's.
  const last = kept("theme");
  if (!root.dataset.theme && (last === "light" || last === "dark")) root.dataset.theme = last;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const palettes = JSON.parse(document.getElementById("palettes").textContent);
  const darkened = {};
  for (const name of Object.keys(palettes.light)) darkened[palettes.light[name]] = palettes.dark[name];

  const page = window.sourcedPage = {
    kept,
    keep,
    // What may wait until the reader sees that something happened.
    afterTheFrame: (task) => requestAnimationFrame(() => setTimeout(task)),
    // The part of the address after "#"; nothing where it cannot be read.
    hash: () => {
      try { return decodeURIComponent(location.hash.slice(1)); } catch (unreadable) { return ""; }
    },
    theme: () => root.dataset.theme || (dark.matches ? "dark" : "light"),
    systemTheme: dark,
    // A figure uses colours of the palette alone, so a theme is an exchange of colours.
    dressed: (json, theme = page.theme()) => theme === "dark"
      ? json.replace(/#[0-9a-f]{6}/g, (colour) => darkened[colour] || colour) : json,
    layout: () => document.getElementById("page-layout").textContent,
    // The page's charts as Dash's components, by the id of the element that each belongs in.
    charts: (theme) => JSON.parse(page.dressed(document.getElementById("page-charts").textContent, theme)),
  };

  const fetched = window.fetch;
  const answer = (text) => Promise.resolve(
    new Response(text, { status: 200, headers: { "Content-Type": "application/json" } }));
  window.fetch = function (resource) {
    const address = String(resource && resource.url || resource);
    if (address.endsWith("_dash-layout")) return answer(page.layout());
    if (address.endsWith("_dash-dependencies")) return answer("[]");
    return fetched.apply(this, arguments);
  };
})();
