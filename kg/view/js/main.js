// Puts the parts together: tabs, language, keys, theme.

const TABS = ["network", "map", "timeline", "table"];
const VIEWS = { // `paint` follows the filters, `mark` the selection
  network: { paint: showNetwork, mark: paintNetwork, counts: networkCounts, camera: networkCamera },
  map: { paint: paintMap, mark: layMap, counts: mapCounts, camera: mapCamera },
  timeline: { paint: paintTimeline, mark: markTimeline, counts: () => [] },
  table: { paint: paintTable, mark: markTable, counts: () => [] },
};
let tab = TABS[0];

function repaint() {
  sift();
  recount();
  VIEWS[tab].paint();
  paintCounts();
  paintPanel();
  writeState();
}

function open(name) {
  tab = name;
  hover();
  document.querySelector("main").dataset.tab = name;
  for (const each of TABS) {
    $(`tab-${each}`).setAttribute("aria-selected", each === name);
    $(`tab-${each}`).tabIndex = each === name ? 0 : -1;
    $(`view-${each}`).hidden = each !== name;
  }
  document.querySelector(".zoom").hidden = !VIEWS[name].camera;
  repaint();
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
  for (const each of document.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of document.querySelectorAll("[data-t-label]")) each.setAttribute("aria-label", t(each.dataset.tLabel));
  const actors = new Set(rows.map(([, who]) => who).filter((who) => who >= 0)).size;
  const span = days.length ? [dated(firstDay === lastDay ? firstDay : `${firstDay}/${lastDay}`), " · "] : [];
  const numbers = `${t("attackers-n", { n: actors })} · ${t("articles-n", { n: articles.length })}`;
  $("summary").replaceChildren(count(strikes.length), " · ", ...span, numbers);
  $("notice").hidden = !data.folded;
  $("notice").firstElementChild.textContent = t("folded", { n: data.folded });
  paintFilters();
  open(tab);
  picture?.network.redraw();
}

/** The keys of network and map. */
function steer(event) {
  const { camera } = VIEWS[tab];
  const way = WAYS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (way) camera.move(60 * way[0], 60 * way[1]);
  else if (event.key === "+" || event.key === "=") camera.zoom(1.4);
  else if (event.key === "-") camera.zoom(1 / 1.4);
  else if (event.key === "0") camera.fit();
  else return;
  event.preventDefault();
}

if (narrow.matches) document.querySelector("#filters details").open = false;
restore();
document.addEventListener("DOMContentLoaded", () => VIEWS[tab].paint()); // the lists can be read while vis-network is still being loaded
for (const each of TABS) $(`tab-${each}`).addEventListener("click", () => open(each));
document.querySelector("nav").addEventListener("keydown", (event) => {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  const next = TABS[(TABS.indexOf(tab) + (language === "ar" ? -way : way) + TABS.length) % TABS.length];
  open(next);
  $(`tab-${next}`).focus();
});
$("language").addEventListener("click", () => speak(language === "en" ? "ar" : "en"));
$("zoom-in").addEventListener("click", () => VIEWS[tab].camera.zoom(1.4));
$("zoom-out").addEventListener("click", () => VIEWS[tab].camera.zoom(1 / 1.4));
$("fit").addEventListener("click", () => VIEWS[tab].camera.fit());
for (const drawing of ["canvas", "world"]) $(drawing).addEventListener("keydown", steer);
rovingAround($("over"), "[data-key]");
roving($("view-table"), "tbody tr", ["ArrowDown", "ArrowUp"]);
roving($("view-timeline"), ".column", ["ArrowRight", "ArrowLeft"]);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && selected) select(null); });
document.querySelector("#filters form").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", restore);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintNetwork);
for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) {
  window.addEventListener(event, () => { // the canvas cannot follow @media print by itself
    document.documentElement.toggleAttribute("data-print", printing);
    if (printing && tab === "table") addAllRows();
    paintNetwork();
    picture?.network.redraw();
  });
}
