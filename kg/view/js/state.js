// What the page shows as the part of its address behind #, so that a view can be bookmarked and passed on.

const NAMED_STRIKES = 50; // more do not go into an address

const keyOf = (entity) => (entity < 0 ? "unknown" : `${entities[entity].kind}/${entities[entity].id}`);
const nodeKey = (node) => (node.entity === undefined ? `rest/${node.kind}` : keyOf(node.entity));
const edgeKey = (edge) => [nodeKey(data.nodes[edge.from]), nodeKey(data.nodes[edge.to]), edge.means, edge.response ? 1 : 0].join("~");

function entityOf(key) {
  const found = key === "unknown" ? -1 : entities.findIndex((_, index) => keyOf(index) === key);
  return found < 0 && key !== "unknown" ? "" : found;
}

/** What differs from how the page opens. */
function state() {
  const said = new URLSearchParams();
  const open = allOpen();
  const say = (key, value, unless) => { if (value !== unless && value !== undefined) said.append(key, value); };
  say("view", tab, TABS[0]);
  say("lang", language, "en");
  for (const key of ["who", "whom"]) if (filter[key] !== "") say(key, keyOf(filter[key]));
  for (const key of ["means", "certainty"]) if (filter[key].size < open[key].size) say(key, [...filter[key]].join(","));
  for (const key of ["from", "to", "text"]) say(key, filter[key], "");
  for (const key of ["responses", "landing", "least"]) say(key, String(filter[key]), String(open[key]));
  if (tab === "table") say("sort", `${sorting.up ? "" : "-"}${sorting.key}`, "date");
  if (tab === "map" && eye?.moved) say("at", [eye.x.toFixed(1), eye.y.toFixed(1), eye.k.toPrecision(3)].join(","));
  if (selected?.node !== undefined) say("node", nodeKey(data.nodes[selected.node]));
  if (selected?.edge !== undefined) say("line", edgeKey(data.edges[selected.edge]));
  for (const spot of selected?.spots ?? []) say("spot", keyOf(spot));
  if (selected?.strikes?.length <= NAMED_STRIKES) for (const number of selected.strikes) say("strike", strikes[number].id);
  return said.toString();
}

let restoring = false;
let writing;
function writeState() {
  if (restoring) return;
  clearTimeout(writing);
  writing = setTimeout(() => {
    const said = state();
    if (said !== location.hash.slice(1)) history.replaceState(null, "", `#${said}`);
  }, 120);
}

/** Shows what the address says; what it names and the graph no longer has is left out. */
function restore() {
  const said = new URLSearchParams(location.hash.slice(1));
  const some = (key, all) => (said.has(key) ? new Set(said.get(key).split(",").filter((one) => all.has(one))) : all);
  const day = (key) => (/^\d{4}-\d\d-\d\d$/.test(said.get(key) ?? "") ? said.get(key) : "");
  const open = allOpen();
  restoring = true;
  filter = {
    who: entityOf(said.get("who") ?? ""), whom: entityOf(said.get("whom") ?? ""),
    means: some("means", open.means), certainty: some("certainty", open.certainty),
    from: day("from"), to: day("to"), text: said.get("text") ?? "",
    responses: said.get("responses") === "true", landing: said.get("landing") !== "false",
    least: Math.max(1, Number.parseInt(said.get("least"), 10) || open.least),
  };
  const [, down, key] = /^(-?)([\w-]+)$/.exec(said.get("sort") ?? "date") ?? [];
  sorting = key in COLUMNS ? { key, up: !down } : { key: "date", up: true };
  const [x, y, k] = (said.get("at") ?? "").split(",").map(Number);
  eye = k > 0 && [x, y].every(Number.isFinite) ? { x, y, k, moved: true } : null;
  tab = TABS.includes(said.get("view")) ? said.get("view") : TABS[0];
  selected = chosenIn(said);
  speak(said.get("lang") === "ar" ? "ar" : "en");
  restoring = false;
}

function chosenIn(said) {
  const node = data.nodes.find((one) => nodeKey(one) === said.get("node"));
  if (node) return { node: node.id };
  const edge = data.edges.find((one) => edgeKey(one) === said.get("line"));
  if (edge) return { edge: edge.id };
  const spots = said.getAll("spot").map(entityOf).filter((spot) => spot !== "" && spot >= 0);
  if (spots.length) return { spots };
  const wanted = new Set(said.getAll("strike"));
  const numbers = [...strikes.keys()].filter((number) => wanted.has(strikes[number].id));
  return numbers.length ? { strikes: numbers, title: numbers.length > 1 ? t("selected") : undefined } : null;
}
