// Citation cards: one at a time, beside the figure that opened it, its claim in the address.
// A figure lights its reference, a reference its figures.
(function () {
  "use strict";
  const page = window.sourcedPage;
  const ROOM = 8;
  let anchor = null; // where the open card belongs: an element, or a point of a chart

  const shown = () => document.querySelector(".card:popover-open");

  function place(card) {
    const box = anchor.getBoundingClientRect ? anchor.getBoundingClientRect() : anchor;
    const left = Math.max(ROOM, Math.min(box.left, innerWidth - card.offsetWidth - ROOM));
    const below = box.bottom + ROOM;
    const fits = below + card.offsetHeight + ROOM <= innerHeight;
    const top = fits ? below : Math.max(ROOM, box.top - card.offsetHeight - ROOM);
    card.style.setProperty("--left", `${left}px`);
    card.style.setProperty("--top", `${Math.min(top, innerHeight - card.offsetHeight - ROOM)}px`);
  }

  page.openCard = function (claim, beside) {
    const root = document.querySelector("#react-entry-point .app-root") || document;
    const card = document.getElementById(`card-${claim}`);
    if (!card) return;
    anchor = beside || root.querySelector(`[data-card="${CSS.escape(claim)}"]`) || card;
    card.setAttribute("popover", "auto");
    // With its source named, the keyboard goes on from the mark when it leaves the card.
    if (!card.matches(":popover-open")) card.showPopover(anchor.focus ? { source: anchor } : {});
    place(card);
    page.afterTheFrame(() => {
      if (!card.matches(":popover-open")) return;
      card.focus({ preventScroll: true });
      history.replaceState(history.state, "", `#${card.id}`);
    });
  };

  // The card of the address, which also stays open while Dash takes the page over.
  page.openAsked = function () {
    // One that has just been opened is named in the address a frame later.
    const asked = [page.hash(), shown() ? shown().id : ""].map((name) => name.match(/^card-(.+)$/)).find(Boolean);
    if (!asked) return;
    const mark = [...document.querySelectorAll(`[data-card="${CSS.escape(asked[1])}"]`)]
      .find((found) => found.offsetParent);
    if (mark) mark.scrollIntoView({ block: "nearest" });
    // A figure may be hidden by a filter; its card still opens, in the middle.
    page.openCard(asked[1], mark || new DOMRect(innerWidth / 2 - 200, innerHeight / 5, 0, 0));
  };

  function light(source, on) {
    const listed = document.getElementById(`ref-${source}`);
    for (const cited of document.querySelectorAll(`[data-source="${CSS.escape(source)}"]`)) {
      cited.classList.toggle("lit", on);
    }
    if (listed) listed.classList.toggle("lit", on);
  }

  const sourceOf = (element) => {
    const cited = element.closest && element.closest("[data-source], .references li");
    return cited && (cited.dataset.source || cited.id.replace(/^ref-/, ""));
  };
  for (const [type, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
    document.addEventListener(type, (event) => {
      const source = sourceOf(event.target);
      if (source) page.afterTheFrame(() => light(source, on));
    });
  }

  document.addEventListener("toggle", (event) => {
    if (!event.target.matches(".card") || event.newState !== "closed") return;
    page.afterTheFrame(() => light(event.target.dataset.source, false));
    if (document.activeElement === document.body && anchor && anchor.focus) anchor.focus();
    if (page.hash() === event.target.id) {
      history.replaceState(history.state, "", location.pathname + location.search);
    }
  }, true);

  document.addEventListener("click", (event) => {
    if (!event.target.closest || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const mark = event.target.closest("[data-card]");
    const close = event.target.closest(".card .close");
    if (mark) {
      event.preventDefault();
      page.openCard(mark.dataset.card, mark);
    } else if (close && shown()) {
      event.preventDefault();
      shown().hidePopover();
    }
  });
  addEventListener("resize", () => { if (shown()) place(shown()); });
  addEventListener("hashchange", page.openAsked);
})();
