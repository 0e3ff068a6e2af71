// Draws the one chart of an embedded page. It keeps nothing, and asks no one for anything.
(function () {
  "use strict";
  const page = window.sourcedPage;
  const box = document.getElementById("chart");
  const json = document.getElementById("figure").textContent;
  if (!window.Plotly) { // without plotly the table stays open and says the same
    box.parentElement.remove();
    return;
  }

  function draw() {
    const { data, layout } = JSON.parse(page.dressed(json));
    return Plotly.react(box, data, layout, {
      displayModeBar: false,
      showSendToCloud: false,
      responsive: !layout.width,
      locale: document.documentElement.lang,
    });
  }

  const open = (claim) => claim && window.open(box.dataset.claims + claim, "_blank", "noopener");
  draw().then(() => {
    box.on("plotly_click", (clicked) => open(clicked.points[0].customdata));
    box.on("plotly_clickannotation", (clicked) => open(clicked.annotation.name));
    const numbers = document.getElementById("numbers");
    if (!numbers.contains(document.activeElement)) numbers.open = false;
  });
  page.systemTheme.addEventListener("change", draw);
})();
