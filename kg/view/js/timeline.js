// The timeline: a lane for each attacker, its strikes per day, week or month by means; arcs lead from what was answered to the response.

const LANES = 6; // attackers with a lane of their own
const ARCS = 50; // more can no longer be followed
const MARGIN = 40;
let barsOf = new Map(); // strike -> the tops of its bars

/** The first day of the stretch that a day falls into. */
const STARTS = {
  day: (iso) => iso,
  week: (iso) => isoOf(noon(iso) - ((new Date(noon(iso)).getUTCDay() + 6) % 7) * DAY), // ISO 8601: from Monday
  month: (iso) => `${iso.slice(0, 7)}-01`,
};

function after(unit, iso) {
  if (unit !== "month") return isoOf(noon(iso) + (unit === "week" ? 7 : 1) * DAY);
  const [year, month] = iso.split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}

/** The stretches of the time that is shown, with the place of each: as fine as there is room for. */
function stretches(numbers, room) {
  const first = strikes[numbers[0]].day;
  const last = strikes[numbers.at(-1)].day;
  const span = (noon(last) - noon(first)) / DAY;
  const unit = span <= room / 6 ? "day" : span <= (room * 7) / 6 ? "week" : "month";
  const found = new Map();
  for (let at = STARTS[unit](first); at <= last; at = after(unit, at)) found.set(at, found.size);
  return { unit, found };
}

/** Who has a lane: the attackers with most strikes, all others together (-2), whom nobody names (-1) last. */
function lanesOf(numbers) {
  const isShown = new Set(numbers);
  const dated = shown.rows.filter((row) => isShown.has(rows[row][0]));
  const most = tally(dated, (row) => [rows[row][1]]).map(([who]) => who).filter((who) => who >= 0);
  const own = new Set(most.length > LANES + 1 ? most.slice(0, LANES) : most);
  const lanes = new Map([...own, ...(most.length > own.size ? [-2] : []), -1].map((who) => [who, new Map()]));
  for (const row of dated) {
    const [strike, who] = rows[row];
    const lane = lanes.get(who < 0 || own.has(who) ? who : -2);
    lane.set(strike, row);
  }
  if (!lanes.get(-1).size) lanes.delete(-1);
  return { lanes, rest: most.length - own.size };
}

function paintTimeline() {
  const view = $("view-timeline");
  const numbers = shown.strikes.filter((number) => strikes[number].day);
  const undated = shown.strikes.length - numbers.length;
  if (!numbers.length) return view.replaceChildren(el("p", null, t(strikes.length ? "empty" : "nothing")));
  const room = Math.max($("views").clientWidth - 40, 300);
  const { unit, found } = stretches(numbers, room);
  const drawn = chart(unit, found, lanesOf(numbers), room);
  const lost = shown.strikes.filter((number) => !strikes[number].day);
  const list = el("button", { type: "button", class: "link", click: () => select({ strikes: lost, title: t("no-date") }) }, t("undated", { n: undated }));
  view.replaceChildren(
    el("h2", null, t(`per-${unit}`)), el("p", { class: "hint" }, t("timeline-hint")),
    el("p", { class: "note" }, undated ? list : null, el("span", { id: "ties-out" })),
    el("div", { class: "chart", dir: "ltr" }, drawn),
  );
  markTimeline();
}

function markTimeline() {
  if (!$("ties")) return;
  const { tied, leftOut } = arcs();
  $("ties").replaceChildren(...tied);
  $("ties-out").textContent = leftOut ? `${$("ties-out").previousSibling ? " · " : ""}${t("ties-out", { n: leftOut })}` : "";
  markChosen($("view-timeline"), $("view-timeline").querySelectorAll(".column"), (column) => column.numbers);
  const columns = [...$("view-timeline").querySelectorAll(".column")];
  enter(columns, columns.find((one) => one.classList.contains("chosen")) ?? columns[0]);
}

