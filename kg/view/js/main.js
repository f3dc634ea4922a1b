// Puts the parts together: tabs, language, keys, theme.

const TABS = ["network", "timeline", "table"];
const PAINT = { timeline: () => paintTimeline(), table: () => paintTable(), network: () => {} };
let tab = "network";

function repaint() {
  sift();
  recount();
  paintNetwork();
  paintCounts();
  paintPanel();
  PAINT[tab]();
}

function open(name) {
  tab = name;
  document.querySelector("main").dataset.tab = name;
  for (const each of TABS) {
    $(`tab-${each}`).setAttribute("aria-selected", each === name);
    $(`tab-${each}`).tabIndex = each === name ? 0 : -1;
    $(`view-${each}`).hidden = each !== name;
  }
  PAINT[name]();
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
  for (const each of document.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of document.querySelectorAll("[data-t-label]")) each.setAttribute("aria-label", t(each.dataset.tLabel));
  const actors = new Set(rows.map(([, who]) => who).filter((who) => who >= 0)).size;
  const period = days.length ? [dated(firstDay === lastDay ? firstDay : `${firstDay}/${lastDay}`), " · "] : [];
  const numbers = `${t("attackers-n", { n: actors })} · ${t("articles-n", { n: articles.length })}`;
  $("summary").replaceChildren(count(strikes.length), " · ", ...period, numbers);
  $("notice").hidden = !data.folded;
  $("notice").firstElementChild.textContent = t("folded", { n: data.folded });
  paintFilters();
  repaint();
  picture?.network.redraw();
}

function keys(event) {
  if (!picture) return;
  const { network } = picture;
  const step = 60 / network.getScale();
  const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
  const { x, y } = network.getViewPosition();
  if (move) network.moveTo({ position: { x: x + move[0], y: y + move[1] } });
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

const zoom = (by) => picture.network.moveTo({ scale: picture.network.getScale() * by, animation: { duration: 120 } });

speak("en");
document.addEventListener("DOMContentLoaded", drawNetwork); // the lists can be read while vis-network is still being loaded
for (const each of TABS) $(`tab-${each}`).addEventListener("click", () => open(each));
document.querySelector("nav").addEventListener("keydown", (event) => {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  const next = TABS[(TABS.indexOf(tab) + (language === "ar" ? -way : way) + TABS.length) % TABS.length];
  open(next);
  $(`tab-${next}`).focus();
});
$("language").addEventListener("click", () => speak(language === "en" ? "ar" : "en"));
$("zoom-in").addEventListener("click", () => zoom(1.4));
$("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
$("fit").addEventListener("click", () => fit());
$("canvas").addEventListener("keydown", keys);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && selected) select(null); });
document.querySelector("#filters form").addEventListener("submit", (event) => event.preventDefault());
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintNetwork);
for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) {
  window.addEventListener(event, () => { // the canvas cannot follow @media print by itself
    document.documentElement.toggleAttribute("data-print", printing);
    paintNetwork();
    picture.network.redraw();
  });
}
if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector("#filters details").open = false;
