// Where names can stand in a drawing so that none covers another; the network and the map are lettered by it.

const LETTERS = 'system-ui, "Noto Sans Arabic", "Noto Sans", sans-serif';
const fontOf = (size, bold, scale = 1) => `${bold ? 600 : 400} ${size / scale}px ${LETTERS}`;
const shortened = (name) => (name.length > 32 ? `${name.slice(0, 31)}…` : name);
const isRightToLeft = (text) => /[\u0590-\u07ff]/.test(text);

const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
/** The width of a text in pixels. */
function widthOf(text, size, bold) {
  const key = `${bold}${size}${text}`;
  if (!widths.has(key)) {
    pen.font = fontOf(size, bold);
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

/** Where a name may stand around its disc: below, above, at the sides, at the corners. */
function seats(r, w, h) {
  const [x, y] = [r * 0.7 + w, r + h * 0.6];
  return [[0, r + h], [0, -r - h], [r + w, 0], [-r - w, 0], [x, y], [-x, y], [x, -y], [-x, -y]];
}

const apart = (a, b) => Math.abs(a.x - b.x) >= a.w + b.w || Math.abs(a.y - b.y) >= a.h + b.h;

/** For each disc {x, y, r, text, size, bold, keen}, in order of importance, the box of its name: middle and half the sides, none where
 * it finds no room. Names cover no other name and no disc; a keen one covers discs rather than be missing. */
function standing(discs, inside = () => true) {
  const taken = [];
  const round = discs.map(({ x, y, r }) => ({ x, y, w: r, h: r }));
  return discs.map((disc, own) => {
    const [w, h] = [widthOf(disc.text, disc.size, disc.bold) / 2 + 2, disc.size * 0.68];
    const boxes = seats(disc.r, w, h).map(([dx, dy]) => ({ x: disc.x + dx, y: disc.y + dy, w, h }));
    const free = (box) => inside(box) && taken.every((other) => apart(box, other));
    const box = boxes.find((one) => free(one) && round.every((other, i) => i === own || apart(one, other)))
      ?? (disc.keen ? boxes.find(free) : undefined);
    if (box) taken.push(box);
    return box;
  });
}
