"use strict";
/* Filters the findings, and leads from a finding to its place in the diagram and back. Nothing here writes markup. */
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (list) => (list || "").split(" ").filter(Boolean);
  const cards = all(".card");
  const isAbout = (card, elements) => words(card.dataset.anchor).some((one) => elements.includes(one));
  const filters = document.getElementById("filters");
  root.classList.add("script");

  function filter() {
    const asked = new FormData(filters);
    const severities = asked.getAll("severity");
    const [category, status] = [asked.get("category"), asked.get("status")];
    const sought = asked.get("words").toLowerCase().split(/\s+/).filter(Boolean);
    for (const card of cards) {
      const text = card.textContent.toLowerCase();
      card.hidden =
        !severities.includes(card.dataset.severity) ||
        (category && card.dataset.category !== category) ||
        (status && card.dataset.status !== status) ||
        !sought.every((word) => text.includes(word));
    }
    for (const group of all(".group")) group.hidden = all(".card", group).every((card) => card.hidden);
    const shown = cards.filter((card) => !card.hidden).length;
    filters.querySelector("output").value = `${shown} of ${cards.length} shown`;
  }

  /* All drawings of a file, light and dark: what is marked in one is marked in the other. */
  function clear(file) {
    for (const one of all(".lit", file)) one.classList.remove("lit", "anchor", "error", "warning", "advice");
    for (const one of all(".called", file)) one.classList.remove("called");
    const figure = file.querySelector("figure");
    figure.classList.remove("pointing");
    figure.querySelector(".told").textContent = "Choose a badge to see its findings.";
    figure.querySelector(".back").hidden = figure.querySelector(".clear").hidden = true;
  }

  function light(file, card) {
    const wanted = new Set(words(card.dataset.elements));
    const [first] = wanted;
    for (const one of all("[data-component], [data-flow], [data-zone], [data-note]", file)) {
      const { component, flow, flows, zone, note } = one.dataset;
      const own = flows ? words(flows) : [component || flow || zone || note];
      if (!own.some((id) => wanted.has(id))) continue;
      one.classList.add("lit");
      if (own.includes(first)) one.classList.add("anchor", card.dataset.severity);
    }
    for (const badge of all("[data-about]", file)) {
      if (isAbout(card, words(badge.dataset.about))) badge.classList.add("lit");
    }
    const figure = file.querySelector("figure");
    figure.classList.add("pointing");
    figure.querySelector(".told").textContent = card.querySelector(".message").textContent;
    figure.querySelector(".back").hidden = figure.querySelector(".clear").hidden = false;
  }

  /* The anchor, or the badge of what has no box, in the middle of the part of the drawing that is seen. */
  function reveal(canvas) {
    const seen = (one) => one.getClientRects().length > 0;
    const at = all(".anchor", canvas).find(seen) || all(".lit", canvas).find(seen);
    if (!at) return;
    const [inner, outer] = [at.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const left = inner.left + inner.width / 2 - outer.left - outer.width / 2;
    canvas.scrollBy(left, inner.top + inner.height / 2 - outer.top - outer.height / 2);
  }

  function show(card) {
    const file = card.closest(".file");
    const figure = file.querySelector("figure");
    clear(file);
    light(file, card);
    card.classList.add("called");
    figure.querySelector(".back").onclick = () => visit([card]);
    reveal(figure.querySelector(".canvas"));
    figure.scrollIntoView({ block: "start" });
    figure.querySelector(".back").focus({ preventScroll: true });
  }

  function visit(found) {
    if (found.some((card) => card.hidden)) {
      filters.reset();
      filter();
    }
    for (const card of found) card.classList.add("called");
    found[0].scrollIntoView({ block: "start" });
    found[0].focus({ preventScroll: true });
  }

  function call(badge) {
    const file = badge.closest(".file");
    const about = words(badge.dataset.about);
    const found = all(".card.open", file).filter(
      (card) => isAbout(card, about) && card.dataset.severity === badge.dataset.mark,
    );
    if (!found.length) return;
    clear(file);
    light(file, found[0]);
    const back = file.querySelector("figure .back");
    back.onclick = () => visit(found);
    visit(found);
  }

  for (const badge of all("[data-about]")) {
    badge.closest("svg").setAttribute("role", "group");
    badge.setAttribute("role", "button");
    badge.setAttribute("tabindex", "0");
    const shown = all("text", badge).map((one) => one.textContent).join(" ");
    badge.setAttribute("aria-label", `${shown} ${badge.querySelector("title").textContent}`);
    badge.addEventListener("click", () => call(badge));
    badge.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      call(badge);
    });
  }
  for (const card of cards) {
    card.addEventListener("click", (event) => {
      const button = event.target.closest(".show");
      const chosen = String(getSelection()) !== "";
      if (button || (!chosen && !event.target.closest("a, button"))) show(card);
    });
  }
  for (const button of all("figure .clear")) button.addEventListener("click", () => clear(button.closest(".file")));
  for (const button of all("figure .size")) {
    button.addEventListener("click", () => {
      const actual = button.closest("figure").querySelector(".canvas").classList.toggle("actual");
      button.setAttribute("aria-pressed", String(actual));
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const file of all(".file")) clear(file);
    if (event.key !== "/" || !filters || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    filters.elements.words.focus();
  });
  if (filters) {
    filters.addEventListener("input", filter);
    filters.addEventListener("reset", () => setTimeout(filter));
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
})();
