// The strikes and what of them passes the filters.
// A row is one attacker of one strike; filters on attacker and certainty look at rows, the others at strikes.

const { entities, strikes, rows, articles } = data;
const rowsOf = strikes.map(() => []);
rows.forEach(([strike], number) => rowsOf[strike].push(number));
const answeredBy = strikes.map(() => []);
strikes.forEach((strike, number) => (strike.answers ?? []).forEach((earlier) => answeredBy[earlier].push(number)));

const days = strikes.map((strike) => strike.day).filter(Boolean);
const firstDay = days[0] ?? "";
const lastDay = days.at(-1) ?? "";

/** What a strike hit: its target, then the places where it landed. */
const hit = (strike) => [strike.target, ...(strike.places ?? [])];

/** An entity and all that lies around it. */
const around = entities.map((_, index) => {
  const chain = [];
  for (let at = index; at !== undefined && !chain.includes(at); at = entities[at].place) chain.push(at);
  return chain;
});

const READABLE = 110; // nodes that can be told apart without zooming in

/** The fewest strikes of a place drawn at first: 1, or what leaves a picture that can be read. */
function atFirst() {
  const sizes = data.nodes.map((node) => node.strikes).sort((a, b) => b - a);
  return sizes.length > READABLE ? sizes[READABLE] + 1 : 1;
}

const allOpen = () => ({
  who: "", whom: "", means: new Set(data.means), certainty: new Set(data.certainties),
  from: "", to: "", responses: false, text: "", landing: true, least: atFirst(),
});
let filter = allOpen();
let shown = { rows: [], strikes: [], isShown: new Uint8Array(strikes.length), undatedOut: 0 };

const texts = new Map();
/** All that a strike can be found by, folded once. */
function textOf(number) {
  if (!texts.has(number)) {
    const strike = strikes[number];
    const who = rowsOf[number].map((row) => rows[row][1]).filter((entity) => entity >= 0);
    const names = [...who, ...hit(strike), ...(strike.origins ?? []), ...(strike.weapons ?? [])]
      .flatMap((entity) => [entities[entity].ar, entities[entity].en ?? "", ...(entities[entity].also ?? [])]);
    const said = strike.accounts.flatMap((account) => {
      const article = articles[account.article] ?? {};
      return [account.quote, article.title ?? "", article.outlet ?? ""];
    });
    texts.set(number, folded([...names, ...said].join("\n")));
  }
  return texts.get(number);
}

function passes(number) {
  const strike = strikes[number];
  if (!filter.means.has(strike.means) || (filter.responses && !strike.response)) return false;
  if (filter.whom !== "" && !hit(strike).some((entity) => around[entity].includes(filter.whom))) return false;
  return !filter.text || folded(filter.text).split(/\s+/).every((word) => textOf(number).includes(word));
}

function inPeriod(strike) {
  if (!filter.from && !filter.to) return true;
  return Boolean(strike.day) && (!filter.from || strike.day >= filter.from) && (!filter.to || strike.day <= filter.to);
}

/** Computes anew what passes the filters. */
function sift() {
  const found = { rows: [], strikes: [], isShown: new Uint8Array(strikes.length), undatedOut: 0 };
  strikes.forEach((strike, number) => {
    const left = rowsOf[number].filter(
      (row) => filter.certainty.has(rows[row][2]) && (filter.who === "" || rows[row][1] === filter.who),
    );
    if (!left.length || !passes(number)) return;
    if (!inPeriod(strike)) {
      found.undatedOut += strike.day ? 0 : 1;
      return;
    }
    found.rows.push(...left);
    found.strikes.push(number);
    found.isShown[number] = 1;
  });
  shown = found;
}

/** How often each value of `keys(strike number)` occurs, most frequent first. */
function tally(numbers, keys) {
  const found = new Map();
  for (const number of numbers) for (const key of new Set(keys(number))) found.set(key, (found.get(key) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1]);
}
