// One strike in words: what happened, who says so, and the quotes behind it.

const SIGN = { exact: "", about: "≈ ", "at-least": "≥ ", "more-than": "> ", "up-to": "≤ ", "fewer-than": "< " };
const quantity = ([value, qualifier]) => SIGN[qualifier] + value;
const distinct = (values) => [...new Set(values)];

/** Numbers of munitions over all accounts, or "" when none is told. */
const countOf = (strike) => distinct(strike.accounts.filter((account) => account.count).map((account) => quantity(account.count))).join(" / ");

/** Killed or injured over all accounts. */
function harmOf(strike, harm) {
  const told = strike.accounts.flatMap((account) => account.harm ?? []).filter(([kind]) => kind === harm);
  return distinct(told.map(([, value, qualifier]) => quantity([value, qualifier]))).join(" / ");
}

function attackersOf(number) {
  return rowsOf[number].map((row) => el("span", { class: "party" }, named(rows[row][1]), rows[row][1] >= 0 && [" ", sureness(rows[row][2])]));
}

const sureness = (key) => el("span", { class: `sure sure-${key}` }, t(key));

const joined = (parts, separator = t("comma")) => parts.flatMap((part, i) => (i ? [separator, part] : [part]));

function link(number) {
  const strike = strikes[number];
  return el("button", { type: "button", class: "link", click: () => select({ strikes: [number] }) }, dated(strike.day), " ", t(strike.means), " ", named(strike.target));
}

function card(number) {
  const strike = strikes[number];
  const facts = el("dl");
  const fact = (key, ...value) => value.length && value.some((part) => part !== "") && facts.append(el("div", null, el("dt", null, t(key)), el("dd", null, ...value)));
  const list = (key, indices) => indices?.length && fact(key, ...joined(indices.map(named)));
  const counted = countOf(strike);
  fact("count", counted && figures(counted), counted.includes("/") ? el("em", null, ` ${t("differ")}`) : "");
  fact("casualties", ...joined(["killed", "injured"].flatMap((harm) => {
    const n = harmOf(strike, harm);
    return n ? [el("span", null, figures(n), ` ${t(harm)}`)] : [];
  })));
  fact("outcome", (strike.outcomes ?? []).map((outcome) => t(outcome)).join(" / "));
  list("landed-in", strike.places);
  list("origin", strike.origins);
  list("weapons", strike.weapons);
  list("claimed-by", strike.claimants);
  if (strike.answers?.length) {
    const how = el("em", null, ` ${t(strike.stated ? "stated-response" : "inferred-response")}`);
    fact("answers", ...joined(strike.answers.map(link), " "), how, strike.lag ? ` ${t("lag", { n: strike.lag })}` : "");
  } else if (strike.response) fact("response", t("trigger-untold"));
  if (answeredBy[number].length) fact("answered-by", ...joined(answeredBy[number].map(link), " "));
  return el("article", { class: strike.response ? "strike response" : "strike", "data-strike": number },
    el("h3", null, dated(strike.day), means(strike.means), strike.response && el("span", { class: "badge" }, t("response"))),
    el("p", { class: "who" }, joined(attackersOf(number)), el("span", { class: "arrow" }, ` ${t("arrow")} `), named(strike.target)),
    facts.children.length ? facts : null,
    el("h4", null, `${t("quotes")} (${strike.accounts.length})`),
    strike.accounts.map(quoted),
    selected?.strikes?.length === 1 ? "" : el("p", { class: "ways" }, el("button", { type: "button", class: "link", click: () => select({ strikes: [number] }) }, t("only-this"))));
}

function quoted(account) {
  const article = articles[account.article] ?? {};
  const said = account.source !== undefined ? named(account.source) : el("span", null, t("narrator"));
  const told = (account.by ?? []).map(([who, sure, source]) => {
    const other = source !== null && source !== account.source && [" (", named(source), ")"];
    return el("span", { class: "party" }, named(who), " ", sureness(sure), other);
  });
  const details = [
    account.when && el("span", null, dated(account.when), account.words && [" (", arabic(account.words), ")"]),
    account.count && figures(quantity(account.count)),
    account.outcome && t(account.outcome),
  ].filter(Boolean);
  const published = article.published && [`${t("published")} `, dated(article.published), " "];
  const way = { href: article.url, target: "_blank", rel: "noopener noreferrer" };
  return el("figure", null,
    marked(account),
    el("figcaption", null,
      el("div", null, el("b", null, el("bdi", null, article.outlet ?? "")), article.title && [" — ", el("bdi", { dir: "auto" }, article.title)]),
      el("div", null, published, article.url && el("a", way, t("open-article"))),
      el("div", null, `${t("says")}: `, said, told.length ? [" · ", ...joined(told)] : "", details.length ? [" · ", ...joined(details, " · ")] : ""),
      account.fallbacks && el("div", { class: "note" }, t("fallback"))));
}

/** The quote, with the words for attacker, target and places set off. Offsets count characters, not UTF-16 units. */
function marked(account) {
  const letters = Array.from(account.quote);
  const quote = el("blockquote", { dir: "rtl", lang: "ar" });
  let at = 0;
  const plain = (end) => end > at && quote.append(...arabic(letters.slice(at, end).join("")).childNodes);
  for (const [start, end, role] of account.marks ?? []) {
    plain(start);
    quote.append(el("mark", { class: role }, letters.slice(start, end).join("")));
    at = end;
  }
  plain(letters.length);
  return quote;
}
