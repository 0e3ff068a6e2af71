// Before the first paint: the reader's theme. Before Dash asks: the layout, which the page holds.
(function () {
  "use strict";
  const root = document.documentElement;
  try {
    const kept = localStorage.getItem("theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch (refused) { /* without storage the system's theme holds */ }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const palettes = JSON.parse(document.getElementById("palettes").textContent);
  const darkened = {};
  for (const name of Object.keys(palettes.light)) darkened[palettes.light[name]] = palettes.dark[name];

  const page = window.sourcedPage = {
    theme: () => root.dataset.theme || (dark.matches ? "dark" : "light"),
    systemTheme: dark,
    // A figure uses colours of the palette alone, so a theme is an exchange of colours.
    dressed: (json) => page.theme() === "dark"
      ? json.replace(/#[0-9a-f]{6}/g, (colour) => darkened[colour] || colour) : json,
    layout: () => page.dressed(document.getElementById("page-layout").textContent),
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
