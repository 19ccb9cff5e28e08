// The web chat's page without a browser: says hello, sends lines, presses and forms, and keeps the
// entries of every channel it is shown, in order.
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import WebSocket from "ws";

export class WebPage {
  constructor(url, { as = "robin" } = {}) {
    this.url = url;
    this.as = as;
    this.channels = new Map();
    this.last = {};
    this.replies = new Map();
    this.waiting = [];
    this.asking = new Map();
    this.open = false;
    this.sent = 0;
  }

  async connect() {
    const socket = new WebSocket(`${this.url.replace("http", "ws")}/ws`);
    this.socket = socket;
    socket.on("message", (data) => this.receive(JSON.parse(String(data))));
    socket.on("close", () => {
      if (this.socket !== socket) return;
      this.open = false;
      for (const { reject } of this.asking.values()) reject(new Error("the line was cut"));
      this.asking.clear();
    });
    socket.on("error", () => {});
    await once(socket, "open");
    this.sent = 0;
    this.open = true;
    this.welcome = undefined;
    this.send({ t: "hello", as: this.as, since: this.last });
    await this.until(() => this.welcome, "a welcome");
    return this;
  }

  close() {
    this.socket?.terminate();
  }

  send(frame) {
    this.sent += 1;
    this.socket.send(JSON.stringify(frame));
  }

  receive(frame) {
    switch (frame.t) {
      case "welcome":
        this.welcome = frame;
        break;
      case "clock":
        this.clock = frame;
        break;
      case "entries":
        for (const entry of frame.list) {
          this.entries(frame.channel).push(entry);
          this.last[frame.channel] = entry.n;
        }
        if (!(frame.channel in this.last)) this.last[frame.channel] = "0-0";
        break;
      case "reply":
      case "error":
      case "done":
        if (frame.to) {
          this.replies.set(frame.to, frame);
          this.asking.get(frame.to)?.resolve(frame);
          this.asking.delete(frame.to);
        }
        break;
      default:
        throw new Error(`a frame of unknown kind ${frame.t}`);
    }
    for (const entry of [...this.waiting]) {
      const seen = entry.look();
      if (seen) {
        clearTimeout(entry.timer);
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        entry.resolve(seen);
      }
    }
  }

  until(look, what, within = 20000) {
    return new Promise((resolve, reject) => {
      const seen = look();
      if (seen) return resolve(seen);
      const entry = { look, resolve };
      entry.timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(new Error(`never seen: ${what}`));
      }, within);
      this.waiting.push(entry);
    });
  }

  ask(frame, within = 30000) {
    const id = frame.id ?? randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.asking.delete(id);
        reject(new Error(`no answer to ${JSON.stringify(frame)}`));
      }, within);
      const settle = (then) => (value) => {
        clearTimeout(timer);
        then(value);
      };
      this.asking.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.send({ ...frame, id });
    });
  }

  line(channel, text, { as = this.as, id, thread } = {}) {
    return this.ask({ t: "line", as, channel, text, ...(id ? { id } : {}), ...(thread ? { thread } : {}) });
  }

  press(channel, value, { as = this.as, id } = {}) {
    return this.ask({ t: "press", as, channel, value, ...(id ? { id } : {}) });
  }

  form(channel, value, fields, { as = this.as, id } = {}) {
    return this.ask({ t: "form", as, channel, value, fields, ...(id ? { id } : {}) });
  }

  moveClock(order) {
    return this.ask({ t: "clock", ...order });
  }

  entries(channel) {
    if (!this.channels.has(channel)) this.channels.set(channel, []);
    return this.channels.get(channel);
  }

  /** What a reader of the channel sees: the newest state of every message, by its id. */
  shown(channel) {
    const byId = new Map();
    for (const entry of this.entries(channel)) {
      if (entry.m) byId.set(entry.edits ?? entry.id, entry);
    }
    return byId;
  }
}

/** All the words of a message, for looking. */
export function wordsOf(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsOf).join(" ");
  if (value && typeof value === "object") {
    return Object.entries(value).filter(([name]) => name !== "value" && name !== "id").map(([, one]) => wordsOf(one)).join(" ");
  }
  return "";
}

/** Buttons of a message of the web chat, by label. */
export function webButtons(message) {
  const found = new Map();
  for (const block of message?.blocks ?? []) {
    for (const button of block.buttons ?? []) found.set(button.label, button.value);
  }
  return found;
}

/** What the answer to a command says. */
export function said(reply) {
  return wordsOf(reply.m ?? reply.form ?? reply.problems ?? reply.text ?? "");
}
