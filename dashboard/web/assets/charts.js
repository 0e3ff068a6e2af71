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

  // Dash is given a chart when it comes near: a screen's height above or below what is seen.
  const near = new IntersectionObserver((boxes) => {
    for (const { target, isIntersecting } of boxes) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      // Each in a task of its own: the reader goes on between two of them.
      setTimeout(() => dash_clientside.set_props(target.id, { children: page.charts()[target.id] }));
    }
  }, { rootMargin: "100% 0%" });

  page.wireCharts = function () {
    for (const box of document.querySelectorAll("#react-entry-point .plot:not([data-awaited])")) {
      box.dataset.awaited = "";
      near.observe(box);
    }
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

  // A picture as the server draws it, its sources in the file too; where it has no Chrome, as this
  // browser draws it.
  async function pictureOf(taken) {
    const asked = (address) => {
      const here = new URL(address, location);
      if (page.theme() === "dark") here.searchParams.set("theme", "dark");
      return fetch(here);
    };
    const drawn = await asked(taken.dataset.picture);
    if (drawn.ok) return drawn.blob();
    const answer = await asked(taken.dataset.figure);
    if (!answer.ok || !window.Plotly) throw new Error(String(answer.status));
    const figure = await answer.json();
    const { width, height, scale } = figure.layout.meta;
    const format = taken.dataset.form;
    const [head, content] = (await Plotly.toImage(figure, { format, width, height, scale })).split(/,(.*)/s);
    const bytes = head.endsWith("base64") ? Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))
      : decodeURIComponent(content);
    return new Blob([bytes], { type: head.slice("data:".length).split(";")[0] });
  }

  function say(beside, text) {
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = text;
    beside.after(said);
    setTimeout(() => said.remove(), 8000);
  }

  async function savePicture(taken) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await pictureOf(taken));
    link.download = page.theme() === "dark" ? taken.download.replace(/(\.\w+)$/, ".dark$1") : taken.download;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // some browsers fetch it a while later
  }

  async function copyPicture(taken) {
    // The promise goes into the item, so that the click still counts as the reader's wish.
    const item = new ClipboardItem({ "image/png": pictureOf(taken) });
    await navigator.clipboard.write([item]);
    page.tellDone(taken);
  }

  async function take(taken) {
    const copies = taken.matches(".copied-picture");
    if (copies && !(navigator.clipboard && window.ClipboardItem)) return say(taken, taken.dataset.refused);
    taken.setAttribute("aria-busy", "true");
    try {
      await (copies ? copyPicture : savePicture)(taken);
    } catch (failed) {
      say(taken, failed.name === "NotAllowedError" ? taken.dataset.refused : taken.dataset.failed);
    } finally {
      taken.removeAttribute("aria-busy");
    }
  }

  // Menus: one open at a time; Escape and a click elsewhere close it.
  const openMenus = () => document.querySelectorAll(".menu[open]");
  document.addEventListener("click", (event) => {
    if (!event.target.closest) return;
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    const opening = event.target.closest(".menu > summary");
    const section = opening && opening.closest("main > section");
    if (section) section.dataset.open = "";
    const taken = event.target.closest(".take");
    if (taken && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      take(taken);
    }
  });
  document.addEventListener("toggle", (event) => {
    const section = event.target.matches(".menu") && event.target.closest("main > section");
    if (section && !section.querySelector(".menu[open]")) delete section.dataset.open;
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
