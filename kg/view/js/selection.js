// What is selected: {node} | {edge} | {spots: [entity, ...]} | {strikes: [number, ...], title?}. Every view shows it in its way.

let selected = null;

/** The strikes that belong to what is selected; null when nothing is. */
function chosenStrikes() {
  if (!selected) return null;
  if (selected.strikes) return new Set(selected.strikes);
  if (selected.edge !== undefined) return new Set(strikesOfEdge(selected.edge));
  if (selected.spots) return new Set(shown.strikes.filter((number) => selected.spots.includes(strikes[number].spot)));
  return new Set(shown.strikes.filter((number) => nodesOf(number).has(selected.node)));
}

function select(what) {
  selected = what;
  VIEWS[tab].mark();
  paintPanel();
  writeState();
  $("panel").scrollTop = 0;
  if (document.activeElement === document.body) $("panel").focus({ preventScroll: true }); // what was pressed is gone
  if (what && narrow.matches) $("panel").scrollIntoView({ block: "start" });
}

/** Sets off the elements below `box` that stand for strikes of the selection; `numbersOf` tells which they stand for. */
function markChosen(box, items, numbersOf) {
  const chosen = chosenStrikes();
  box.classList.toggle("choosing", Boolean(chosen));
  for (const item of items) {
    const isChosen = Boolean(chosen) && numbersOf(item).some((number) => chosen.has(number));
    item.classList.toggle("chosen", isChosen);
    if (isChosen) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

/** Lets arrow keys move among the elements below `box` that match `selector`, so that Tab need not visit each. */
function roving(box, selector, [next, before]) {
  box.addEventListener("keydown", (event) => {
    const items = [...box.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    const steps = { [next]: at + 1, [before]: at - 1, Home: 0, End: items.length - 1, PageDown: at + 10, PageUp: at - 10 };
    if (at < 0 || steps[event.key] === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = items[Math.max(0, Math.min(steps[event.key], items.length - 1))];
    enter(items, to);
    to.focus();
  });
}

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The same for things on a plane: an arrow key leads to the nearest that way, one aside counting as farther. */
function rovingAround(box, selector) {
  box.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    const items = [...box.querySelectorAll(selector)];
    const here = document.activeElement;
    if (!way || !items.includes(here)) return;
    event.preventDefault();
    event.stopPropagation();
    const middle = (item) => { const { x, y, width, height } = item.getBoundingClientRect(); return [x + width / 2, y + height / 2]; };
    const [x, y] = middle(here);
    const far = (item) => {
      const [dx, dy] = [middle(item)[0] - x, middle(item)[1] - y];
      const along = dx * way[0] + dy * way[1];
      return along > 1 ? along + 2 * Math.abs(dx * way[1] + dy * way[0]) : Infinity;
    };
    const to = items.reduce((best, item) => (item !== here && far(item) < (best ? far(best) : Infinity) ? item : best), null);
    if (!to) return;
    enter(items, to);
    to.focus();
  });
}

/** Makes one of `items` the one that Tab reaches. */
function enter(items, one) {
  for (const item of items) item.setAttribute("tabindex", item === one ? 0 : -1);
}
