// The network: vis-network draws nodes and lines, we write the names.

const SURE = data.certainties; // from the surest down
const DASHES = { stated: false, claimed: [11, 5], accused: [5, 4], suspected: [2, 4], denied: [1, 9], unnamed: [9, 4, 2, 4] };
const nodeOf = new Map(); // entity -> node
data.nodes.forEach((node) => {
  for (const member of node.members ?? [node.entity]) if (member !== undefined) nodeOf.set(member, node.id);
});
const nobody = data.nodes.find((node) => node.kind === "unknown")?.id;
const edgesOf = data.nodes.map(() => []);
data.edges.forEach((edge) => { edgesOf[edge.from].push(edge.id); if (edge.to !== edge.from) edgesOf[edge.to].push(edge.id); });
const live = new Uint8Array(rows.length); // which rows pass the filters
const nodeCount = new Array(data.nodes.length).fill(0);
const edgeRows = data.edges.map((edge) => edge.rows);
let picture = null; // {network, nodes, edges} once drawn
let lit = null; // the nodes and edges that belong to what is selected; null when all stand equal
let pointed = null; // the node or edge under the pointer

const radius = (n) => Math.min(7 + 3.2 * Math.sqrt(n), 34); // as kg.view.page.radius
let colours = {};
const colour = (name) => (colours[name] ??= getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());

function nodeName(node) {
  if (node.kind === "unknown") return t("unknown");
  if (node.entity === undefined) return `${t(`rest-${node.kind}`)} (${node.members.length})`;
  const inside = (node.members ?? []).filter((member) => member !== node.entity).length;
  return nameOf(node.entity) + (inside ? ` (+${inside})` : "");
}

/** The nodes that a strike touches on the page. */
function nodesOf(number) {
  const who = rowsOf[number].filter((row) => live[row])
    .map((row) => (rows[row][1] < 0 ? nobody : nodeOf.get(rows[row][1])));
  return new Set([...who, ...hit(strikes[number]).map((entity) => nodeOf.get(entity))]);
}

/** How many of the strikes that pass the filters each node and line stands for. */
function recount() {
  live.fill(0);
  shown.rows.forEach((row) => { live[row] = 1; });
  nodeCount.fill(0);
  for (const number of shown.strikes) for (const node of nodesOf(number)) nodeCount[node] += 1;
  for (const edge of data.edges) edgeRows[edge.id] = edge.rows.filter((row) => live[row]);
}

function drawNetwork() {
  const turned = $("canvas").clientHeight > $("canvas").clientWidth * 1.1; // a narrow window gets the picture on its side
  const nodes = new vis.DataSet(data.nodes.map(({ label, members, ...node }) => (turned ? { ...node, x: node.y, y: node.x } : node)));
  const edges = new vis.DataSet(data.edges.map(({ rows: _, ...edge }) => edge));
  picture = { nodes, edges, network: null };
  paintNetwork();
  const network = new vis.Network($("canvas"), { nodes, edges }, data.options);
  picture.network = network;
  network.once("afterDrawing", () => performance.mark("network-drawn"));
  network.on("afterDrawing", writeNames);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) select({ node });
    else if (edge !== undefined) select({ edge });
    else select(null);
  });
  for (const [event, key] of [["hoverNode", "node"], ["hoverEdge", "edge"]]) {
    network.on(event, (what) => { pointed = { [key]: what[key] }; showPointed(); });
  }
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => { pointed = null; showPointed(); });
  fitNetwork(false);
}

function showNetwork() {
  if (picture) paintNetwork();
  else if (window.vis) drawNetwork();
}

function fitNetwork(animate = true) {
  const seen = data.nodes.filter(isDrawn).map((node) => node.id);
  if (!seen.length) return;
  picture.network.fit({ nodes: seen, maxZoomLevel: 1.35 });
  const scale = picture.network.getScale() * 0.92; // room for the names at the rim
  picture.network.moveTo({ scale, animation: animate && { duration: 200 } });
}

/** Brings widths, sizes, colours and what is hidden in line with filters, selection and theme. */
function paintNetwork() {
  if (!picture) return;
  lit = highlighted();
  colours = {}; // the theme may have changed
  const glow = colour("glow");
  const drawn = data.edges.filter((edge) => isDrawn(data.nodes[edge.from]) && isDrawn(data.nodes[edge.to])).length;
  const strong = lit || drawn < 150 ? 0.9 : drawn < 500 ? 0.7 : 0.5; // in a thicket names must stand out
  picture.nodes.update(data.nodes.map((node) => {
    const tone = colour(node.kind);
    const rim = node.kind === "unknown" ? colour("ink") : colour("paper");
    const chosen = selected?.node === node.id;
    const border = chosen ? colour("accent") : rim;
    const paint = { background: tone, border };
    return {
      id: node.id, hidden: !isDrawn(node), size: radius(nodeCount[node.id]),
      color: { ...paint, highlight: paint, hover: paint }, borderWidth: chosen ? 4 : 1.5,
      opacity: lit && !lit.nodes.has(node.id) ? 0.25 : 1,
      shapeProperties: { borderDashes: node.kind === "unknown" ? [4, 3] : false },
    };
  }));
  picture.edges.update(data.edges.map((edge) => {
    const left = edgeRows[edge.id];
    const landed = edge.means === "landed";
    const surest = SURE[Math.min(...left.map((row) => SURE.indexOf(rows[row][2])))];
    const dim = lit && !lit.edges.has(edge.id);
    const width = landed ? 1 : 1.2 + 1.5 * Math.log2(1 + new Set(left.map((row) => rows[row][0])).size);
    const tone = colour(landed ? "faint" : edge.means);
    return {
      id: edge.id, hidden: !isEdgeDrawn(edge), width,
      dashes: landed ? [1, 5] : DASHES[surest] ?? false,
      color: { color: tone, highlight: tone, hover: tone, opacity: dim ? 0.1 : surest === "denied" ? strong * 0.6 : strong },
      background: { enabled: Boolean(edge.response) && !dim, color: glow, size: width + (drawn < 150 ? 7 : 5) },
    };
  }));
}

