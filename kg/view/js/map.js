// The map: a ring for each place by means, arcs from where strikes were launched, ties from what was answered to the response.

const RINGS = 90; // more on one picture can no longer be told apart
const ARROWS = 40; // of either sort; more can no longer be followed
let mapSpots = []; // {entity, at, strikes, rough} of what passes the filters, most strikes first
let groups = []; // what is drawn as one ring at this scale: {spots, x, y, r, strikes, rough}
let leftOut = 0; // arrows that are not drawn

const unplaced = () => shown.strikes.filter((number) => strikes[number].spot === undefined);

function mapCounts() {
  const parts = [t("places-n", { n: mapSpots.length })];
  if (groups.length < mapSpots.length) parts.push(t("rings-n", { n: groups.length }));
  if (leftOut) parts.push(t("arrows-out", { n: leftOut }));
  return parts;
}

function paintMap() {
  openWorld();
  const found = new Map();
  for (const number of shown.strikes) {
    const { spot, rough } = strikes[number];
    if (spot === undefined) continue;
    if (!found.has(spot)) found.set(spot, { entity: spot, at: entities[spot].at, strikes: [], rough: true });
    found.get(spot).strikes.push(number);
    found.get(spot).rough &&= Boolean(rough);
  }
  mapSpots = [...found.values()].sort((a, b) => b.strikes.length - a.strikes.length || a.entity - b.entity);
  eye ??= fitted(mapSpots.map(({ at }) => at));
  placeWorld();
  layMap();
  const lost = unplaced();
  const list = el("button", { type: "button", class: "link", id: "unplaced", click: () => select({ strikes: lost, title: t("unplaced-title") }) }, t("unplaced", { n: lost.length }));
  $("map-note").replaceChildren(...(lost.length ? [list, " · "] : []), el("span", null, t("borders")), data.tiles ? ` · ${data.tiles.credit}` : "");
}

/** Rings that would lie on one another become one, named after the place with most strikes; zooming in parts them. */
function grouped(k) {
  for (let room = 0.8; ; room *= 1.25) {
    const made = [];
    for (const spot of mapSpots) {
      const [x, y] = [spot.at[0] * k, spot.at[1] * k];
      const r = radius(spot.strikes.length);
      const near = made.find((group) => Math.hypot(group.x - x, group.y - y) < (group.r + r) * room);
      if (near) near.spots.push(spot);
      else made.push({ spots: [spot], x, y, r });
    }
    if (made.length > RINGS && room < 3) continue;
    return made.map((group) => {
      const numbers = group.spots.flatMap((spot) => spot.strikes);
      return { ...group, strikes: numbers, r: radius(numbers.length), rough: group.spots.every((spot) => spot.rough) };
    });
  }
}

/** Lays everything on the ground out for the present scale. */
function layMap() {
  drawnAt = eye.k;
  groups = grouped(eye.k).sort((a, b) => b.strikes.length - a.strikes.length);
  const at = new Map(groups.flatMap((group) => group.spots.map((spot) => [spot.entity, group])));
  leftOut = 0;
  const { lines, starts } = launched(at);
  const tied = ties(at);
  const discs = [...groups.map((group) => ({ ...group, text: groupName(group), size: Math.round(Math.min(11 + group.r / 7, 15)), bold: group.strikes.length > 9 })),
    ...starts.map((start) => ({ ...start, text: nameOf(start.entity), size: 11 }))];
  const boxes = standing(discs.map((disc) => ({ ...disc, text: shortened(disc.text) })));
  const texts = boxes.flatMap((box, i) => (box ? [svg("text", { x: box.x, y: box.y, "font-size": discs[i].size, "font-weight": discs[i].bold ? 600 : 400, class: "name" }, shortened(discs[i].text))] : []));
  const taken = [...boxes.filter(Boolean), ...discs.map(({ x, y, r }) => ({ x, y, w: r, h: r }))];
  const focused = document.activeElement?.dataset?.key;
  $("over").replaceChildren(
    svg("g", {}, groundNames(taken)), svg("g", {}, tied), svg("g", {}, lines), svg("g", {}, starts.map(({ x, y, r }) => svg("circle", { cx: x, cy: y, r, class: "start" }))),
    svg("g", {}, groups.map(ring)), svg("g", { class: "names", "aria-hidden": "true" }, texts));
  const items = [...$("over").querySelectorAll("[data-key]")];
  markChosen($("world"), items, (item) => item.numbers);
  enter(items, items.find((item) => item.dataset.key === focused) ?? items.find((item) => item.classList.contains("ring")));
  if (focused) items.find((item) => item.dataset.key === focused)?.focus();
}

