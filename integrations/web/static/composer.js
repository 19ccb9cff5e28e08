// The input: completes commands while typing, walks through what was sent before.
import { h } from "./view.js";

const form = document.getElementById("composer");
const input = document.getElementById("line");
const list = document.getElementById("completions");
const most = 7;

let verbs = [];
let people = [];
let shown = [];    // texts of the options, in order
let active = -1;
const history = [];
let back = 0;      // how far back in the history; 0 = the line being written
let draft = "";

export function offer(newVerbs, personas) {
  verbs = newVerbs;
  people = personas.map((persona) => persona.name);
}

// "207 ho" finds the example "104 hold budget" and offers "207 hold budget".
function fit(example, text) {
  const typed = /^(\/\S+\s+)?(?:req[-\s]?)?(\d+)(?=\s)/i.exec(text);
  const line = typed ? example.replace(/^\d+/, typed[2]) : example;
  return (typed?.[1] || /^\/\S+\s/.exec(text)?.[0] || "") + line;
}

function matches(text) {
  const name = /(^|\s)@(\S*)$/.exec(text);
  if (name) {
    const start = text.slice(0, text.length - name[2].length);
    return people.filter((one) => one.toLowerCase().startsWith(name[2].toLowerCase())).map((one) => [start + one.split(" ")[0].toLowerCase() + " ", one]);
  }
  const wanted = text.trim().toLowerCase();
  const bare = wanted.replace(/^\/\S+\s*/, "");
  const words = bare.split(/\s+/).filter(Boolean);
  const ranked = [];
  for (const [example, description] of verbs) {
    const line = fit(example, text);
    const low = line.toLowerCase();
    const starts = (word) => ` ${low}`.includes(` ${word}`) || (word.length > 2 && ` ${description.toLowerCase()}`.includes(` ${word}`));
    if (low.startsWith(wanted)) ranked.push([0, line, description]);
    else if (words.every(starts)) ranked.push([1, line, description]);
  }
  return ranked.sort((a, b) => a[0] - b[0]).slice(0, most).map(([, line, description]) => [line, description]);
}

function close() {
  list.hidden = true;
  active = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function open() {
  const found = matches(input.value);
  if (!found.length || (found.length === 1 && found[0][0] === input.value)) return close();
  shown = found.map(([line]) => line);
  active = -1;
  list.replaceChildren(...found.map(([line, description], index) => h("li", {
    role: "option", id: `completion-${index}`, "aria-selected": "false",
    onmousedown: (event) => event.preventDefault(), onclick: () => accept(index),
  }, h("span", { class: "typed" }, line), h("span", { class: "quiet" }, description))));
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  input.removeAttribute("aria-activedescendant");
}

function select(index) {
  active = (index + shown.length) % shown.length;
  for (const option of list.children) option.setAttribute("aria-selected", String(option.id === `completion-${active}`));
  list.children[active].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", `completion-${active}`);
}

function accept(index) {
  input.value = shown[index];
  close();
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}

function recall(step) {
  const next = back + step;
  if (next < 0 || next > history.length) return;
  if (back === 0) draft = input.value;
  back = next;
  input.value = back ? history[history.length - back] : draft;
  input.setSelectionRange(input.value.length, input.value.length);
}

function onKey(event) {
  const isOpen = !list.hidden;
  if (event.isComposing) return;
  if (event.key === "ArrowDown") {
    event.preventDefault();
    if (isOpen) select(active + 1);
    else if (back) recall(-1);
    else { open(); if (!list.hidden) select(0); }
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    if (isOpen && active >= 0) select(active - 1);
    else { close(); recall(1); }
  } else if (event.key === "Tab" && isOpen && !event.shiftKey) {
    event.preventDefault();
    accept(Math.max(active, 0));
  } else if (event.key === "Enter" && isOpen && active >= 0) {
    event.preventDefault();
    accept(active);
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    close();
  }
}

function submit(send) {
  const text = input.value.trim();
  close();
  if (!text) return;
  if (history.at(-1) !== text) history.push(text);
  back = 0;
  input.value = "";
  send(text);
}

export function start(send) {
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(send); });
  input.addEventListener("input", () => { back = 0; if (input.value.trim()) open(); else close(); });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
}

/** As if it had been typed and sent. */
export function type(text, send) {
  input.value = text;
  submit(send);
}
