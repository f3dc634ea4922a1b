// An answer as a table and as CSV.
const SHOWN = 1000; // rows in the table: more make the browser slow, and nobody reads them
const LONG = 60; // letters from which a cell gets room
const STRIKE = "https://w3id.org/strike-kg/strike/";

const text = (cell) => (cell === null ? "" : typeof cell === "object" ? cell.label : String(cell));

function create(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function compared(one, other) {
  if (one === null || other === null) return (one === null) - (other === null); // what is not told comes last
  return typeof one === "number" && typeof other === "number" ? one - other : text(one).localeCompare(text(other));
}

/** Fills the table in `place` and returns what is to be told of it; a strike leads to the quotes behind it. */
export function show(place, { columns, rows }, label) {
  const order = { column: -1, down: 1 };

  function cell(value) {
    if (typeof value === "number") return create("td", { className: "number", textContent: value });
    if (typeof value === "boolean") return create("td", { textContent: label(value ? "yes" : "no") });
    const words = text(value);
    if (value?.iri?.startsWith(STRIKE)) {
      const link = create("a", { href: `#evidence?${new URLSearchParams({ strike: value.id })}`, title: label("evidence") }, create("bdi", { textContent: words, dir: words === value.id ? "ltr" : "auto" }));
      return create("td", {}, link);
    }
    const made = create("td", { title: value?.iri || "" }, create("bdi", { textContent: words, dir: "auto" }));
    if (/^\d{4}-\d\d-\d\d/.test(words)) made.className = "plain";
    else if (words.length > LONG) made.className = "long";
    return made;
  }

  function head(name, index) {
    const button = create("button", { type: "button", title: label("sort", { column: name }), textContent: name });
    button.addEventListener("click", () => {
      order.down = order.column === index ? -order.down : 1;
      order.column = index;
      rows.sort((one, other) => order.down * compared(one[index], other[index]));
      draw();
      place.querySelectorAll("th")[index].querySelector("button").focus();
    });
    const made = create("th", { scope: "col", className: rows.some((row) => typeof row[index] === "number") ? "number" : "" }, button);
    if (order.column === index) made.setAttribute("aria-sort", order.down > 0 ? "ascending" : "descending");
    return made;
  }

  function draw() {
    place.querySelector("thead").replaceChildren(create("tr", {}, ...columns.map(head)));
    place.querySelector("tbody").replaceChildren(...rows.slice(0, SHOWN).map((row) => create("tr", {}, ...row.map(cell))));
  }

  draw();
  place.scrollTop = 0;
  if (!rows.length) return label("none");
  if (rows.length > SHOWN) return label("cut", { n: rows.length, shown: SHOWN });
  return rows.length === 1 ? label("row") : label("rows", { n: rows.length });
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csv({ columns, rows }) {
  const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return "\ufeff" + [columns, ...rows].map((row) => row.map((value) => quoted(text(value))).join(",")).join("\r\n") + "\r\n";
}