const groupName = ({ spots }) => nameOf(spots[0].entity) + (spots.length > 1 ? ` (+${spots.length - 1})` : "");

/** One thing on the map that can be pointed at, pressed and selected; `said` is its line at the foot. */
function touchable(name, numbers, key, act, said, ...parts) {
  const listeners = { ...pressable(act), pointerenter: () => hover(...said()), pointerleave: () => hover(), focus: () => hover(...said()), blur: () => hover() };
  const made = svg("g", { ...listeners, class: name, "aria-label": said().map((part) => part.textContent ?? part).join(""), "data-key": key }, ...parts);
  made.numbers = numbers;
  return made;
}

function ring(group) {
  const { x, y, r, strikes: numbers, spots } = group;
  const members = spots.map(({ entity }) => entity);
  const width = Math.max(4, r * 0.42);
  const parts = [svg("circle", { cx: x, cy: y, r, class: "inner" })];
  const around = (name, radius, from, share, width) => {
    const length = 2 * Math.PI * radius;
    return svg("circle", { cx: x, cy: y, r: radius, class: name, fill: "none", "stroke-width": width, "stroke-dasharray": `${share * length} ${length}`, "stroke-dashoffset": -from * length, transform: `rotate(-90 ${x} ${y})` });
  };
  const responses = numbers.filter((number) => strikes[number].response).length / numbers.length;
  if (responses) parts.push(around("halo", r + 3.5, 0, responses, 4));
  let done = 0;
  for (const [key, n] of tally(numbers, (number) => [strikes[number].means])) {
    const arc = around("part", r - width / 2, done, n / numbers.length, width);
    arc.style.stroke = `var(--${key})`;
    parts.push(arc);
    done += n / numbers.length;
  }
  const { kind } = entities[members[0]];
  const size = (r - width) / 9;
  const glyph = svg("path", { d: SHAPES[data.nodes.find((node) => node.kind === kind)?.shape] ?? SHAPES.dot, transform: `translate(${x - 8 * size} ${y - 8 * size}) scale(${size})` });
  glyph.style.fill = `var(--${kind})`;
  parts.push(glyph, svg("circle", { cx: x, cy: y, r: r + 1, class: "rim" }));
  const said = () => [named(members[0]), otherName(members[0]), members.length > 1 ? ` ${t("and-n", { n: members.length - 1 })}` : "", " · ", count(numbers.length), group.rough ? ` · ${t("rough")}` : ""].flat();
  return touchable(group.rough ? "ring rough" : "ring", numbers, `ring ${members[0]}`, () => select({ spots: members }), said, parts);
}

