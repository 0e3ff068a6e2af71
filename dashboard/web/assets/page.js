// What a reader does to a page: filters, theme, language, search, copying. One listener for the
// server's copy and for Dash's, so that nothing waits for the take-over and nothing is lost by it.
(function () {
  "use strict";
  const root = document.documentElement;
  const page = window.sourcedPage;

  const { afterTheFrame } = page;

  function changeAddress(change, keep) {
    const asked = new URLSearchParams(location.search);
    change(asked);
    const query = asked.toString();
    const address = location.pathname + (query ? `?${query}` : "") + location.hash;
    history[keep ? "pushState" : "replaceState"](null, "", address);
  }

  // Filters: the address holds them, a rule of the document applies them ------------------------
  const filterNames = ["place", "topic"];

  function applyFilters() {
    const told = document.querySelector("[data-said]");
    if (!told) return;
    const asked = new URLSearchParams(location.search);
    const chosen = filterNames.map((name) => asked.get(name)).filter(Boolean);
    const key = chosen.join("/");
    const rule = `[data-keys]:not([data-keys~="${CSS.escape(key)}"]){display:none}`;
    document.getElementById("filter").textContent = key ? rule : "";
    for (const chip of document.querySelectorAll(".chip[data-filter]")) {
      const name = chip.dataset.filter;
      const on = name === "all" ? !key : asked.get(name) === chip.dataset.value;
      if (on) chip.setAttribute("aria-current", "true"); else chip.removeAttribute("aria-current");
    }
    const said = JSON.parse(told.dataset.said)[key];
    const status = told.querySelector("[role=status]");
    if (said && status.textContent !== said) status.textContent = said;
  }

  function chooseFilter(chip) {
    const { filter, value } = chip.dataset;
    changeAddress((asked) => {
      for (const name of [...filterNames, "role", "theme"]) {
        const off = filter === name ? asked.get(name) === value : filter === "all" && filterNames.includes(name);
        const now = off ? null : filter === name ? value : asked.get(name);
        asked.delete(name); // set anew, so that the parameters keep their order
        if (now) asked.set(name, now);
      }
    }, true);
    applyFilters();
    // Charts drawn while hidden have no width of their own.
    afterTheFrame(() => dispatchEvent(new Event("resize")));
  }

  // Whose figures: another page of the server's, with the filters and the theme as they stand now.
  function followRole(chip) {
    const asked = new URLSearchParams(location.search);
    const wanted = new URLSearchParams();
    asked.set("role", chip.dataset.role);
    for (const name of [...filterNames, "role", "theme"]) if (asked.get(name)) wanted.set(name, asked.get(name));
    const query = wanted.toString();
    chip.href = chip.pathname + (query ? `?${query}` : "") + chip.hash;
  }

  // Theme --------------------------------------------------------------------------------------
  const plotIn = (props) => document.querySelector(`#${CSS.escape(props.id)} .js-plotly-plot`);

  function dressCharts() {
    if (!window.dash_clientside || !window.dash_clientside.set_props) return;
    for (const { props } of Object.values(page.charts())) {
      if (plotIn(props)) setTimeout(() => dash_clientside.set_props(props.id, { figure: props.figure }));
    }
  }

  // What is in the window changes with the next frame, sections beyond it right afterwards.
  function changeTheme() {
    const beyond = sections(document).filter(isBeyond);
    for (const section of beyond) section.style.contentVisibility = "hidden";
    root.dataset.theme = page.theme() === "dark" ? "light" : "dark";
    afterTheFrame(() => {
      for (const section of beyond) section.style.contentVisibility = "";
      page.keep("theme", root.dataset.theme);
      changeAddress((asked) => asked.set("theme", root.dataset.theme));
      dressCharts();
    });
  }

  // Paper is light and shows what nobody has come near. Plotly draws at once, where Dash would wait
  // for its next turn.
  function draw(theme, missing) {
    if (!window.Plotly) return;
    for (const { props } of Object.values(page.charts(theme))) {
      const { data, layout } = props.figure;
      const box = document.getElementById(props.id), plot = plotIn(props);
      if (plot && page.theme() === "dark") Plotly.react(plot, data, layout);
      if (!plot && missing && box && box.offsetParent) Plotly.newPlot(box, data, layout, props.config);
    }
  }
  addEventListener("beforeprint", () => draw("light", true));
  addEventListener("afterprint", () => draw(page.theme(), false));

  // Languages: the reader's own is offered, once ------------------------------------------------
  function offerLanguage() {
    const wanted = navigator.languages.map((code) => code.slice(0, 2))
      .find((code) => code === root.lang || document.querySelector(`.offer[lang="${code}"]`));
    const offer = wanted !== root.lang && document.querySelector(`.offer[lang="${wanted}"]`);
    if (offer && !page.kept("offered")) offer.hidden = false;
  }

  // A button says for a while that it is done; what it looked like comes back afterwards.
  page.tellDone = function (button) {
    const before = button.dataset.before ||= button.innerHTML;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.innerHTML = before; }, 2000);
  };

  async function copyText(button) {
    const { copy, path } = button.dataset;
    // A path of ours is of use elsewhere only behind the address at which the reader is.
    const text = path ? copy.replace(path, new URL(path, location).href) : copy;
    try {
      await navigator.clipboard.writeText(text);
      page.tellDone(button);
    } catch (refused) { // no clipboard without https: show what to copy by hand
      button.textContent = text;
    }
  }

  document.addEventListener("click", (event) => {
    const find = (selector) => event.target.closest && event.target.closest(selector);
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const language = find(".language, .offer a");
    if (find(".chip[data-filter]") && plain) {
      event.preventDefault();
      chooseFilter(find(".chip[data-filter]"));
    } else if (find("a[data-role]")) {
      followRole(find("a[data-role]"));
    } else if (find("button.theme")) {
      changeTheme();
    } else if (find("button.copy")) {
      copyText(find("button.copy"));
    } else if (find(".offer button")) {
      page.keep("offered", "no");
      find(".offer").hidden = true;
    } else if (language) { // chosen: no other is offered; the same page as it stands now: filters, theme, open card
      page.keep("offered", "no");
      language.href = language.pathname + location.search + location.hash;
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select");
    const field = document.getElementById("q");
    if (event.key !== "/" || typing || !field || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  addEventListener("popstate", applyFilters);
  page.systemTheme.addEventListener("change", dressCharts);

  // Sections that nobody has come near have a guessed height until they are measured, while the
  // scripts are on their way. Then nothing moves when they are reached.
  const sections = (tree) => [...tree.querySelectorAll("main > section")];
  const heightOf = (section) => getComputedStyle(section).height;
  // Out of the window, and where the style sheet says that it may be left out of what is laid out.
  function isBeyond(section) {
    const { top, bottom } = section.getBoundingClientRect();
    return (bottom < 0 || top > innerHeight) && getComputedStyle(section).contentVisibility === "auto"
      && !section.contains(document.activeElement);
  }
  function holdHeight(section, height) {
    // Of one that a filter hides it is "auto": the guess stays.
    if (height.endsWith("px")) section.style.containIntrinsicHeight = `auto ${height}`;
  }
  // One in a task, laid out for the reading alone: the reader goes on between two of them.
  function measure([section, ...others]) {
    if (!section) return;
    section.style.contentVisibility = "visible";
    holdHeight(section, heightOf(section));
    section.style.contentVisibility = "";
    setTimeout(() => measure(others));
  }
  const measureSoon = () => setTimeout(() => measure(sections(document)));

  // Their heights are others once the window is wider or narrower, or a filter leaves out less or more.
  let resized = 0;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(measureSoon, 300);
  });

  // The take-over: once Dash has mounted the tree, the server's copy goes; all stays as high as it was.
  new MutationObserver(() => {
    const copy = document.getElementById("static");
    const mounted = document.querySelector("#react-entry-point .app-root");
    if (copy && mounted) {
      const typed = copy.querySelector("#q");
      const heights = sections(copy).map(heightOf);
      copy.remove();
      for (const [n, section] of sections(mounted).entries()) holdHeight(section, heights[n]);
      measureSoon(); // what was not measured yet
      if (typed && typed.value) mounted.querySelector("#q").value = typed.value;
      applyFilters();
      page.openAsked();
      // What the address points at is another element now, and no longer the style sheet's :target.
      const arrived = document.getElementById(page.hash());
      if (arrived) arrived.classList.add("arrived");
    }
    // Anew each time: React may mount parts once more, as they stood at first.
    if (mounted) offerLanguage();
    page.wireCharts();
  }).observe(document.body, { childList: true, subtree: true });
  applyFilters();
  page.openAsked();

  // Dash and plotly come when the page can be read: they want all of the browser's attention.
  function load() {
    for (const address of JSON.parse(document.getElementById("later").textContent)) {
      const script = document.createElement("script");
      script.src = address;
      script.async = false; // in their order
      document.body.append(script);
    }
    measureSoon();
  }
  afterTheFrame(load);
})();
