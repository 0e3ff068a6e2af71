// Charts: a mark opens its card, a row of the table lights its mark and a mark its row, and the
// menu above gives the picture.
(function () {
  "use strict";
  const page = window.sourcedPage;

  const pointOf = (plot, claim) => {
    for (const [curveNumber, trace] of plot.data.entries()) {
      const pointNumber = (trace.customdata || []).indexOf(claim);
      if (pointNumber >= 0) return [{ curveNumber, pointNumber }];
    }
    return null;
  };
  const rowsOf = (plot, claim) =>
    plot.closest(".chart").querySelectorAll(`tr[data-claim="${CSS.escape(claim)}"]`);

  function wire(plot) {
    plot.dataset.wired = "";
    const at = (event) => new DOMRect(event.clientX, event.clientY, 0, 0);
    const open = (claim, event) => claim && page.openCard(claim, at(event));
    const light = (data, on) => {
      for (const row of rowsOf(plot, data.points[0].customdata)) row.classList.toggle("lit", on);
    };
    plot.on("plotly_click", (data) => open(data.points[0].customdata, data.event));
    plot.on("plotly_clickannotation", (data) => open(data.annotation.name, data.event));
    plot.on("plotly_hover", (data) => light(data, true));
    plot.on("plotly_unhover", (data) => light(data, false));
  }

  page.wireCharts = function () {
    for (const plot of document.querySelectorAll(".js-plotly-plot:not([data-wired])")) {
      if (plot.on) wire(plot);
    }
  };

  function lightMark(row, on) {
    const chart = row.closest(".chart");
    const plot = chart && chart.querySelector(".js-plotly-plot");
    if (!plot || !plot.data || !window.Plotly) return;
    const point = pointOf(plot, row.dataset.claim);
    if (point && on) Plotly.Fx.hover(plot, point);
    else Plotly.Fx.unhover(plot);
  }

  for (const [type, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
    document.addEventListener(type, (event) => {
      const row = event.target.closest && event.target.closest("tr[data-claim]");
      if (row && !row.contains(event.relatedTarget)) lightMark(row, on);
    });
  }

  async function takePicture(button) {
    const dark = page.theme() === "dark";
    button.setAttribute("aria-busy", "true");
    try {
      const address = new URL(button.dataset.figure, location);
      address.searchParams.set("theme", page.theme());
      const answer = await fetch(address);
      if (!answer.ok || !window.Plotly) throw new Error(String(answer.status));
      const figure = await answer.json();
      const { width, height, meta } = figure.layout;
      const picture = await Plotly.toImage(figure, { format: "png", width, height, scale: meta.scale });
      const link = document.createElement("a");
      link.href = picture;
      link.download = `${button.dataset.name}${dark ? ".dark" : ""}.png`;
      link.click();
    } catch (failed) {
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      said.textContent = button.dataset.failed;
      button.after(said);
      setTimeout(() => said.remove(), 8000);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  // Menus: one open at a time; Escape and a click elsewhere close it.
  const openMenus = () => document.querySelectorAll(".menu[open]");
  document.addEventListener("click", (event) => {
    if (!event.target.closest) return;
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    const button = event.target.closest("button.take");
    if (button) takePicture(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
