// The period: two days, and a strip of all strikes with a handle at either end.

const DAY = 86400000;
const BINS = 48;
const noon = (iso) => Date.parse(`${iso}T12:00:00Z`);
const isoOf = (time) => new Date(time).toISOString().slice(0, 10);

/** Fields and strip, tied to one another; a handle at its end lets strikes without a date through. */
function period() {
  if (!firstDay) return [];
  const span = Math.round((noon(lastDay) - noon(firstDay)) / DAY);
  const edge = { from: firstDay, to: lastDay };
  const fields = {};
  const handles = {};
  let waiting = 0;
  const show = () => {
    for (const name of ["from", "to"]) {
      fields[name].value = filter[name] || edge[name];
      handles[name].value = Math.round((noon(fields[name].value) - noon(firstDay)) / DAY);
      handles[name].setAttribute("aria-valuetext", fields[name].value);
    }
    strip.style.setProperty("--from", `${(100 * handles.from.value) / (span || 1)}%`);
    strip.style.setProperty("--to", `${(100 * handles.to.value) / (span || 1)}%`);
  };
  const set = (name, day) => {
    filter = { ...filter, [name]: day === edge[name] ? "" : day };
    show();
  };
  const type = (name, day) => {
    set(name, day || edge[name]);
    change({});
  };
  for (const name of ["from", "to"]) {
    fields[name] = el("input", { type: "date", name, min: firstDay, max: lastDay, change: (event) => type(name, event.target.value) });
    const slide = (event) => {
      const other = Number(handles[name === "from" ? "to" : "from"].value);
      const at = name === "from" ? Math.min(event.target.value, other) : Math.max(event.target.value, other);
      set(name, isoOf(noon(firstDay) + at * DAY));
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => change({})); // many moves, one picture
    };
    handles[name] = el("input", { type: "range", min: 0, max: span, "aria-label": t(name), "data-handle": name, input: slide });
  }
  const strip = el("div", { class: "strip", dir: "ltr" }, bars(span), handles.from, handles.to);
  show();
  const field = (name) => el("label", { class: "field" }, el("span", null, t(name)), fields[name]);
  return [el("div", { class: "pair" }, field("from"), field("to")), span ? strip : ""];
}

/** How the strikes of the whole graph spread over the time. */
function bars(span) {
  const bins = Math.min(BINS, span + 1);
  const heights = new Array(bins).fill(0);
  for (const day of days) heights[Math.min(bins - 1, Math.floor(((noon(day) - noon(firstDay)) / DAY / (span + 1)) * bins))] += 1;
  const most = Math.max(...heights);
  const columns = heights.map((n, i) => svg("rect", { x: i + 0.1, width: 0.8, y: 20 - (20 * n) / most, height: (20 * n) / most }));
  return svg("svg", { viewBox: `0 0 ${bins} 20`, preserveAspectRatio: "none", "aria-hidden": "true" }, columns);
}
