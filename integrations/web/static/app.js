// Wires the page: who is speaking, which channel is open, what came in.
import { Link } from "./link.js";
import { Conversation, h, summaryOf } from "./view.js";
import { confirmPress, openForm } from "./form.js";
import { upload } from "./upload.js";
import * as composer from "./composer.js";
import * as rail from "./rail.js";

const byId = (id) => document.getElementById(id);
const log = byId("log");

let as = "";            // persona id; "" until the first welcome
let wanted = "";        // persona asked for and not yet confirmed
let edition = null;
let personas = [];
let lobby = {};         // what the last welcome said
const views = new Map();  // by persona: {open: channel id, conversations: Map}
let about = null;       // the card whose thread the next line goes to
const titles = new Map();

const view = () => views.get(as);
const current = () => view()?.conversations.get(view().open);

function announce(text) {
  const line = h("p", {}, text);
  byId("announcements").append(line);
  setTimeout(() => line.remove(), 10000);
}

function atBottom() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

function toBottom() {
  log.scrollTop = log.scrollHeight;
}

// Channels.

const groups = [["internal", "Team"], ["client", "Clients"], ["supplier", "Suppliers"], ["direct", "Direct"]];

function drawChannels() {
  const items = [];
  let total = 0;
  for (const [kind, title] of groups) {
    const inside = [...view().conversations.values()].filter((one) => one.info.kind === kind);
    if (!inside.length) continue;
    items.push(h("li", {}, h("h2", {}, title), h("ul", {}, ...inside.map((one) => {
      total += one.unread;
      const { id, title: name } = one.info;
      return h("li", {}, h("button", {
        type: "button", "data-channel": id, class: one.unread ? "unread" : null,
        "aria-current": id === view().open ? "page" : null, onclick: () => { show(id); drawer(null); },
      }, h("span", { class: "name" }, name),
      one.unread ? h("span", { class: "badge" }, String(one.unread), h("span", { class: "unseen" }, " new")) : null));
    }))));
  }
  const held = document.activeElement?.dataset?.channel;
  byId("channels").replaceChildren(...items);
  if (held) byId("channels").querySelector(`[data-channel="${CSS.escape(held)}"]`)?.focus();
  byId("unread").hidden = !total;
  byId("unread").textContent = total;
}

function show(id) {
  if (!view().conversations.has(id)) return;
  const keep = id === view().open && about?.isConnected && current().list.contains(about) ? about : null;
  view().open = id;
  const open = current();
  open.unread = 0;
  if (!keep) setAbout(null);
  byId("title").textContent = open.info.title;
  byId("topic").textContent = open.info.topic;
  byId("line").placeholder = `Message ${open.info.title}`;
  document.title = `${open.info.title} · ${lobby.organisation}`;
  history.replaceState(null, "", `#${encodeURIComponent(as)}/${encodeURIComponent(id)}`);
  log.replaceChildren(open.list);
  if (open.last && !open.list.children.length) log.append(h("p", { class: "empty" }, "Nothing here yet."));
  drawChannels();
  toBottom();
}

function setAbout(item) {
  about = item;
  byId("about").hidden = !item;
  if (item) {
    byId("about-text").textContent = `In the thread of ${item.entry.m.title || "this card"}`;
    byId("line").focus();
  }
}

// What the server says.

function welcome(frame) {
  if (edition !== null && frame.edition !== edition) {
    views.clear();
    edition = frame.edition;
    link.hello();
    return;
  }
  edition = frame.edition;
  lobby = frame;
  as = frame.as;
  wanted = "";
  personas = frame.personas;
  if (!views.has(as)) views.set(as, { open: "", conversations: new Map() });
  const { conversations } = view();
  for (const info of frame.channels) {
    titles.set(info.id, info.title);
    if (conversations.has(info.id)) conversations.get(info.id).info = info;
    else conversations.set(info.id, new Conversation(info, frame.bot, { press, about: setAbout }));
  }
  const allowed = new Set(frame.channels.map((info) => info.id));
  for (const id of conversations.keys()) if (!allowed.has(id)) conversations.delete(id);
  byId("organisation").textContent = frame.organisation;
  const select = byId("as");
  select.replaceChildren(...personas.map(({ id, name }) => h("option", { value: id }, name)));
  select.value = as;
  byId("role").textContent = personas.find(({ id }) => id === as)?.role || "";
  composer.offer(frame.verbs, personas);
  rail.showSteps(frame.steps, {
    person: (id) => personas.find((one) => one.id === id)?.name || id,
    channel: (id) => titles.get(id) || id,
  }, runStep);
  const place = afterWelcome.channel || view().open;
  show(conversations.has(place) ? place : frame.channels[0]?.id);
  const { run } = afterWelcome;
  afterWelcome = {};
  run?.();
}

function entries(frame) {
  const conversation = views.get(frame.as)?.conversations.get(frame.channel);
  if (!conversation) return;
  const first = !conversation.last;
  const visible = frame.as === as && conversation === current();
  const stay = visible && atBottom();
  for (const entry of frame.list) {
    if (!conversation.take(entry) || first) continue;
    if (!visible) conversation.unread += 1;
    if (frame.as === as) announce(`${visible ? "" : `${conversation.info.title}: `}${summaryOf(entry.m)}`);
  }
  if (first && !frame.list.length) conversation.last = "0-0";
  if (visible) {
    log.querySelector(".empty")?.remove();
    if (!conversation.list.children.length) log.append(h("p", { class: "empty" }, "Nothing here yet."));
    if (stay || first) toBottom();
  }
  if (frame.as === as) drawChannels();
}

