// The list of rules: search and filters work here, without the server; only a choice is sent to it.

const SEVERITIES = { error: ["error", "errors"], warning: ["warning", "warnings"], advice: ["advice", "advice"] };
const SHAPES = {
  error: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  warning: "M8 1l7.5 13.5h-15z",
  advice: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z",
};
const MARKS = {
  error: "M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8",
  warning: "M8 6v3.6M8 12v.2",
  advice: "M8 7.4v4M8 4.6v.2",
};

const lists = new WeakMap();

/** Streamlit calls this for every answer; what the person has typed stays. */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let list = lists.get(parentElement);
  if (!list || !list.root.isConnected) {
    list = new RuleList(data.rules);
    parentElement.append(list.root);
    lists.set(parentElement, list);
  }
  list.onChoose = (code) => setTriggerValue("chosen", code);
  list.mark(data.chosen);
}

class RuleList {
  constructor(rules) {
    this.rules = rules.map((rule) => ({ ...rule, head: `${rule.code} ${rule.name.replaceAll("-", " ")} ${rule.name}`.toLowerCase() }));
    this.severities = new Set();
    this.rows = new Map(); // the row of each rule, made once: typing only shows and hides
    this.search = element("input", {
      type: "search", "aria-label": "Search the rules", placeholder: "Code, name or words", autocomplete: "off", spellcheck: "false",
    });
    this.category = element("select", { "aria-label": "Category" }, element("option", { value: "" }, "All categories"), ...this.choices());
    this.chips = Object.keys(SEVERITIES).map((severity) => this.chip(severity));
    this.count = element("span", { class: "count", role: "status" });
    this.list = element("nav", { "aria-label": "Rules" }, ...this.areas());
    const filters = element("div", { class: "filters" }, ...this.chips, this.category, this.count);
    this.root = element("div", { class: "rules" }, this.search, filters, this.list);
    this.search.addEventListener("input", () => this.filter());
    this.category.addEventListener("change", () => this.filter());
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.filter();
  }

  choices() {
    return grouped(this.rules, "area").map(([area, rules]) =>
      element("optgroup", { label: title(area) }, ...grouped(rules, "category").map(([one]) => element("option", { value: one }, title(one)))),
    );
  }

  chip(severity) {
    const total = this.rules.filter((rule) => rule.severity === severity).length;
    const words = `${total} ${SEVERITIES[severity][total === 1 ? 0 : 1]}`;
    const chip = element("button", { type: "button", "aria-pressed": "false", title: `Show only ${SEVERITIES[severity][1]}` }, sign(severity), words);
    chip.addEventListener("click", () => {
      this.severities.has(severity) ? this.severities.delete(severity) : this.severities.add(severity);
      chip.setAttribute("aria-pressed", String(this.severities.has(severity)));
      this.filter();
    });
    return chip;
  }

  areas() {
    return grouped(this.rules, "area").map(([area, rules]) =>
      element("section", {}, element("h2", {}, title(area)), ...grouped(rules, "category").flatMap(([category, mine]) => this.group(category, mine))),
    );
  }

  group(category, rules) {
    return [element("section", {}, element("h3", {}, title(category)), element("ul", {}, ...rules.map((rule) => this.row(rule))))];
  }

  row(rule) {
    const head = element("span", { class: "head" }, element("code", {}, rule.code), " ", rule.name.replaceAll("-", " "));
    const link = element("a", { href: `?rule=${encodeURIComponent(rule.code)}` }, sign(rule.severity, true), element("span", {}, head, element("span", { class: "pattern" }, rule.pattern)));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window, as with any link
      event.preventDefault();
      this.mark(rule.code);
      this.onChoose(rule.code);
    });
    const row = element("li", {}, link);
    this.rows.set(rule.code, row);
    return row;
  }

  /** All words typed must be found; a rule that has them in its code or name is shown whatever else it says. */
  filter() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (rule) =>
      (this.severities.size === 0 || this.severities.has(rule.severity)) &&
      (this.category.value === "" || this.category.value === rule.category) &&
      words.every((word) => rule.head.includes(word) || rule.pattern.toLowerCase().includes(word) || rule.words.includes(word));
    let shown = 0;
    for (const rule of this.rules) {
      const fit = fits(rule);
      this.rows.get(rule.code).hidden = !fit;
      shown += fit;
    }
    for (const section of this.list.querySelectorAll("section")) section.hidden = !section.querySelector("li:not([hidden])");
    this.count.textContent = shown === 0 ? "No rule fits" : `${shown} of ${this.rules.length}`;
  }

  links() {
    return [...this.list.querySelectorAll("li:not([hidden]) > a")];
  }

  /** Arrows go through the list, Enter in the search chooses the first, Escape empties the search. */
  key(event) {
    if (event.target === this.category) return;
    const links = this.links();
    const at = links.indexOf(event.target);
    const isSearch = event.target === this.search;
    if (event.key === "Enter" && isSearch) this.first(links)?.click();
    else if (event.key === "ArrowDown" && (isSearch || at >= 0)) links[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? this.search).focus();
    else if (event.key === "Home" && at >= 0) links[0].focus();
    else if (event.key === "End" && at >= 0) links.at(-1).focus();
    else return;
    event.preventDefault();
  }

  /** The rule whose code or name was typed, before one that only speaks of it. */
  first(links) {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const named = this.rules.find((rule) => !this.rows.get(rule.code).hidden && words.every((word) => rule.head.includes(word)));
    return named ? this.rows.get(named.code).firstChild : links[0];
  }

  mark(code) {
    if (code === this.chosen) return;
    this.rows.get(this.chosen)?.firstChild.removeAttribute("aria-current");
    this.chosen = code;
    const link = this.rows.get(code)?.firstChild;
    link?.setAttribute("aria-current", "true");
    if (link) requestAnimationFrame(() => this.reveal(link));
  }

  /** Scrolls the list only: `scrollIntoView` would move the page around it as well. */
  reveal(link) {
    const box = this.list.getBoundingClientRect();
    const place = link.getBoundingClientRect();
    if (place.top < box.top + 40 || place.bottom > box.bottom) this.list.scrollTop += place.top - box.top - box.height / 3;
  }
}

const title = (word) => (word === "cicd" ? "CI/CD" : word[0].toUpperCase() + word.slice(1));

/** [value, elements] in the order of their first appearance. */
function grouped(elements, name) {
  const groups = new Map();
  for (const one of elements) groups.set(one[name], [...(groups.get(one[name]) ?? []), one]);
  return [...groups];
}

/** Children are nodes or text; text is never read as HTML. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The sign of a severity, told apart by its shape as well as its colour. */
function sign(severity, said = false) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const attributes = { class: `sign ${severity}`, viewBox: "0 0 16 16", ...(said ? { role: "img", "aria-label": severity } : { "aria-hidden": "true" }) };
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const [name, d] of [["shape", SHAPES[severity]], ["mark", MARKS[severity]]]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    made.append(path);
  }
  return made;
}
