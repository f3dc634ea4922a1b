// The panel: who attacked whom at a glance, or the strikes of what is selected.

const CARDS = 15;

const nodeHeading = (node) => el("span", null, node.entity === undefined ? el("bdi", null, nodeName(node)) : named(node.entity));

function edgeHeading(edge) {
  const [from, to] = [data.nodes[edge.from], data.nodes[edge.to]];
  return el("span", null, nodeHeading(from), el("span", { class: "arrow" }, ` ${t("arrow")} `), nodeHeading(to), " · ",
    edge.means === "landed" ? t("landed") : means(edge.means), edge.response && [" · ", el("span", { class: "badge" }, t("response"))]);
}

function paintPanel() {
  const panel = $("panel");
  document.querySelector("main").classList.toggle("chosen", Boolean(selected));
  if (!selected) return panel.replaceChildren(...overview());
  const back = el("button", { type: "button", class: "back", click: () => select(null) }, `${language === "en" ? "‹" : "›"} ${t("back")}`);
  const about = selected.node !== undefined ? aboutNode : selected.edge !== undefined ? aboutEdge : selected.spots ? aboutSpots : aboutStrikes;
  panel.replaceChildren(back, elsewhere(), ...about());
}

/** The ways to what is selected in the other views. */
function elsewhere() {
  const ways = TABS.filter((name) => name !== tab).map((name) => el("button", { type: "button", class: "link", "data-view": name, click: () => open(name) }, t(name)));
  return el("p", { class: "ways" }, `${t("see-in")} `, joined(ways, " · "));
}

/** The first cards, and a button for the next ones. */
function cards(numbers) {
  const box = el("div", { class: "cards" });
  const add = (from) => {
    box.append(...numbers.slice(from, from + CARDS).map(card));
    const rest = numbers.length - from - CARDS;
    if (rest > 0) {
      const more = el("button", { type: "button", class: "more", click: () => { more.remove(); add(from + CARDS); } }, t("more", { n: Math.min(rest, CARDS) }));
      box.append(more);
    }
  };
  add(0);
  return box;
}

function aboutNode() {
  const node = data.nodes[selected.node];
  const members = new Set(node.members ?? [node.entity ?? -1]);
  const acting = shown.strikes.filter((number) => rowsOf[number].some((row) => members.has(rows[row][1])));
  const suffered = shown.strikes.filter((number) => hit(strikes[number]).some((entity) => members.has(entity)));
  const about = node.entity === undefined ? {} : entities[node.entity];
  const others = [...members].filter((member) => member !== node.entity && member >= 0);
  return [
    el("h2", null, nodeHeading(node)),
    el("p", { class: "kind" }, t(node.kind), otherName(node.entity),
      about.operator !== undefined && [` · ${t("operator")} `, named(about.operator)], about.place !== undefined && [` · ${t("in")} `, named(about.place)]),
    others.length ? el("details", null, el("summary", null, `${t("inside")}: ${t("other-n", { n: others.length })}`), el("p", null, joined(others.map(named)))) : "",
    acting.length ? el("h2", { class: "part" }, `${count(acting.length)} ${t("as-attacker")}`) : "", acting.length ? cards(acting) : "",
    suffered.length ? el("h2", { class: "part" }, `${count(suffered.length)} ${t("as-target")}`) : "", suffered.length ? cards(suffered) : "",
    acting.length + suffered.length ? "" : el("p", null, t("empty")),
  ];
}

function aboutEdge() {
  const numbers = strikesOfEdge(selected.edge);
  return [el("h2", null, edgeHeading(data.edges[selected.edge])), el("p", { class: "kind" }, numbers.length ? count(numbers.length) : t("empty")), cards(numbers)];
}

function aboutSpots() {
  const numbers = shown.strikes.filter((number) => selected.spots.includes(strikes[number].spot));
  const [first, ...others] = selected.spots;
  return [
    el("h2", null, named(first)),
    el("p", { class: "kind" }, t(entities[first].kind), otherName(first), " · ", count(numbers.length)),
    others.length ? el("details", null, el("summary", null, `${t("inside")}: ${t("other-n", { n: others.length })}`), el("p", null, joined(others.map(named)))) : "",
    numbers.length ? cards(numbers) : el("p", null, t("empty")),
  ];
}

function aboutStrikes() {
  return [el("h2", null, selected.title ?? t("strike")), el("p", { class: "kind" }, count(selected.strikes.length)), cards(selected.strikes)];
}

function overview() {
  if (!strikes.length) return [el("h2", null, t("overview")), el("p", null, t("nothing"))];
  const pairs = tally(shown.rows, (row) => [`${rows[row][1]} ${strikes[rows[row][0]].target}`]);
  const replies = shown.strikes.filter((number) => strikes[number].response);
  const ranking = (found, describe, pick) => {
    const box = el("ol", { class: "ranking" });
    const top = found[0]?.[1] ?? 1;
    const add = (from, to) => {
      box.append(...found.slice(from, to).map(([key, n]) => {
        const bar = el("i", { class: "bar", "aria-hidden": "true" });
        bar.style.inlineSize = `${(100 * n) / top}%`;
        return el("li", null, el("button", { type: "button", click: () => select(pick(key)) }, el("span", { class: "text" }, describe(key)), el("b", null, n), bar));
      }));
      const rest = found.length - to;
      if (rest > 0) {
        const more = el("li", null, el("button", { type: "button", class: "more", click: () => { more.remove(); add(to, to + 20); } }, t("more", { n: Math.min(rest, 20) })));
        box.append(more);
      }
    };
    add(0, 8);
    return box;
  };
  const ofPair = (key) => {
    const [who, whom] = key.split(" ").map(Number);
    const numbers = distinct(shown.rows.filter((row) => rows[row][1] === who && strikes[rows[row][0]].target === whom).map((row) => rows[row][0]));
    return { strikes: numbers, title: pairName(key) };
  };
  const pairName = (key) => {
    const [who, whom] = key.split(" ").map(Number);
    return el("span", null, named(who), el("span", { class: "arrow" }, ` ${t("arrow")} `), named(whom), surestOf(who, whom));
  };
  const surestOf = (who, whom) => {
    const told = shown.rows.filter((row) => rows[row][1] === who && strikes[rows[row][0]].target === whom).map((row) => SURE.indexOf(rows[row][2]));
    const surest = SURE[Math.min(...told)];
    return who >= 0 && surest !== "stated" && [" ", sureness(surest)];
  };
  const landing = tally(replies, (number) => hit(strikes[number]).filter((entity) => entities[entity].kind !== "actor"));
  const atEntity = (numbers) => (entity) => ({ strikes: numbers.filter((number) => hit(strikes[number]).includes(entity)), title: named(entity) });
  return [
    el("h2", null, t("overview")), el("p", { class: "hint" }, t("overview-hint")),
    pairs.length ? ranking(pairs, pairName, ofPair) : el("p", null, t("empty")),
    landing.length ? el("h2", { class: "part" }, t("answered-where")) : "", landing.length ? ranking(landing, named, atEntity(replies)) : "",
  ];
}