const link = new Link({
  hello() {
    const since = {};
    const who = wanted || as;
    for (const [id, conversation] of views.get(who)?.conversations || []) if (conversation.last) since[id] = conversation.last;
    return { t: "hello", as: who, since };
  },
  frame(frame) {
    if (frame.t === "welcome") welcome(frame);
    else if (frame.t === "entries") entries(frame);
    else if (frame.t === "clock") rail.showClock(frame);
    else if (frame.t === "error" && frame.code === "forbidden" && !frame.to && wanted) {
      wanted = "";
      link.hello();
    }
  },
  up() { byId("status").textContent = ""; },
  down() { byId("status").textContent = "The connection is lost. Reconnecting; what you send waits here."; },
});

// What the person does.

function order(kind, conversation, thread, more, onWait) {
  return link.command({ t: kind, as, channel: conversation.info.id, ...(thread ? { thread } : {}), ...more }, { onWait });
}

function settle(conversation, speaker, answer, item, sendForm) {
  const stay = atBottom();
  if (answer.t === "error") {
    conversation.whisper({ tone: "bad", summary: answer.text }, item);
    announce(answer.text);
  } else if (answer.form) {
    if (speaker === as) openForm(answer.form, (values, onWait) => sendForm(answer.form, values, onWait), (file, signal) => upload(speaker, file, signal));
  } else if (answer.problems) {
    conversation.whisper({ tone: "bad", summary: Object.values(answer.problems).join(" ") }, item);
  } else if (answer.m) {
    const reply = conversation.whisper(answer.m, item);
    announce(`Only you see this: ${summaryOf(answer.m)}`);
    if (!stay && conversation === current()) reply.scrollIntoView({ block: "nearest" });
  }
  log.querySelector(".empty")?.remove();
  if (stay && conversation === current()) toBottom();
}

function formSender(conversation, speaker, thread, item) {
  return async function send(form, values, onWait) {
    const answer = await order("form", conversation, thread, { as: speaker, value: form.value, fields: values }, onWait);
    if (answer.t === "error") return { problems: { "": answer.text } };
    if (!answer.problems) settle(conversation, speaker, answer, item, send);
    return answer;
  };
}

async function say(text) {
  const conversation = current();
  if (!conversation) return;
  const speaker = as;
  const item = about?.isConnected ? about : null;
  const thread = item?.entry.id;
  log.querySelector(".empty")?.remove();
  const state = conversation.echo(text, item);
  if (item) item.lastElementChild.lastElementChild.scrollIntoView({ block: "nearest" });
  else toBottom();
  const answer = await order("line", conversation, thread, { text }, state);
  state("");
  settle(conversation, speaker, answer, item, formSender(conversation, speaker, thread, item));
}

async function press(conversation, button, element, item) {
  if (element.getAttribute("aria-busy") === "true") return;
  if (button.confirm && !(await confirmPress(button.confirm, button.label, button.tone === "danger"))) return;
  const speaker = as;
  const root = item.parentElement?.closest(".message") || null;
  const thread = root?.entry?.id;
  element.setAttribute("aria-busy", "true");
  const answer = await order("press", conversation, thread, { value: button.value }, () => {});
  element.removeAttribute("aria-busy");
  const under = item.classList.contains("private") && !root ? null : root || item;
  settle(conversation, speaker, answer, under, formSender(conversation, speaker, thread, under));
}

let afterWelcome = {};  // what to open or do once the persona has changed

function become(id, then = {}) {
  if (id === as) {
    then.run?.();
    return;
  }
  afterWelcome = then;
  wanted = id;
  link.hello();
}

function runStep(step) {
  drawer(null);
  become(step.as, { channel: step.channel, run: () => {
    show(step.channel);
    composer.type(step.text, say);
  } });
}

// Drawers of narrow screens.

function drawer(which) {
  for (const name of ["side", "rail"]) {
    const open = name === which;
    byId(name).classList.toggle("open", open);
    byId(`open-${name}`).setAttribute("aria-expanded", String(open));
    if (open) byId(name).querySelector("button, select").focus();
  }
  if (!which && !byId("veil").hidden) byId("line").focus();
  byId("veil").hidden = !which;
}

for (const name of ["side", "rail"]) byId(`open-${name}`).addEventListener("click", () => drawer(name));
byId("veil").addEventListener("click", () => drawer(null));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("veil").hidden) drawer(null);
});
byId("as").addEventListener("change", (event) => become(event.target.value));
byId("about-clear").addEventListener("click", () => { setAbout(null); byId("line").focus(); });
composer.start(say);
rail.start((frame) => link.command({ t: "clock", ...frame }, { once: true }));

const [who, where] = location.hash.slice(1).split("/").map(decodeURIComponent);
wanted = who;
afterWelcome = { channel: where };
link.open();
