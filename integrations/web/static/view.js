// Draws messages. Every text from outside becomes a text node; nothing here reads mark-up.

/** An element: h("p", {class: "x", onclick}, child, ...). Strings become text nodes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// Only to the web and to files of our own; anything else stays a text.
function anchor({ a, href }) {
  return /^(https?:\/\/|\/files\/)/.test(href)
    ? h("a", { href, target: "_blank", rel: "noreferrer noopener" }, a)
    : a;
}

export function runs(list) {
  return list.map((run) => {
    if (typeof run === "string") return run;
    if (run.b != null) return h("strong", {}, run.b);
    if (run.c != null) return h("code", {}, run.c);
    if (run.a != null) return anchor(run);
    if (run.person != null) return h("span", { class: "person" }, run.person);
    return h("time", { datetime: new Date(run.at).toISOString() }, run.moment);
  });
}

function drawTable(rows, caption) {
  const [head = [], ...body] = rows;
  return h("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": caption || "Table" },
    h("table", {},
      caption ? h("caption", {}, caption) : null,
      h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, ...body.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell)))))));
}

function drawBlock(block, press) {
  if (block.p) return h("p", {}, ...runs(block.p));
  if (block.context) return h("p", { class: "context" }, ...runs(block.context));
  if (block.fields) {
    return h("dl", { class: "fields" }, ...block.fields.map(([label, value]) =>
      h("div", {}, h("dt", {}, label), h("dd", {}, ...runs(value)))));
  }
  if (block.table) return drawTable(block.table, block.caption);
  if (block.buttons) {
    return h("div", { class: "buttons" }, ...block.buttons.map((button) => {
      const element = h("button", { type: "button", class: button.tone }, button.label);
      element.addEventListener("click", () => press(button, element));
      return element;
    }));
  }
  return h("hr");
}

// The stripe's colour in words, for whoever does not see it.
const marks = { good: " (good)", warning: " (needs attention)", bad: " (problem)" };

/** The card of a message; press(button, element) is called for its buttons. */
export function drawMessage(message, press) {
  const tone = message.tone || "neutral";
  const blocks = message.blocks || [];
  const card = h("div", { class: `card tone-${tone}` });
  const mark = marks[tone] ? h("span", { class: "unseen" }, marks[tone]) : null;
  if (message.title) card.append(h("h3", { tabindex: "-1" }, message.title, mark));
  if (message.summary && !blocks.length) card.append(h("p", {}, message.summary, message.title ? null : mark));
  card.append(...blocks.map((block) => drawBlock(block, press)));
  if (!message.title && !blocks.some((block) => block.fields || block.buttons || block.table)) card.classList.add("line");
  return card;
}

/** One sentence for whoever does not see the card. */
export function summaryOf(message) {
  return message.summary || message.title || "A new message.";
}

function after(a, b) {
  const [x, y] = a.split("-").map(BigInt), [u, v] = b.split("-").map(BigInt);
  return x > u || (x === u && y > v);
}

/** The messages of one channel as one persona sees them. */
export class Conversation {
  last = "";      // newest entry drawn; "" before the first answer of the server
  unread = 0;
  #places = new Map();  // by outbox id and by "card:<subject>": the item that shows it
  list = h("ol", { class: "messages" });

  /** on: {press(conversation, button, element, item), about(item)} */
  constructor(info, bot, on) {
    this.info = info;
    this.bot = bot;
    this.on = on;
  }

  find(name) {
    return (name && (this.#places.get(name) || this.#places.get(`card:${name}`))) || null;
  }

  /** Draws an entry of the stream; false when it had been drawn before. */
  take(entry) {
    if (this.last && !after(entry.n, this.last)) return false;
    this.last = entry.n;
    if (!entry.m) return false;
    let item = this.find(entry.edits) || (entry.card && this.#places.get(`card:${entry.card}`));
    const parent = item ? null : this.find(entry.thread);
    if (item) {
      this.#redraw(item, entry);
    } else {
      item = this.#item(entry);
      if (parent) this.#reply(parent, item);
      else this.list.append(item);
    }
    this.#places.set(entry.id, item);
    if (entry.card) this.#places.set(`card:${entry.card}`, item);
    return true;
  }

  #item(entry) {
    const item = h("li", { class: "message" });
    item.entry = entry;
    const card = drawMessage(entry.m, (button, element) => this.on.press(this, button, element, item));
    item.append(h("p", { class: "who" }, h("strong", {}, this.bot), h("span", { class: "quiet" }, entry.at || "")), card);
    item.thread = h("ol", { class: "thread", "aria-label": "Replies" });
    if (entry.card) item.append(h("div", { class: "under" }, h("button", {
      type: "button", class: "plain", onclick: () => this.on.about(item),
    }, "Reply in thread", h("span", { class: "unseen" }, ` of ${entry.m.title || "this card"}`))));
    item.append(item.thread);
    return item;
  }

  #redraw(item, entry) {
    const card = drawMessage(entry.m, (button, element) => this.on.press(this, button, element, item));
    const old = item.querySelector(":scope > .card");
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    old.replaceWith(card);
    item.querySelector(":scope > .who .quiet").textContent = entry.at ? `${entry.at}, updated` : "";
    item.entry = entry;
    item.classList.remove("fresh");
    void item.offsetWidth;
    item.classList.add("fresh");
    if (focused != null) {
      const again = [...card.querySelectorAll("button")].find((button) => button.textContent === focused);
      (again || card.querySelector("h3, button") || this.list.parentElement)?.focus({ preventScroll: true });
    }
  }

  #reply(parent, item) {
    const root = parent.parentElement?.closest(".message") || parent;
    root.thread.append(item);
    const count = root.thread.children.length;
    if (count === 5 && !root.folder) {
      root.thread.classList.add("folded");
      root.folder = h("button", { type: "button", class: "plain", "aria-expanded": "false", onclick: () => {
        const folded = root.thread.classList.toggle("folded");
        root.folder.setAttribute("aria-expanded", String(!folded));
        root.folder.textContent = folded ? `Show all ${root.thread.children.length} replies` : "Show the latest replies only";
      } });
      root.thread.before(root.folder);
    }
    if (root.folder && root.thread.classList.contains("folded")) root.folder.textContent = `Show all ${count} replies`;
  }

  /** What the person typed; returns a function that sets the small state text below it. */
  echo(text, parent) {
    const state = h("span", { class: "state", role: "status" });
    const item = h("li", { class: "mine" }, h("span", { class: "unseen" }, "You: "), h("span", { class: "typed" }, text), state);
    if (parent) this.#reply(parent, item);
    else this.list.append(item);
    return (words) => { state.textContent = words; };
  }

  /** A reply that only this person sees; under `parent` when it answers something there. */
  whisper(message, parent) {
    const item = h("li", { class: "message private" });
    item.thread = h("ol");
    item.append(
      h("p", { class: "who" }, h("span", { class: "only" }, "Only you see this"),
        h("button", { type: "button", class: "plain", "aria-label": "Remove this reply", onclick: () => item.remove() }, "✕")),
      drawMessage(message, (button, element) => this.on.press(this, button, element, item)));
    item.querySelector(".card").classList.remove("line");
    if (parent?.isConnected) this.#reply(parent, item);
    else this.list.append(item);
    return item;
  }
}
