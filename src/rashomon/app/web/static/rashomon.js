// What the pages can do beyond links and forms. Everything essential works without it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const gently = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

// Rows of a matrix open beneath themselves.
function openRow(row, open, account = "") {
  row.classList.toggle("is-open", open);
  const details = row.querySelector("details");
  if (details) details.open = open;
  for (const opener of all("[data-open]", row)) opener.setAttribute("aria-expanded", String(open));
  for (const part of all("[data-account]", row)) {
    part.classList.toggle("is-chosen", open && account !== "" && part.dataset.account === account);
  }
  const witness = row.querySelector(".witness.is-chosen");
  if (witness) witness.scrollIntoView({ block: "nearest", behavior: gently });
}

function onOpener(event) {
  const opener = event.target.closest("[data-open]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = document.getElementById(opener.dataset.open);
  if (!row) return;
  event.preventDefault();
  const account = opener.dataset.account ?? "";
  const same = row.classList.contains("is-open") && (account === "" || opener.classList.contains("is-chosen"));
  openRow(row, !same, account);
  history.replaceState(null, "", same ? location.pathname + location.search : `#${row.id}`);
}

// The server filters the claims; a file that holds all of them filters them itself.
function filterClaims(form) {
  const data = new FormData(form);
  const words = String(data.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const rows = all(".claim", form.closest("section"));
  let shown = 0;
  for (const row of rows) {
    const statement = row.querySelector(".opener").textContent.toLowerCase();
    const show = data.get("show");
    const fits = (show === "all" || row.dataset.clash || (show === "several" && row.dataset.speakers > 1))
      && (!data.get("origin") || row.dataset.origin === data.get("origin"))
      && words.every((word) => statement.includes(word));
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  form.querySelector("output").textContent = shown === 1 ? "1 claim" : `${shown} claims`;
}

function prepareFilter(form) {
  if (!("complete" in form.dataset)) {
    form.addEventListener("change", () => form.requestSubmit());
    return;
  }
  form.addEventListener("input", () => filterClaims(form));
  form.addEventListener("submit", (event) => { event.preventDefault(); filterClaims(form); });
  filterClaims(form);
}

// In the reader, a highlight shows what was read there.
function chosenIds(element) {
  const shown = new Set(all("[data-layer]").filter((box) => box.checked).map((box) => box.dataset.layer));
  return [...new Set(element.dataset.annotation.split(" "))].filter((id) => {
    const card = document.getElementById(`i-${id}`);
    return card && [...shown].some((layer) => card.classList.contains(`k-${layer}`));
  });
}

function choose(ids) {
  const place = document.getElementById("chosen");
  const wanted = new Set(ids);
  for (const part of all("#text [data-annotation]")) {
    part.classList.toggle("is-lit", part.dataset.annotation.split(" ").some((id) => wanted.has(id)));
  }
  const copies = ids.map((id) => {
    const copy = document.getElementById(`i-${id}`).cloneNode(true);
    copy.removeAttribute("id");
    const box = document.createElement("div");
    box.className = copy.className;
    box.append(...copy.childNodes);
    return box;
  });
  if (!copies.length) return;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "chosen-close";
  close.textContent = "Close";
  close.addEventListener("click", dismiss);
  place.replaceChildren(close, ...copies);
}

function prepareReader(text) {
  const take = (event) => {
    const part = event.target.closest("[data-annotation]");
    if (part) choose(chosenIds(part));
    return part;
  };
  text.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") take(event); });
  text.addEventListener("focusin", take);
  text.addEventListener("click", (event) => {
    if (!take(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#chosen, .card")) dismiss();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") dismiss(); });
  for (const box of all("[data-layer]")) {
    box.addEventListener("change", () => text.classList.toggle(`hide-${box.dataset.layer}`, !box.checked));
  }
}

function dismiss() {
  for (const part of all("#text .is-lit")) part.classList.remove("is-lit");
  if (matchMedia("(max-width: 62rem)").matches) document.getElementById("chosen").replaceChildren();
}

// Addresses: a row of the matrix, a link of a map, an item or a span of a text.
function followHash() {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name && document.getElementById(name);
  if (name.startsWith("s=") && !target && document.getElementById("text")) {
    location.replace(`${location.pathname}?${name}#${name}`);
    return;
  }
  if (!target) return;
  if (target.matches(".claim")) {
    target.hidden = false;
    openRow(target, true, new URLSearchParams(location.search).get("account") ?? "");
  }
  for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  if (name.startsWith("a=")) choose([name.slice(2)].filter((id) => document.getElementById(`i-${id}`)));
  for (const row of all(".edge-row")) row.classList.toggle("is-chosen", row === target);
  target.scrollIntoView({ block: name.startsWith("a=") || name.startsWith("s=") ? "center" : "start" });
}

document.addEventListener("click", onOpener);
for (const opener of all("[data-open]")) {
  const row = document.getElementById(opener.dataset.open);
  opener.setAttribute("aria-expanded", String(Boolean(row?.classList.contains("is-open"))));
}
for (const form of all("[data-filter]")) prepareFilter(form);
for (const control of all("[data-submit]")) {
  control.addEventListener("change", () => control.form.requestSubmit());
}
// The line of pages may be longer than a narrow screen: the one that is open stands in sight.
for (const current of all(".site-nav [aria-current]")) {
  const line = current.closest("ul");
  line.scrollLeft = current.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
}
const text = document.getElementById("text");
if (text) prepareReader(text);
addEventListener("hashchange", followHash);
followHash();