function chart(unitOfTime, found, { lanes, rest }, wide) {
  const step = Math.max((wide - MARGIN - 10) / found.size, 6);
  const width = MARGIN + 10 + step * found.size;
  const columns = [...lanes].map(([who, told]) => {
    const bins = new Map();
    for (const [strike] of told) {
      const at = found.get(STARTS[unitOfTime](strikes[strike].day));
      if (!bins.has(at)) bins.set(at, []);
      bins.get(at).push(strike);
    }
    return { who, bins };
  });
  const most = Math.max(...columns.flatMap(({ bins }) => [...bins.values()].map((all) => all.length)));
  const high = Math.max(54, Math.min(150, ($("views").clientHeight - 150) / columns.length));
  const unit = Math.min((high - 28) / most, 22);
  const height = high * columns.length + 24;
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": t(`per-${unitOfTime}`) });
  const names = [...found.keys()];
  const every = Math.ceil(84 / step);
  names.forEach((start, i) => {
    const x = MARGIN + i * step;
    if (i % every || x + 64 > width) return;
    drawn.append(svg("line", { x1: x, x2: x, y1: 4, y2: height - 20, class: "grid" }), svg("text", { x: x + 2, y: height - 6, class: "tick" }, start));
  });
  const titles = [];
  barsOf = new Map();
  const bars = columns.flatMap(({ who, bins }, lane) => {
    const base = high * (lane + 1);
    const name = who === -2 ? `${t("rest-actor")} (${rest})` : nameOf(who);
    for (const n of ticks(most).slice(1)) {
      if (n * unit < 12 || n > most) continue;
      drawn.append(svg("line", { x1: MARGIN - 4, x2: width, y1: base - n * unit, y2: base - n * unit, class: "grid faint" }), svg("text", { x: MARGIN - 8, y: base - n * unit + 4, class: "tick end" }, String(n)));
    }
    drawn.append(svg("line", { x1: MARGIN - 4, x2: width, y1: base, y2: base, class: "axis" }));
    titles.push(svg("text", { x: 4, y: base - high + 16, class: "lane" }, shortened(name)));
    return [...bins].sort(([a], [b]) => a - b).map(([at, all]) => {
      const x = MARGIN + at * step;
      for (const strike of all) barsOf.set(strike, [...(barsOf.get(strike) ?? []), { x: x + step / 2, y: base - all.length * unit, lane }]);
      return column(names[at], name, all, x, step, base, unit);
    });
  });
  drawn.append(...bars, svg("g", { id: "ties", "aria-hidden": "true" }), ...titles);
  return drawn;
}

function ticks(most) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((n) => most / n <= 3) ?? 5000;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** A bar: strikes by means from the axis up, responses on top with a rim. */
function column(start, name, all, x, step, base, unit) {
  const said = `${start}, ${name}: ${count(all.length)}`;
  const act = () => select({ strikes: all, title: el("span", null, dated(start), " · ", el("bdi", null, name)) });
  const bar = svg("g", { ...pressable(act), class: "column", "aria-label": said }, svg("title", {}, said));
  bar.numbers = all;
  let y = base;
  for (const response of [false, true]) {
    const below = y;
    for (const key of data.means) {
      const n = all.filter((number) => strikes[number].means === key && Boolean(strikes[number].response) === response).length;
      if (!n) continue;
      y -= n * unit;
      const part = svg("rect", { x: x + step * 0.1, y, width: step * 0.8, height: n * unit });
      part.style.fill = `var(--${key})`;
      bar.append(part);
    }
    if (response && below > y) bar.append(svg("rect", { x: x + step * 0.1, y, width: step * 0.8, height: below - y, class: "answer" }));
  }
  return bar;
}

/** Arcs from the bars of what was answered to those of the responses: all of the selection, else the strongest of all. */
function arcs() {
  const chosen = chosenStrikes();
  const spotOf = ({ x, y, lane }) => `${x} ${y} ${lane}`;
  const linked = (number, earlier) => !chosen || chosen.has(number) || chosen.has(earlier);
  const found = tally([...barsOf.keys()], (number) => (strikes[number].answers ?? []).filter((earlier) => linked(number, earlier)).flatMap((earlier) =>
    (barsOf.get(earlier) ?? []).flatMap((from) => barsOf.get(number).filter((to) => spotOf(to) !== spotOf(from)).map((to) => `${spotOf(from)} ${spotOf(to)}`))));
  const spread = new Map(found.map(([pair], i) => [pair, (i * 7919) % found.length])); // of equals some from the whole of the time
  const pairs = found.sort(([a, m], [b, n]) => n - m || spread.get(a) - spread.get(b));
  const tied = pairs.slice(0, chosen ? undefined : ARCS).map(([pair, n]) => {
    const [x, y, , u, v] = pair.split(" ").map(Number);
    const lift = Math.min(14 + Math.abs(u - x) / 4, 46);
    const aside = y === v ? 0 : (v > y ? 1 : -1) * Math.min(60, 12 + Math.abs(v - y) / 6); // going down right of going up
    const drawn = svg("g", { class: "arc" },
      svg("path", { d: `M${x} ${y}C${x + aside} ${y - lift} ${u + aside} ${v - lift} ${u} ${v - 5}`, "stroke-width": Math.min(0.8 + n * 0.5, 4) }),
      svg("path", { d: `M${u} ${v}l-4 -7h8z`, class: "head" }));
    return drawn;
  });
  return { tied, leftOut: pairs.length - tied.length };
}
