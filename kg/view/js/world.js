// The ground of the map: coastlines, borders and names, moved and zoomed by mouse, fingers, wheel and keys.

const WORLD = 65536; // units around the equator, as in kg.view.spots
const NEAREST = data.tiles ? 50 : 12; // pixels per unit: some 40 metres to a pixel, or 10 where there are pictures of the ground
const FARTHEST = 0.02;
const LABELLED = [[0.02, 0.9], [0.22, NEAREST]]; // between which scales countries and governorates are named
let eye = null; // {x, y, k, moved}: the units in the middle of the picture, pixels per unit
let ground = null; // {names} once the land is drawn
let drawnAt = 0; // the scale for which what lies on the ground was laid out

const spread = () => [$("world").clientWidth, $("world").clientHeight];

/** Draws the land, once: it is only needed where the map is looked at. */
function openWorld() {
  if (ground) return;
  const { land, names } = JSON.parse($("ground").textContent);
  ground = { names };
  $("land").replaceChildren(...land.map((d) => svg("path", { d })));
  const fingers = new Map();
  let dragged = false;
  const world = $("world");
  world.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    fingers.set(event.pointerId, event);
    dragged = fingers.size > 1;
  });
  world.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before || (!dragged && Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < 4)) return;
    if (!dragged) world.setPointerCapture(event.pointerId);
    dragged = true;
    const other = [...fingers.values()].find((one) => one.pointerId !== event.pointerId);
    fingers.set(event.pointerId, event);
    mapCamera.move(before.clientX - event.clientX, before.clientY - event.clientY, other ? 0.5 : 1);
    if (other) mapCamera.zoom(between(event, other) / Math.max(between(before, other), 1), middleOf(event, other));
  });
  for (const end of ["pointerup", "pointercancel"]) world.addEventListener(end, (event) => fingers.delete(event.pointerId));
  world.addEventListener("click", (event) => {
    if (dragged) event.stopPropagation(); // the end of a drag is no click
    else if (event.target === world || $("land").contains(event.target)) select(null);
    dragged = false;
  }, true);
  world.addEventListener("dblclick", (event) => mapCamera.zoom(2, event));
  world.addEventListener("wheel", (event) => {
    event.preventDefault();
    mapCamera.zoom(2 ** (-event.deltaY / (event.deltaMode ? 10 : 250)), event);
  }, { passive: false });
  new ResizeObserver(lookAgain).observe(world);
}

const between = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
const middleOf = (a, b) => ({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });

const mapCamera = {
  move(dx, dy, share = 1) {
    eye = { ...eye, x: eye.x + (share * dx) / eye.k, y: eye.y + (share * dy) / eye.k, moved: true };
    lookAgain();
  },
  /** Zooms so that what is at `spot` on the screen stays there. */
  zoom(by, spot = null) {
    const k = Math.max(FARTHEST, Math.min(eye.k * by, NEAREST));
    const box = $("world").getBoundingClientRect();
    const [dx, dy] = spot ? [spot.clientX - box.x - box.width / 2, spot.clientY - box.y - box.height / 2] : [0, 0];
    eye = { x: eye.x + dx / eye.k - dx / k, y: eye.y + dy / eye.k - dy / k, k, moved: true };
    lookAgain();
  },
  fit() {
    eye = { ...eye, moved: false };
    lookAgain();
    writeState();
  },
};

/** Where to stand to see all of `points`, the whole of the Middle East when there are none. */
function fitted(points) {
  const [xs, ys] = points.length ? [0, 1].map((axis) => points.map((point) => point[axis])) : [[38500, 43500], [25000, 30500]];
  const [w, h] = spread();
  const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [above, below] = [70, 60]; // room for the legend and for names
  const k = Math.max(FARTHEST, Math.min((w - 160) / (right - left + 1), (h - above - below) / (low - top + 1), 1.2));
  return { x: (left + right) / 2, y: (top + low - (above - below) / k) / 2, k, moved: false };
}

let looking = 0;
/** Shows the ground as the eye sees it; what lies on it is laid out anew where the scale has changed. */
function lookAgain() {
  cancelAnimationFrame(looking);
  looking = requestAnimationFrame(() => {
    if (tab !== "map" || !eye || !$("world").clientWidth) return;
    if (!eye.moved) eye = fitted(mapSpots.map(({ at }) => at)); // the window has another size
    placeWorld();
    if (drawnAt !== eye.k) layMap();
    if (eye.moved) writeState();
  });
}

function placeWorld() {
  const [w, h] = spread();
  const shift = `translate(${w / 2 - eye.x * eye.k} ${h / 2 - eye.y * eye.k})`;
  $("world").setAttribute("viewBox", `0 0 ${w} ${h}`); // so that paper of another size shows the same
  $("land").setAttribute("transform", `${shift} scale(${eye.k})`);
  $("tiles").setAttribute("transform", `${shift} scale(${eye.k})`);
  $("over").setAttribute("transform", shift);
  if (data.tiles) placeTiles(w, h);
  const kilometre = eye.k * (WORLD / 40075.017) / Math.cos(latitudeOf(eye.y)); // Mercator stretches with the latitude
  const length = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].findLast((km) => km * kilometre <= 120) ?? 1;
  $("scale").style.inlineSize = `${length * kilometre}px`;
  $("scale").textContent = t("km", { n: length });
}

const tiles = new Map(); // "z x y" -> picture
/** Fetches the pictures of the ground that are looked at; only a page that was written with the address of a server does. */
function placeTiles(w, h) {
  const z = Math.max(0, Math.min(Math.round(Math.log2((eye.k * WORLD) / 256)), 19));
  const size = WORLD / 2 ** z;
  const span = (middle, length) => [middle - length / 2 / eye.k, middle + length / 2 / eye.k].map((edge) => Math.max(0, Math.min(Math.floor(edge / size), 2 ** z - 1)));
  const [[left, right], [top, low]] = [span(eye.x, w), span(eye.y, h)];
  const wanted = new Set();
  for (let x = left; x <= right; x += 1) for (let y = top; y <= low; y += 1) wanted.add(`${z} ${x} ${y}`);
  for (const [key, picture] of tiles) if (!wanted.has(key)) { picture.remove(); tiles.delete(key); }
  for (const key of wanted) {
    if (tiles.has(key)) continue;
    const [, x, y] = key.split(" ").map(Number);
    const href = data.tiles.url.replace("{z}", z).replace("{x}", x).replace("{y}", y);
    tiles.set(key, svg("image", { href, x: x * size, y: y * size, width: size, height: size }));
    $("tiles").append(tiles.get(key));
  }
}

/** In radians, from units of the map. */
const latitudeOf = (y) => Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD)));

/** The names of countries and governorates, where the names and discs of `boxes` leave room. */
function groundNames(boxes) {
  const taken = [...boxes];
  return ground.names.flatMap(([rank, x, y, ar, en]) => {
    const [from, to] = LABELLED[rank];
    if (eye.k < from || eye.k > to) return [];
    const text = language === "ar" ? ar : en;
    const size = rank ? 11 : 13;
    const box = { x: x * eye.k, y: y * eye.k, w: widthOf(text, size, !rank) / 2 + 6, h: size * 0.7 };
    if (taken.some((other) => !apart(box, other))) return [];
    taken.push(box);
    return [svg("text", { x: box.x, y: box.y, class: `ground rank-${rank}`, "font-size": size }, text)];
  });
}