/** Arcs from where strikes are said to have been launched to where they landed, by means. */
function launched(at) {
  const found = new Map();
  const starts = new Map();
  for (const number of shown.strikes) {
    const { spot, means, response, origins } = strikes[number];
    for (const origin of origins ?? []) {
      if (!entities[origin].at || spot === undefined || spot === origin) continue;
      const [x, y] = entities[origin].at;
      starts.set(origin, { entity: origin, x: x * eye.k, y: y * eye.k, r: 4 });
      const key = `${origin} ${at.get(spot).spots[0].entity} ${means} ${response ? 1 : 0}`;
      if (!found.has(key)) found.set(key, { from: starts.get(origin), to: at.get(spot), means, response, numbers: [] });
      found.get(key).numbers.push(number);
    }
  }
  const lines = strongest(found, (flight) => flight.numbers.length).map(([key, { from, to, means, response, numbers }]) => {
    const said = () => [t("launched", { n: count(numbers.length) }), ": ", named(from.entity), ` ${t("arrow")} `, named(to.spots[0].entity)];
    const parts = bow(from, to, Math.min(1.5 + numbers.length * 0.5, 6));
    for (const part of parts) part.style.setProperty("--tone", `var(--${means})`);
    return touchable(response ? "flight response" : "flight", numbers, `flight ${key}`, () => select({ strikes: numbers, title: el("span", null, named(from.entity), ` ${t("arrow")} `, named(to.spots[0].entity)) }), said, parts);
  });
  return { lines, starts: [...starts.values()] };
}

/** Those that can be drawn without becoming a thicket: what belongs to the selection, then what stands for most. */
function strongest(found, weight) {
  const chosen = chosenStrikes();
  const first = ({ numbers }) => (chosen && [...numbers].some((number) => chosen.has(number)) ? 1e6 : 0);
  leftOut += Math.max(0, found.size - ARROWS);
  return [...found].sort(([, a], [, b]) => first(b) + weight(b) - first(a) - weight(a)).slice(0, ARROWS);
}

/** Dotted arcs from what was answered to where the response landed, the strongest first. */
function ties(at) {
  const found = new Map();
  for (const number of shown.strikes) {
    const to = at.get(strikes[number].spot);
    for (const earlier of strikes[number].answers ?? []) {
      const from = shown.isShown[earlier] ? at.get(strikes[earlier].spot) : undefined;
      if (!from || !to || from === to) continue;
      const key = `${from.spots[0].entity} ${to.spots[0].entity}`;
      if (!found.has(key)) found.set(key, { from, to, numbers: new Set(), answers: 0 });
      found.get(key).numbers.add(earlier).add(number);
      found.get(key).answers += 1;
    }
  }
  return strongest(found, (tie) => tie.answers).map(([key, { from, to, numbers, answers }]) => {
    const [one, other] = [from, to].map((group) => group.spots[0].entity);
    const said = () => [t("answered-by"), ": ", named(one), ` ${t("arrow")} `, named(other), " · ", count(answers)];
    const title = () => el("span", null, named(one), ` ${t("arrow")} `, named(other));
    return touchable("tie", [...numbers], `tie ${key}`, () => select({ strikes: [...numbers].sort((a, b) => a - b), title: title() }), said, bow(from, to, Math.min(1 + answers * 0.5, 5)));
  });
}

/** A bent arrow between two discs: a wide one that is easy to hit, the line, and its head. */
function bow(from, to, width) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [mx, my] = [(from.x + to.x) / 2 + dy * 0.2, (from.y + to.y) / 2 - dx * 0.2];
  const back = Math.hypot(to.x - mx, to.y - my) || 1;
  const [ux, uy] = [(to.x - mx) / back, (to.y - my) / back]; // the way in which it arrives
  const [ex, ey] = [to.x - ux * Math.min(to.r + 3, length / 2), to.y - uy * Math.min(to.r + 3, length / 2)];
  const head = 5 + width;
  const [bx, by] = [ex - ux * head, ey - uy * head];
  const d = `M${from.x} ${from.y}Q${mx} ${my} ${bx} ${by}`;
  const tip = `M${ex} ${ey}L${bx - uy * head * 0.45} ${by + ux * head * 0.45}L${bx + uy * head * 0.45} ${by - ux * head * 0.45}z`;
  return [svg("path", { d, class: "hit" }), svg("path", { d, class: "glow", "stroke-width": width + 7 }), svg("path", { d, class: "line", "stroke-width": width }), svg("path", { d: tip, class: "head" })];
}