/** Actors are drawn when they have strikes, places when they have enough; a selected node always. */
function isDrawn(node) {
  if (!nodeCount[node.id] || (!filter.landing && onlyLanded(node.id))) return false;
  return isActor(node) || nodeCount[node.id] >= filter.least || Boolean(lit?.nodes.has(node.id));
}

const isEdgeDrawn = ({ id, from, to, means }) =>
  edgeRows[id].length > 0 && isDrawn(data.nodes[from]) && isDrawn(data.nodes[to]) && (filter.landing || means !== "landed");

const onlyLanded = (node) => edgesOf[node].every((edge) => data.edges[edge].means === "landed" || !edgeRows[edge].length);

function highlighted() {
  if (!selected) return null;
  if (selected.node !== undefined) {
    const edges = new Set(edgesOf[selected.node]);
    return { edges, nodes: new Set([selected.node, ...[...edges].flatMap((edge) => [data.edges[edge].from, data.edges[edge].to])]) };
  }
  if (selected.edge !== undefined) {
    const { from, to } = data.edges[selected.edge];
    return { edges: new Set([selected.edge]), nodes: new Set([from, to]) };
  }
  const chosen = chosenStrikes();
  const edges = data.edges.filter((edge) => edge.rows.some((row) => chosen.has(rows[row][0]))).map((edge) => edge.id);
  return { edges: new Set(edges), nodes: new Set([...chosen].flatMap((number) => [...nodesOf(number)])) };
}

/** Names on the screen, attackers first, then by strikes: each where it covers no other name and no node (attackers' names may cover
 * nodes rather than be missing); what finds no room appears as one zooms in. */
function writeNames(ctx) {
  const { network } = picture;
  const scale = network.getScale();
  const at = network.getPositions();
  const first = (node) => (lit?.nodes.has(node.id) ? 4 : 0) + (pointed?.node === node.id ? 2 : 0) + (isActor(node) ? 1 : 0);
  const discs = data.nodes.filter((node) => at[node.id] && isDrawn(node))
    .sort((a, b) => first(b) - first(a) || nodeCount[b.id] - nodeCount[a.id])
    .map((node) => {
      const r = radius(nodeCount[node.id]) * scale;
      const keen = isActor(node) || pointed?.node === node.id || selected?.node === node.id;
      const [x, y] = [at[node.id].x * scale, at[node.id].y * scale];
      return { node, x, y, r, text: shortened(nodeName(node)), size: Math.round(Math.min(12 + r / 7, 16)), bold: isActor(node), keen };
    });
  const middle = network.getViewPosition();
  const view = { x: middle.x * scale, y: middle.y * scale, w: $("canvas").clientWidth / 2, h: $("canvas").clientHeight / 2 };
  const inside = (box) => Math.abs(box.x - view.x) + box.w < view.w && Math.abs(box.y - view.y) + box.h < view.h;
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour("paper");
  ctx.fillStyle = colour("ink");
  ctx.lineWidth = 3.5 / scale;
  standing(discs, inside).forEach((box, i) => {
    const { node, x, y, text, size, bold } = discs[i];
    ctx.font = fontOf(size, bold, scale);
    ctx.globalAlpha = lit && !lit.nodes.has(node.id) ? 0.3 : 1;
    if (node.kind === "unknown") ctx.fillText("?", x / scale, y / scale);
    if (!box) return;
    ctx.direction = isRightToLeft(text) ? "rtl" : "ltr";
    ctx.strokeText(text, box.x / scale, box.y / scale);
    ctx.fillText(text, box.x / scale, box.y / scale);
  });
  ctx.restore();
}

const isActor = (node) => node.kind === "actor" || node.kind === "unknown";

function showPointed() {
  if (pointed?.node !== undefined) {
    const node = data.nodes[pointed.node];
    hover(nodeHeading(node), otherName(node.entity), " · ", count(nodeCount[node.id]));
  } else if (pointed?.edge !== undefined) {
    hover(edgeHeading(data.edges[pointed.edge]), " · ", count(strikesOfEdge(pointed.edge).length));
  } else hover();
}

const strikesOfEdge = (edge) => [...new Set(edgeRows[edge].map((row) => rows[row][0]))];

function networkCounts() {
  const nodes = data.nodes.filter((node) => nodeCount[node.id]);
  const drawn = nodes.filter(isDrawn);
  const parts = [t("nodes-shown", { n: drawn.length, e: data.edges.filter(isEdgeDrawn).length })];
  if (drawn.length < nodes.length) parts.push(t("small-out", { n: nodes.length - drawn.length, least: filter.least }));
  return parts;
}

const networkCamera = {
  move(dx, dy) {
    const { x, y } = picture.network.getViewPosition();
    const scale = picture.network.getScale();
    picture.network.moveTo({ position: { x: x + dx / scale, y: y + dy / scale } });
  },
  zoom: (by) => picture.network.moveTo({ scale: picture.network.getScale() * by, animation: { duration: 120 } }),
  fit: () => fitNetwork(),
};
