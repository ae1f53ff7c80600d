/* The desk's page. All that pages say is put in as text, never as markup; the frames let nothing run. */

const POLL = 1500; // milliseconds
const DECISIONS = ["kept", "a field", "cut", "behind the wall", "passed over"];
const SHORT = { "behind the wall": "wall", "a field": "field", "passed over": "passed" };

const $ = (id) => document.getElementById(id);
const tabs = [...document.querySelectorAll("[role=tab]")];
const state = { id: null, shown: null, precedence: new Map(), filter: null, listed: "", at: null, wanted: null };

/** An element with attributes and children; strings become text. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// --- asking -----------------------------------------------------------------------------------------------------

class Problem extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Problem("unreachable", "The desk does not answer. Is it still running?");
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Problem(told.code ?? `${answer.status}`, told.detail ?? answer.statusText);
}

const read = async (path) => (await ask(path)).json();
const at = (id, part = "") => `/desk/documents/${encodeURIComponent(id)}${part}`;

function tellProblem(problem) {
  if (!(problem instanceof Problem)) throw problem;
  $("problem").firstElementChild.replaceChildren(...inWords(problem.code, problem.message));
  $("problem").hidden = false;
}

const inWords = (code, detail) => [element("code", {}, code), `: ${detail}`];
const clearProblem = () => ($("problem").hidden = true);

/** What a person does: its problems are told, and those of what came before go. */
const doing = (action) => (event) => {
  clearProblem();
  return Promise.resolve(action(event)).catch(tellProblem);
};

// --- dropping ---------------------------------------------------------------------------------------------------

async function drop(parameters, body, type) {
  const options = { method: "POST", body, headers: type ? { "Content-Type": type } : {} };
  const { id } = await (await ask(`/desk/drops?${new URLSearchParams(parameters)}`, options)).json();
  await poll();
  await show(id);
}

async function dropFiles(files) {
  for (const file of files) await drop({ key: file.name }, await file.arrayBuffer(), file.type || "text/html");
}

function openPaste({ title = "Paste HTML", key = `pasted-${new Date().toISOString().slice(11, 19).replaceAll(":", "")}.html`, url = "", html = "" } = {}) {
  $("paste-title").textContent = title;
  $("key").value = key;
  $("url").value = url;
  $("html").value = html;
  $("paste-dialog").showModal();
  $("html").focus();
  $("html").setSelectionRange(0, 0);
  $("html").scrollTop = 0;
}

async function changeAndDropAgain() {
  const { id, key } = state.shown;
  const { html, url } = await read(at(id, "/source"));
  openPaste({ title: "Change and drop again", key, url: url ?? "", html });
}

// --- what came of late ------------------------------------------------------------------------------------------

async function poll() {
  const { documents } = await read("/desk/documents");
  const listed = JSON.stringify([documents, state.id]);
  if (listed === state.listed) return;
  const fresh = documents.filter((one) => state.precedence.get(one.id) !== one.precedence);
  const isFirst = state.listed === "";
  state.listed = listed;
  state.precedence = new Map(documents.map((one) => [one.id, one.precedence]));
  $("recent-empty").hidden = documents.length > 0;
  const focused = document.activeElement?.dataset?.id;
  $("recent").replaceChildren(...documents.map((one) => line(one, !isFirst && fresh.includes(one))));
  if (focused) $("recent").querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  if (fresh.length && !isFirst) $("news").textContent = `Arrived: ${fresh.map(nameOf).join("; ")}`;
  if (fresh.some((one) => one.id === state.id)) await show(state.id);
}

const nameOf = (one) => one.headline ?? one.key ?? one.url ?? "A posted page";

function line(one, isNew) {
  const what = one.status === "LIVE" ? `${one.kind} · ${one.word_count} words` : `${one.status} ${one.reason ?? ""}`;
  return element("li", {}, element(
    "button",
    { type: "button", "data-id": one.id, class: isNew ? "new" : null, "aria-current": one.id === state.id ? "true" : null, onclick: doing(() => show(one.id)) },
    element("span", { class: "headline", dir: "auto" }, nameOf(one)),
    element("span", { class: "line" }, `${timeOf(one.arrived_at)} · ${what}`),
    element("span", { class: "line mono" }, one.key ?? "posted"),
  ));
}

const timeOf = (moment) => new Date(moment).toLocaleTimeString();

async function keepPolling() {
  try {
    await poll();
    if ($("problem").dataset.code === "unreachable") clearProblem();
    delete $("problem").dataset.code;
  } catch (problem) {
    tellProblem(problem);
    $("problem").dataset.code = problem.code;
  }
  setTimeout(keepPolling, document.hidden ? 4 * POLL : POLL);
}

