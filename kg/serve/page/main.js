// The page of questions: what is asked stands in the address, so that an answer can be bookmarked and sent on.
import { show, csv } from "./answer.js";

const byId = (id) => document.getElementById(id);
const OWN = { name: "own", parameters: [], tags: [], sparql: "SELECT ?strike ?day ?target WHERE {\n  GRAPH graph:strikes { ?strike a kg:Strike ; kg:day ?day ; kg:target ?target }\n}\nORDER BY ?day\nLIMIT 100\n" };
const labels = await (await fetch("page/labels.json")).json();
const questions = [OWN, ...(await (await fetch("questions")).json())];
const FIRST = questions.find((one) => one.name === "who-attacked-whom") || OWN;
const suggestions = new Map(); // a list for each type of parameter, fetched when it is first needed
let language = new URLSearchParams(location.search).get("language") || (navigator.language.startsWith("ar") ? "ar" : "en");
if (!(language in labels)) language = "en";
let question = FIRST;
let answer = null;

const label = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), labels[language][name]);
const summary = (one) => one.summary || label("own");

function create(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function listed() {
  const wanted = byId("search").value.trim().toLowerCase();
  const fits = (one) => [one.name, summary(one), ...one.tags].join(" ").toLowerCase().includes(wanted);
  byId("questions").replaceChildren(...questions.filter(fits).map((one) => {
    const button = create("button", { type: "button", onclick: () => go(one.name, {}) }, create("bdi", { textContent: summary(one) }), create("small", {}, create("bdi", { textContent: one.name })));
    button.setAttribute("aria-current", String(one === question));
    return create("li", {}, button);
  }));
}

function field(parameter, value) {
  const input = create("input", { name: parameter.name, value: value ?? parameter.default ?? "", autocomplete: "off", dir: "auto" });
  if (parameter.type === "date") input.placeholder = label("date");
  else if (parameter.type === "integer") Object.assign(input, { type: "number", placeholder: label("integer") });
  else {
    input.placeholder = label("any");
    input.setAttribute("list", `names-${parameter.type}`);
    suggest(parameter.type);
  }
  return create("label", {}, create("bdi", { textContent: parameter.about || parameter.name }), input);
}

async function suggest(type) {
  if (suggestions.has(type)) return;
  suggestions.set(type, null);
  const list = create("datalist", { id: `names-${type}` });
  document.body.append(list);
  const names = await (await fetch(`names?type=${encodeURIComponent(type)}`)).json();
  suggestions.set(type, names);
  named(list, names);
}

function named(list, names) {
  const [first, second] = language === "ar" ? ["ar", "en"] : ["en", "ar"];
  list.replaceChildren(...names.map((one) => create("option", { value: one[first] || one[second] || one.id, label: [one[second], one.id].filter(Boolean).join(" · ") })));
}

function draw(values) {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  for (const one of document.querySelectorAll("[data-label]")) one.textContent = label(one.dataset.label);
  for (const one of document.querySelectorAll("[data-placeholder]")) one.placeholder = label(one.dataset.placeholder);
  for (const one of document.querySelectorAll("[data-name]")) one.setAttribute("aria-label", label(one.dataset.name));
  for (const [type, names] of suggestions) if (names) named(byId(`names-${type}`), names);
  byId("endpoint").textContent = new URL("sparql", location.href.split(/[?#]/)[0]).href;
  byId("summary").replaceChildren(create("bdi", { textContent: summary(question) }));
  byId("description").replaceChildren(create("bdi", { textContent: question === OWN ? label("own-about") : question.description }));
  byId("parameters").replaceChildren(...question.parameters.map((one) => field(one, values[one.name])));
  listed();
}

const given = () => Object.fromEntries([...new FormData(byId("form"))].filter(([, value]) => value.trim()));

/** The address says what is asked: #name?parameter=value. */
function go(name, values) {
  const query = new URLSearchParams(values).toString();
  const hash = `#${name}${query && "?"}${query}`;
  if (location.hash === hash) opened();
  else location.hash = hash;
}

function opened() {
  const [name, query] = location.hash.slice(1).split("?");
  question = location.hash ? questions.find((one) => one.name === name) || OWN : FIRST;
  byId("question").dataset.address = location.hash; // what stands there now, for whoever waits for an answer
  byId("sparql").value = question.sparql;
  byId("editor").open = question === OWN;
  draw(Object.fromEntries(new URLSearchParams(query || "")));
  document.title = summary(question);
  ask();
}

async function ask() {
  const asked = { name: question === OWN ? "" : question.name, params: given(), language };
  const text = byId("sparql").value;
  if (question === OWN || text !== question.sparql) asked.sparql = text;
  const this_one = (ask.last = {}); // answers that come late are not for the question that stands there now
  byId("question").setAttribute("aria-busy", "true");
  byId("told").textContent = label("asking");
  byId("error").hidden = true;
  let found;
  try {
    const response = await fetch("ask", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
    found = await response.json();
  } catch {
    found = { error: label("lost") };
  }
  if (ask.last !== this_one) return;
  answer = found.error ? null : found;
  byId("csv").disabled = !answer?.rows.length;
  byId("answer").hidden = !answer?.rows.length;
  byId("error").hidden = !found.error;
  byId("error").textContent = found.error || "";
  byId("told").textContent = answer ? show(byId("answer"), answer, label) : "";
  byId("question").setAttribute("aria-busy", "false");
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (byId("sparql").value === question.sparql && question !== OWN) go(question.name, given());
  else ask();
});
byId("csv").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([csv(answer)], { type: "text/csv;charset=utf-8" }));
  create("a", { href: url, download: `${question.name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
});
byId("language").addEventListener("click", () => {
  language = language === "ar" ? "en" : "ar";
  draw(given());
  ask();
});
byId("search").addEventListener("input", listed);
addEventListener("hashchange", opened);
opened();
