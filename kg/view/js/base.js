"use strict";
// What every part of the page uses: elements, words in two languages, text that keeps its direction.
// Nothing of the data ever becomes markup: all text goes through text nodes.

const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
let language = "en";

/** An element; attributes that are functions are listeners; children and attributes that are nothing are left out. */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

/** A word of the interface, with `{name}` filled from `values`. */
function t(key, values = {}) {
  return data.labels[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** "3 strikes", by the plural forms of the language. */
const count = (n) => t(`strikes-${new Intl.PluralRules(language).select(n)}`, { n });

const DATE = /(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})/;

/** Arabic text, right to left whatever stands beside it; days written with hyphens keep their order (UAX #9 would reverse them). */
function arabic(text, tag = "bdi") {
  const parts = String(text).split(DATE);
  return el(tag, { dir: "rtl", lang: "ar" }, parts.map((part, i) => (i % 2 ? el("bdi", { dir: "ltr", class: "date" }, part) : part)));
}

/** A day, an hour or a span of days, always read from year to day. */
function dated(iso) {
  return el("bdi", { dir: "ltr", class: "date" }, iso ? iso.replace("/", " – ") : t("no-date"));
}

/** What an entity is called in the reader's language, in Arabic where it has no other name; -1 is the attacker whom nobody names. */
function nameOf(index) {
  if (index < 0) return t("unknown");
  return (language === "en" && entities[index].en) || entities[index].ar;
}

/** The same as an element that keeps its direction. */
function named(index) {
  const name = nameOf(index);
  if (index < 0) return el("bdi", { class: "nobody" }, name);
  const { ar, en } = entities[index];
  const made = name === ar ? arabic(name) : el("bdi", { dir: "ltr", lang: "en" }, name);
  if (en && ar !== en) made.title = name === ar ? en : ar;
  return made;
}

/** What the entity is called in the other language, behind a dot. */
function otherName(index) {
  if (index === undefined || index < 0) return "";
  const { ar, en } = entities[index];
  if (!en || ar === en) return "";
  return [" · ", nameOf(index) === ar ? el("bdi", { dir: "ltr", lang: "en" }, en) : arabic(ar)];
}

/** Numbers with their signs, read from left to right in both languages. */
const figures = (text) => el("bdi", { dir: "ltr" }, text);

function means(key) {
  const mark = el("i", { class: "swatch", "aria-hidden": "true" });
  mark.style.background = `var(--${key})`;
  return el("span", { class: "means" }, mark, t(key));
}

/** Letters that writers use for one another become one; vowels and tatweel go: what is searched is what is meant. */
function folded(text) {
  return text.toLowerCase().normalize("NFKC").replace(/[\u064b-\u065f\u0670\u0640\u200c-\u200f\u2066-\u2069]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/ؤ/g, "و").replace(/ئ/g, "ي");
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children.flat());
  return made;
}

/** The line at the foot of a drawing that says what is under the pointer. */
function hover(...parts) {
  $("hover").hidden = !parts.length;
  $("hover").replaceChildren(...parts.flat());
}

const narrow = window.matchMedia("(max-width: 60rem)");

/** Listeners for something that is no button but acts as one. */
function pressable(act) {
  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
  return { tabindex: 0, role: "button", click: act, keydown: press };
}