// --- a document -------------------------------------------------------------------------------------------------

async function show(id) {
  state.wanted = id;
  const told = await read(at(id));
  if (state.wanted !== id) return; // another was asked for meanwhile
  const isAnother = state.id !== id;
  state.id = id;
  state.shown = told;
  if (isAnother) state.filter = null;
  if (location.hash !== `#${id}`) history.replaceState(null, "", `#${id}`);
  for (const button of $("recent").querySelectorAll("button")) {
    if (button.dataset.id === id) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  document.title = `${nameOf(told)} · presscut desk`;
  $("welcome").hidden = true;
  $("shown").hidden = false;
  $("headline").textContent = nameOf(told);
  $("headline").dir = "auto";
  $("origin").textContent = [told.key ? `s3://${told.bucket}/${told.key}` : "posted to the API", told.url].filter(Boolean).join(" · ");
  $("new-version").hidden = told.key === null;
  $("facts").replaceChildren(...facts(told));
  showOriginal();
  showReader();
  showLegend();
  showBlocks();
  showFields();
  await showChosenTab();
}

function facts({ status, article, arrived_at, problem }) {
  const fact = (name, value, kind) => element("li", { class: kind }, name ? `${name} ` : "", element("b", {}, value));
  const told = [fact("", status, status), fact("arrived", timeOf(arrived_at))];
  if (problem) told.push(fact("", problem.code));
  if (article) {
    const { state: wall, truncated } = article.paywall;
    told.push(fact("", article.kind), fact("words", article.word_count), fact("confidence", percent(article.confidence)));
    if (article.language) told.push(fact("language", article.language));
    told.push(fact("wall", truncated ? `${wall}, the rest is missing` : wall, truncated ? "wall" : null));
  }
  return told;
}

const percent = (share) => `${Math.round(share * 100)} %`;
const decisionClass = (decision) => decision.split(" ")[0];
const labelOf = (decision) => SHORT[decision] ?? decision;
const badge = (decision) => element("span", { class: `decision ${decisionClass(decision)}` }, labelOf(decision));

function frame(name, source, problem) {
  const [shown, told] = [$(name), $(name === "reader" ? "article-problem" : "original-problem")];
  told.hidden = problem === null;
  shown.hidden = problem !== null;
  if (problem) told.replaceChildren(...inWords(problem.code, problem.detail));
  else if (shown.dataset.source !== source) {
    shown.dataset.source = source;
    // Not by src, which would add a step to the browser's history for each document.
    shown.contentWindow.location.replace(source);
  }
}

const originalAddress = () => `${at(state.id, "/original")}?version=${state.shown.sequence}&styles=${$("styles").checked ? "on" : "off"}`;
const showOriginal = () => frame("original", originalAddress(), state.shown.problem ?? state.shown.original_problem);
const showReader = () => frame("reader", `${at(state.id, "/reader")}?version=${state.shown.sequence}`, state.shown.problem);

function counts() {
  const counted = new Map();
  for (const { decision } of state.shown.blocks) counted.set(decision, (counted.get(decision) ?? 0) + 1);
  return DECISIONS.filter((decision) => counted.has(decision)).map((decision) => [decision, counted.get(decision)]);
}

function showLegend() {
  $("legend").replaceChildren(...counts().map(([decision, count]) => element("li", {}, element(
    "button",
    { type: "button", class: `decision ${decisionClass(decision)}`, title: `Go to the next block: ${decision}`, onclick: () => goToNext(decision) },
    `${labelOf(decision)} ${count}`,
  ))));
}

function showBlocks() {
  const choose = (filter) => () => {
    state.filter = filter;
    showBlocks();
    $("filters").querySelector("[aria-pressed=true]").focus();
  };
  const choice = (filter, label) => element("button", { type: "button", "aria-pressed": `${state.filter === filter}`, onclick: choose(filter) }, label);
  const every = state.shown.blocks;
  $("filters").replaceChildren(choice(null, `all ${every.length}`), ...counts().map(([decision, count]) => choice(decision, `${labelOf(decision)} ${count}`)));
  const listed = every.filter(({ decision }) => state.filter === null || decision === state.filter);
  $("blocks").replaceChildren(...listed.map((block) => element("li", {}, element(
    "button",
    { type: "button", class: `${decisionClass(block.decision)} ${block.decision === "kept" ? "" : "not-kept"}`, disabled: block.anchor === null, onclick: pointAt(block) },
    element("span", {}, badge(block.decision), ` ${block.reason}`),
    element("span", { class: "text", dir: "auto" }, block.text || `[${block.kind}]`),
    element("span", { class: "place" }, [block.place, block.words ? `${block.words} words` : "", block.link_density ? `${percent(block.link_density)} links` : ""].filter(Boolean).join(" · ")),
  ))));
}

const pointAt = (block) => (event) => {
  for (const one of $("blocks").querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
  event.currentTarget.setAttribute("aria-current", "true");
  goTo(block);
};

function goTo(block) {
  state.at = block;
  $("original").contentWindow.location.replace(`${originalAddress()}#${block.anchor}`);
}

/** Behind the block that was gone to, or the first of the page. */
function goToNext(decision) {
  const every = state.shown.blocks;
  const start = every.indexOf(state.at) + 1;
  const next = [...every.slice(start), ...every.slice(0, start)].find((block) => block.decision === decision && block.anchor !== null);
  if (next) goTo(next);
}

// --- fields -----------------------------------------------------------------------------------------------------

const isEmpty = (value) => value === null || value === "" || (Array.isArray(value) && value.length === 0);

function showFields() {
  const { fields } = state.shown;
  const filled = fields.filter(({ value }) => !isEmpty(value));
  const empty = fields.filter(({ value }) => isEmpty(value)).map(({ name }) => name);
  const row = ({ name, value, found_in, agreeing, confidence }) => element(
    "tr", {},
    element("th", { scope: "row" }, ...breakable(name)),
    element(
      "td", {},
      element("div", { dir: "auto" }, written(value)),
      found_in ? element("p", { class: "found-in" }, foundIn(found_in, agreeing), confidence === null ? "" : " · ", ...sure(confidence)) : null,
    ),
  );
  $("panel-fields").replaceChildren(...(fields.length ? [
    element("table", {}, element("tbody", {}, ...filled.map(row))),
    element("p", { class: "empties" }, `Empty: ${empty.join(", ") || "none"}.`),
    element("p", { class: "empties" }, "Below each value: where it was found, what said the same, and how often such a field was right on annotated pages."),
  ] : [element("p", {}, "There is no article of this page.")]));
}

/** A name that may break behind its low lines. */
const breakable = (name) => name.split(/(?<=_)/).flatMap((part, place) => (place ? [element("wbr"), part] : [part]));
const foundIn = (source, agreeing) => (agreeing.length ? `${source}, as ${agreeing.join(", ")}` : source);
const sure = (confidence) => (confidence === null ? [] : [element("meter", { value: confidence, "aria-hidden": "true" }), ` ${percent(confidence)}`]);

function written(value) {
  if (Array.isArray(value)) return element("ul", {}, ...value.map((one) => element("li", {}, written(one))));
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value).filter(([, inner]) => !isEmpty(inner)).map(([name, inner]) =>
    element("div", {}, element("span", { class: "quiet" }, `${name} `), written(inner)));
}

// --- item and revisions -----------------------------------------------------------------------------------------

async function showItem() {
  const { id } = state;
  const { rows } = await read(at(id, "/item"));
  if (state.id !== id) return;
  const units = (count) => `${count} write unit${count === 1 ? "" : "s"} without indexes`;
  $("panel-item").replaceChildren(element("div", { class: "rows" }, ...rows.map((row, place) => element(
    "details", { open: place === 0 },
    element("summary", {}, element("code", {}, row.sort_key), ` · ${row.bytes.toLocaleString()} bytes · ${units(row.write_units)}`),
    element("pre", { tabindex: "0" }, row.json),
  ))));
}

async function showRevisions() {
  const { id } = state;
  const { revisions } = await read(at(id, "/revisions"));
  if (state.id !== id) return;
  $("panel-revisions").replaceChildren(element("ol", { class: "revisions" }, ...revisions.map((revision) => element(
    "li", {},
    element("h3", {}, `Revision ${revision.number}`, element("span", { class: "quiet" }, `${timeOf(revision.arrived_at)} · ${revision.status}${revision.reason ? ` ${revision.reason}` : ""}`)),
    revision.headline ? element("p", { dir: "auto" }, revision.headline) : null,
    element("p", { class: "quiet mono" }, `sequence ${revision.sequence}${revision.version_id ? ` · version ${revision.version_id}` : ""}`),
    changes(revision),
    revision.status === "LIVE" ? element("p", {}, element("button", { type: "button", onclick: doing(() => readRevision(revision)) }, "Read this article")) : null,
  ))));
}

/** The article as it was at that revision, until another document or version is shown. */
function readRevision({ sequence }) {
  frame("reader", `${at(state.id, "/reader")}?revision=${sequence}`, null);
  $("tab-article").focus();
  return choose($("tab-article"));
}

function changes({ changes: told, number }) {
  if (!told) return element("p", { class: "quiet" }, number === 1 ? "The first that is known." : "What was before it is not known any more.");
  const body = told.body;
  return element(
    "div", { class: "rows" },
    told.extractor_changed ? element("p", {}, "Read by another version of the extractor.") : null,
    told.fields.length ? element("table", {}, element("tbody", {}, ...told.fields.map(({ field, before, after }) => element(
      "tr", {},
      element("th", { scope: "row" }, field),
      element("td", { dir: "auto" }, before === null ? null : element("del", {}, before), before !== null && after !== null ? " → " : "", after === null ? null : element("ins", {}, after)),
    )))) : null,
    body ? element("p", { class: "quiet" }, `Body: ${body.blocks_before} → ${body.blocks_after} blocks, ${body.lines_removed} lines out, ${body.lines_added} in${body.is_clipped ? "; the difference breaks off" : ""}`) : null,
    body?.diff ? element("div", { class: "diff", role: "group", "aria-label": "Difference of the body" }, ...body.diff.split("\n").filter(Boolean).map(diffLine)) : null,
  );
}

function diffLine(text, place, lines) {
  const kind = { "+": "added", "-": "removed", "@": "place" }[text[0]];
  const other = { "-": lines[place + 1]?.[0] === "+" && lines[place + 1], "+": lines[place - 1]?.[0] === "-" && lines[place - 1] }[text[0]];
  return element("span", { class: kind, dir: "auto" }, ...(other ? marked(text, other) : [text]));
}

/** A line of which one end and the other are in the other line too, with what is not in it marked. */
function marked(text, other) {
  const isWordEnd = (place) => /\s/.test(text[place] ?? " ") || /\s/.test(text[place - 1] ?? " ");
  const most = Math.min(text.length, other.length);
  let start = 1;
  while (start < most && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  while (start > 1 && !isWordEnd(start)) start -= 1;
  while (end > 0 && !isWordEnd(text.length - end)) end -= 1;
  return [text.slice(0, start), element("mark", {}, text.slice(start, text.length - end)), text.slice(text.length - end)];
}

// --- tabs -------------------------------------------------------------------------------------------------------

const LOADED_WITH_TAB = { "tab-item": showItem, "tab-revisions": showRevisions };
const chosenTab = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
const showChosenTab = async () => LOADED_WITH_TAB[chosenTab().id]?.();

function choose(chosen) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", `${isChosen}`);
    tab.tabIndex = isChosen ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
  return showChosenTab();
}

function moveAmongTabs(event) {
  const place = tabs.indexOf(event.target);
  const next = { ArrowRight: place + 1, ArrowLeft: place - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = tabs[next % tabs.length];
  tab.focus();
  choose(tab).catch(tellProblem);
}

// --- beginning --------------------------------------------------------------------------------------------------

for (const tab of tabs) {
  tab.addEventListener("click", doing(() => choose(tab)));
  tab.addEventListener("keydown", moveAmongTabs);
}
$("problem").lastElementChild.addEventListener("click", clearProblem);
$("choose").addEventListener("click", () => $("files").click());
$("files").addEventListener("change", doing(async () => {
  await dropFiles($("files").files);
  $("files").value = "";
}));
$("paste").addEventListener("click", () => openPaste());
$("paste-cancel").addEventListener("click", () => $("paste-dialog").close());
$("paste-form").addEventListener("submit", doing(async (event) => {
  event.preventDefault();
  const parameters = { key: $("key").value.trim(), ...($("url").value.trim() ? { url: $("url").value.trim() } : {}) };
  const html = $("html").value;
  $("paste-dialog").close();
  await drop(parameters, html, "text/html; charset=utf-8");
}));
$("sample-form").addEventListener("submit", doing((event) => {
  event.preventDefault();
  return drop({ sample: $("sample").value });
}));
$("new-version").addEventListener("click", doing(changeAndDropAgain));
$("styles").addEventListener("change", doing(showOriginal));

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  $("drop-zone").classList.add("over");
});
addEventListener("dragleave", (event) => event.relatedTarget === null && $("drop-zone").classList.remove("over"));
addEventListener("drop", (event) => {
  $("drop-zone").classList.remove("over");
  if (!holdsFiles(event)) return;
  event.preventDefault();
  doing(() => dropFiles(event.dataTransfer.files))();
});

read("/desk/about").then((about) => {
  $("sample").replaceChildren(...about.samples.map(({ name, label }) => element("option", { value: name }, label)));
  $("ways").textContent = [
    "export AWS_ACCESS_KEY_ID=embedded AWS_SECRET_ACCESS_KEY=embedded AWS_DEFAULT_REGION=us-east-1",
    `aws --endpoint-url ${about.aws_url} s3 cp page.html s3://${about.inbox}/page.html`,
  ].join("\n");
}).catch(tellProblem);
await keepPolling();
if (location.hash.length > 1) show(location.hash.slice(1)).catch(tellProblem);
