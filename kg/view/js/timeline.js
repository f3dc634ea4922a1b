// The timeline: strikes per day, week or month; responses hang below the axis, arcs tie them to what they answer.

const DAY = 86400000;
const noon = (iso) => Date.parse(`${iso}T12:00:00Z`);
const isoOf = (time) => new Date(time).toISOString().slice(0, 10);

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

function stretches(numbers) {
  const first = strikes[numbers[0]].day;
  const last = strikes[numbers.at(-1)].day;
  const span = (noon(last) - noon(first)) / DAY;
  const unit = span <= 92 ? "day" : span <= 900 ? "week" : "month";
  const found = new Map();
  for (let at = STARTS[unit](first); at <= last; at = after(unit, at)) found.set(at, []);
  numbers.forEach((number) => found.get(STARTS[unit](strikes[number].day)).push(number));
  return { unit, found: [...found] };
}

function paintTimeline() {
  const view = $("view-timeline");
  const numbers = shown.strikes.filter((number) => strikes[number].day);
  const undated = shown.strikes.length - numbers.length;
  if (!numbers.length) return view.replaceChildren(el("p", null, t(strikes.length ? "empty" : "nothing")));
  const { unit, found } = stretches(numbers);
  view.replaceChildren(
    el("h2", null, t(`per-${unit}`)), el("p", { class: "hint" }, t("timeline-hint")),
    undated ? el("p", { class: "note" }, t("undated", { n: undated })) : "",
    el("div", { class: "chart", dir: "ltr" }, chart(found)),
  );
}

function chart(found) {
  const wide = Math.max($("views").clientWidth - 40, 300);
  const step = Math.max((wide - 100) / found.length, 5);
  const width = 100 + step * found.length;
  const [up, down] = [false, true].map((response) => Math.max(1, ...found.map(([, all]) => all.filter((number) => Boolean(strikes[number].response) === response).length)));
  const room = Math.max($("views").clientHeight - 300, 200);
  const unit = Math.min(room / (up + down), 40);
  const base = 24 + up * unit;
  const height = base + down * unit + 100;
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group" });
  const place = new Map();
  for (const n of ticks(up)) grid(drawn, base - n * unit, n, width);
  for (const n of ticks(down).filter(Boolean)) grid(drawn, base + 18 + n * unit, n, width);
  found.forEach(([start, all], i) => {
    const x = 40 + i * step;
    all.forEach((number) => place.set(number, x + step / 2));
    if (all.length) drawn.append(column(start, all, x, step, base, unit));
  });
  const every = Math.ceil(80 / step);
  found.forEach(([start], i) => {
    if (i % every) return;
    drawn.append(svg("text", { x: 40 + i * step, y: base + 13, class: "tick" }, start));
  });
  drawn.append(...arcs(place, base + 18, down * unit));
  return drawn;
}

function ticks(most) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((n) => most / n <= 5) ?? 5000;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

function grid(drawn, y, n, width) {
  drawn.append(svg("line", { x1: 36, x2: width, y1: y, y2: y, class: "grid" }), svg("text", { x: 32, y: y + 4, class: "tick end" }, String(n)));
}

function column(start, all, x, step, base, unit) {
  const act = () => select({ strikes: all, title: dated(start) });
  const bar = svg("g", { ...pressable(act), class: "column", "aria-label": `${start}: ${count(all.length)}` }, svg("title", {}, `${start}: ${count(all.length)}`));
  for (const response of [false, true]) {
    let y = response ? base + 18 : base;
    for (const key of data.means) {
      const n = all.filter((number) => strikes[number].means === key && Boolean(strikes[number].response) === response).length;
      if (!n) continue;
      const part = svg("rect", { x: x + step * 0.1, y: response ? y : y - n * unit, width: step * 0.8, height: n * unit, class: response ? "answer" : "" });
      part.style.fill = `var(--${key})`;
      bar.append(part);
      y += response ? n * unit : -n * unit;
    }
  }
  return bar;
}

/** Arcs below the bars from what was answered to the responses, one for each pair of bars. */
function arcs(place, y, depth) {
  const pairs = tally(place.keys(), (number) => (strikes[number].answers ?? [])
    .filter((earlier) => place.has(earlier) && place.get(earlier) !== place.get(number))
    .map((earlier) => `${place.get(earlier)} ${place.get(number)}`));
  return pairs.map(([pair, n]) => {
    const [from, to] = pair.split(" ").map(Number);
    const low = y + depth + 10 + Math.min(Math.abs(to - from) / 3, 80);
    const drawn = svg("path", { d: `M${from} ${y} C${from} ${low} ${to} ${low} ${to} ${y + depth * 0.2}`, class: "arc" });
    drawn.style.strokeWidth = Math.min(0.8 + n * 0.5, 5);
    return drawn;
  });
}
