// The filters, which are the legend too, and the counts of what passes them.

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangleDown: "M1 3h14L8 15z",
  triangle: "M1 13h14L8 1z",
  hexagon: "M4 2h8l4 6-4 6H4L0 8z",
  star: "M8 0l2 5.5h6l-5 3.5 2 6.5-5-3.5-5 3.5 2-6.5-5-3.5h6z",
};

function shapeOf(kind) {
  const shape = data.nodes.find((node) => node.kind === kind)?.shape ?? "dot";
  const path = svg("path", { d: SHAPES[shape] ?? SHAPES.dot });
  path.style.fill = `var(--${kind})`;
  if (kind === "unknown") { path.style.stroke = "var(--ink)"; path.style.strokeDasharray = "3 2"; }
  return svg("svg", { viewBox: "0 0 16 16", class: "shape", "aria-hidden": "true" }, path);
}

function lineOf(sure) {
  const line = svg("line", { x1: 1, y1: 5, x2: 35, y2: 5, "stroke-dasharray": (DASHES[sure] || []).map((n) => n * 0.8).join(" ") });
  return svg("svg", { viewBox: "0 0 36 10", class: `line line-${sure}`, "aria-hidden": "true" }, line);
}

function change(values) {
  filter = { ...filter, ...values };
  if (selected?.strikes) selected = null; // a list of strikes is not one that filters change
  repaint();
}

function chips(group, keys, mark) {
  const n = new Map(group === "means" ? tally(strikes.keys(), (i) => [strikes[i].means]) : tally(rows.keys(), (i) => [rows[i][2]]));
  return keys.filter((key) => n.has(key)).map((key) => {
    const box = el("input", {
      type: "checkbox", name: group, value: key, checked: filter[group].has(key),
      change: () => {
        const left = new Set(filter[group]);
        if (box.checked) left.add(key); else left.delete(key);
        change({ [group]: left });
      },
    });
    return el("label", { class: "chip" }, box, mark(key), el("span", { class: "n" }, n.get(key)));
  });
}

/** A drop-down of entities by kind, most frequent first. */
function choice(name, all, found) {
  const option = ([entity, n]) => el("option", { value: entity, selected: filter[name] === entity }, `${nameOf(entity)} (${n})`);
  const kindOf = (entity) => (entity < 0 ? "unknown" : entities[entity].kind);
  const groups = data.kinds.map((kind) => [kind, found.filter(([entity]) => kindOf(entity) === kind)]).filter(([, some]) => some.length);
  const options = groups.map(([kind, some]) => (groups.length > 1 && kind !== "unknown" ? el("optgroup", { label: t(kind) }, some.map(option)) : some.map(option)));
  const pick = () => change({ [name]: box.value === "" ? "" : Number(box.value) });
  const box = el("select", { name, change: pick }, el("option", { value: "" }, all), options);
  box.setAttribute("aria-label", t(name));
  return box;
}

function tick(name, ...label) {
  const box = el("input", { type: "checkbox", name, checked: filter[name], change: () => change({ [name]: box.checked }) });
  return el("label", { class: "chip" }, box, ...label);
}

/** How many strikes a place needs to be drawn; actors always are. */
function threshold() {
  const most = Math.max(2, ...data.nodes.filter((node) => !isActor(node)).map((node) => node.strikes));
  const box = el("input", {
    type: "range", name: "least", min: 1, max: most, value: filter.least,
    input: () => { said.textContent = t("least", { n: box.value }); },
    change: () => change({ least: Number(box.value) }),
  });
  const said = el("span", null, t("least", { n: filter.least }));
  return el("label", { class: "field" }, said, box);
}

function reset() {
  filter = allOpen();
  selected = null;
  paintFilters();
  repaint();
  VIEWS[tab].camera?.fit();
}

function paintFilters() {
  const search = el("input", { type: "search", name: "text", value: filter.text, dir: "auto", placeholder: t("search"), "aria-label": t("search") });
  let wait;
  search.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => change({ text: search.value.trim() }), 150); });
  const kinds = data.kinds.filter((kind) => data.nodes.some((node) => node.kind === kind));
  const group = (title, ...content) => el("fieldset", null, el("legend", null, t(title)), content);
  document.querySelector("#filters form").replaceChildren(
    search,
    choice("who", t("anyone"), tally(rows.keys(), (row) => [rows[row][1]])),
    choice("whom", t("anything"), tally(strikes.keys(), (number) => hit(strikes[number]).flatMap((entity) => around[entity]))),
    ...period(),
    tick("responses", el("span", { class: "means" }, lineOf("response"), t("responses"))),
    group("means", chips("means", data.means, means)),
    group("certainty", chips("certainty", data.certainties, (key) => el("span", { class: "means" }, lineOf(key), t(key)))),
    group("nodes",
      el("ul", { class: "shapes" }, kinds.map((kind) => el("li", null, shapeOf(kind), t(kind)))),
      data.nodes.length > 60 ? threshold() : "",
      data.edges.some((edge) => edge.means === "landed") ? tick("landing", el("span", { class: "means" }, lineOf("landed"), t("landing"))) : ""),
    el("button", { type: "button", class: "reset", click: reset }, t("reset")),
  );
}

function paintCounts() {
  const out = strikes.length - shown.strikes.length;
  const parts = [t("shown", { shown: shown.strikes.length, all: strikes.length })];
  if (out) parts.push(t("left-out", { n: out }) + (shown.undatedOut ? ` (${t("undated-out", { n: shown.undatedOut })})` : ""));
  $("counts").replaceChildren([...parts, ...VIEWS[tab].counts()].join(" · "));
  if (!shown.strikes.length && strikes.length) $("counts").append(" · ", el("b", null, t("empty")));
}
