// Draws the one chart of an embedded page. It keeps nothing, and asks no one for anything.
(function () {
  "use strict";
  const root = document.documentElement;
  const box = document.getElementById("chart");
  const json = document.getElementById("figure").textContent;
  const palettes = JSON.parse(document.getElementById("palettes").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  if (!window.Plotly) { // without plotly the table stays open and says the same
    box.parentElement.remove();
    return;
  }

  // A figure uses colours of the palette alone, so a theme is an exchange of colours.
  const darkened = {};
  for (const name of Object.keys(palettes.light)) darkened[palettes.light[name]] = palettes.dark[name];

  function draw() {
    const theme = root.dataset.theme || (dark.matches ? "dark" : "light");
    const { data, layout } = JSON.parse(theme === "dark"
      ? json.replace(/#[0-9a-f]{6}/g, (colour) => darkened[colour] || colour) : json);
    return Plotly.react(box, data, layout, {
      displayModeBar: false,
      showSendToCloud: false,
      responsive: !layout.width,
      locale: root.lang,
    });
  }

  const open = (claim) => claim && window.open(box.dataset.claims + claim, "_blank", "noopener");
  draw().then(() => {
    box.on("plotly_click", (clicked) => open(clicked.points[0].customdata));
    box.on("plotly_clickannotation", (clicked) => open(clicked.annotation.name));
    const numbers = document.getElementById("numbers");
    if (!numbers.contains(document.activeElement)) numbers.open = false;
  });
  dark.addEventListener("change", draw);
})();
