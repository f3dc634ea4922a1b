// The table: every strike that passes the filters, sortable, to be taken away as CSV.

const PAGE_ROWS = 200;
let addAllRows = () => {}; // for paper
let sorting = { key: "date", up: true };

const COLUMNS = {
  date: (number) => strikes[number].day ?? "",
  attackers: (number) => rowsOf[number].map((row) => nameOf(rows[row][1])).join(t("comma")),
  certainty: (number) => rowsOf[number].map((row) => t(rows[row][2])).join(t("comma")),
  target: (number) => nameOf(strikes[number].target),
  "landed-in": (number) => (strikes[number].places ?? []).map(nameOf).join(t("comma")),
  means: (number) => t(strikes[number].means),
  count: (number) => countOf(strikes[number]),
  killed: (number) => harmOf(strikes[number], "killed"),
  injured: (number) => harmOf(strikes[number], "injured"),
  outcome: (number) => (strikes[number].outcomes ?? []).map((outcome) => t(outcome)).join(" / "),
  answers: (number) => {
    const earlier = (strikes[number].answers ?? []).map((one) => strikes[one].day ?? t("no-date"));
    return earlier.join(t("comma")) || (strikes[number].response ? t("response") : "");
  },
  sources: (number) => String(new Set(strikes[number].accounts.map((account) => account.article)).size),
};
const NUMBERS = new Set(["count", "killed", "injured", "sources"]);
const heading = (key) => t({ means: "means-short", certainty: "certainty-short" }[key] ?? key);

function sorted() {
  const value = COLUMNS[sorting.key];
  const keyed = shown.strikes.map((number) => [number, value(number)]);
  const amount = (text) => Number(/\d+/.exec(text)?.[0] ?? -1);
  const compare = NUMBERS.has(sorting.key) ? (a, b) => amount(a[1]) - amount(b[1]) : (a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
  const empty = (pair) => pair[1] === ""; // what is not told stands last either way
  keyed.sort((a, b) => empty(a) - empty(b) || (sorting.up ? 1 : -1) * compare(a, b) || a[0] - b[0]);
  return keyed.map(([number]) => number);
}

function paintTable() {
  const order = sorted();
  const chosen = chosenStrikes();
  const head = Object.keys(COLUMNS).map((key) => {
    const here = sorting.key === key;
    const act = () => { sorting = { key, up: here ? !sorting.up : true }; paintTable(); writeState(); $("view-table").querySelector(`[data-column="${key}"]`).focus(); };
    const [order, mark] = here ? (sorting.up ? ["ascending", " ▲"] : ["descending", " ▼"]) : [null, ""];
    const button = { type: "button", "data-column": key, "aria-label": t("sort", { column: heading(key) }), click: act };
    return el("th", { scope: "col", "aria-sort": order }, el("button", button, heading(key), mark));
  });
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more" });
  const add = (_, rows = PAGE_ROWS) => {
    body.append(...order.slice(body.rows.length, body.rows.length + rows).map(line));
    const rest = order.length - body.rows.length;
    more.hidden = rest <= 0;
    more.textContent = t("more", { n: Math.min(rest, PAGE_ROWS) });
    markTable();
  };
  more.addEventListener("click", add);
  addAllRows = () => add(null, order.length);
  $("view-table").replaceChildren(
    el("p", { class: "tools" }, el("button", { type: "button", id: "csv", click: () => download(order) }, t("csv"))),
    el("div", { class: "scroll" }, el("table", { "aria-label": t("table") }, el("thead", null, el("tr", null, head)), body)),
    order.length ? more : el("p", null, t(strikes.length ? "empty" : "nothing")),
  );
  add();
  if (!chosen) return;
  const first = order.findIndex((number) => chosen.has(number));
  while (body.rows.length <= first) add();
  body.rows[first]?.scrollIntoView({ block: "center" });
}

function markTable() {
  const lines = [...$("view-table").querySelectorAll("tbody tr")];
  markChosen($("view-table"), lines, (one) => [one.number]);
  enter(lines, lines.find((one) => one.classList.contains("chosen")) ?? lines[0]);
}

const bare = (text) => el("bdi", null, text);
const CELLS = { means: (number) => means(strikes[number].means), date: (number) => dated(strikes[number].day) };

function line(number) {
  const act = () => select({ strikes: [number] });
  const made = el("tr", { ...pressable(act), role: null, class: strikes[number].response ? "response" : null },
    Object.entries(COLUMNS).map(([key, value]) => el("td", null, CELLS[key]?.(number) ?? (NUMBERS.has(key) ? figures : bare)(value(number)))));
  made.number = number;
  return made;
}

/** A cell that neither breaks the row nor runs as a formula in a spreadsheet. */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function csv(order) {
  const lines = [Object.keys(COLUMNS).map(heading), ...order.map((number) => Object.values(COLUMNS).map((value) => value(number)))];
  return `\ufeff${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

function download(order) {
  const url = URL.createObjectURL(new Blob([csv(order)], { type: "text/csv" }));
  el("a", { href: url, download: "strikes.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
