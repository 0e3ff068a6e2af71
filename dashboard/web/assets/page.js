// What a reader does to a page: cards, filters, theme, pictures. One listener for the server's copy
// and for Dash's, so that nothing waits for the take-over and nothing is lost by it.
(function () {
  "use strict";
  const root = document.documentElement;
  const page = window.sourcedPage;

  // Citation cards -----------------------------------------------------------------------------
  function openCard(claim, within, x, y) {
    const card = within.querySelector(`[id="card-${claim}"]`);
    if (!card) return;
    card.setAttribute("popover", "auto");
    card.showPopover();
    const room = 8;
    const left = Math.max(room, Math.min(x, innerWidth - card.offsetWidth - room));
    const below = y + 14;
    const fits = below + card.offsetHeight + room <= innerHeight;
    card.style.setProperty("--left", `${left}px`);
    card.style.setProperty("--top", `${fits ? below : Math.max(room, y - card.offsetHeight - 14)}px`);
    card.focus({ preventScroll: true });
  }

  function drawnCharts() {
    for (const plot of document.querySelectorAll(".js-plotly-plot:not([data-wired])")) {
      if (!plot.on) continue;
      plot.dataset.wired = "";
      const open = (claim, event) => claim && openCard(
        claim, plot.closest(".app-root"), event.clientX, event.clientY);
      plot.on("plotly_click", (data) => open(data.points[0].customdata, data.event));
      plot.on("plotly_clickannotation", (data) => open(data.annotation.name, data.event));
    }
  }

  // Filters: the address holds them, the document's attributes apply them ----------------------
  const filterNames = ["place", "topic"];

  function applyFilters() {
    const asked = new URLSearchParams(location.search);
    for (const name of filterNames) {
      if (asked.get(name)) root.dataset[name] = asked.get(name); else delete root.dataset[name];
    }
    for (const chip of document.querySelectorAll(".chip")) {
      const name = chip.dataset.filter;
      const on = name === "all" ? !location.search : asked.get(name) === chip.dataset.value;
      chip.setAttribute("aria-current", String(on));
    }
  }

  function chooseFilter(chip) {
    const asked = new URLSearchParams(location.search);
    const chosen = new URLSearchParams();
    for (const name of filterNames) {
      let value = asked.get(name);
      if (chip.dataset.filter === "all") value = null;
      if (chip.dataset.filter === name) value = value === chip.dataset.value ? null : chip.dataset.value;
      if (value) chosen.set(name, value);
    }
    const query = chosen.toString();
    history.pushState(null, "", location.pathname + (query ? `?${query}` : ""));
    applyFilters();
    dispatchEvent(new Event("resize")); // charts drawn while hidden have no width of their own
  }

  // Theme --------------------------------------------------------------------------------------
  function dressCharts() {
    if (!window.dash_clientside || !window.dash_clientside.set_props) return;
    JSON.parse(page.layout(), (key, value) => {
      const drawn = value && value.type === "Graph" && document.getElementById(value.props.id);
      if (drawn) dash_clientside.set_props(value.props.id, { figure: value.props.figure });
      return value;
    });
  }

  function changeTheme() {
    root.dataset.theme = page.theme() === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { /* this page only */ }
    dressCharts();
  }

  // Pictures -----------------------------------------------------------------------------------
  async function takePicture(button) {
    const dark = page.theme() === "dark";
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${button.dataset.figure}?theme=${page.theme()}`);
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

  async function copyCitation(button) {
    button.dataset.label ||= button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
    } catch (refused) { // no clipboard without https: show what to copy by hand
      button.textContent = button.dataset.copy;
    }
  }

  document.addEventListener("click", (event) => {
    const find = (selector) => event.target.closest && event.target.closest(selector);
    const mark = find("[data-card]");
    const close = find(".card .close");
    const chip = find(".chip");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (mark && plain) {
      event.preventDefault();
      const place = mark.getBoundingClientRect();
      openCard(mark.dataset.card, mark.closest(".app-root"), place.left, place.bottom);
    } else if (close && close.closest(".card").matches(":popover-open")) {
      event.preventDefault();
      close.closest(".card").hidePopover();
    } else if (chip && plain) {
      event.preventDefault();
      chooseFilter(chip);
    } else if (find("button.theme")) {
      changeTheme();
    } else if (find("button.copy")) {
      copyCitation(find("button.copy"));
    } else if (find("button.take")) {
      takePicture(find("button.take"));
    }
  });
  addEventListener("popstate", applyFilters);
  page.systemTheme.addEventListener("change", dressCharts);

  // The take-over: once Dash has mounted the tree, the server's copy goes.
  new MutationObserver(() => {
    const copy = document.getElementById("static");
    if (copy && document.querySelector("#react-entry-point .app-root")) {
      copy.remove();
      applyFilters();
    }
    drawnCharts();
  }).observe(document.body, { childList: true, subtree: true });
  applyFilters();
})();
