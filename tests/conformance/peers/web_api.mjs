// Slack's Web API as far as the bot uses it, written from the published contract, with faults that
// a test can order. Knows nothing of the bot's code.
import { randomUUID } from "node:crypto";

/** What a method does once instead of its work; see WebApi.fail. */
export const fault = {
  /** Not applied; come back later. */
  rateLimited: (seconds) => ({ kind: "rate", seconds, applies: false }),
  /** Applied, and the caller is told that it failed. */
  appliedButFailed: (status = 500) => ({ kind: "status", status, applies: true }),
  /** Not applied. */
  failed: (status = 500) => ({ kind: "status", status, applies: false }),
  /** Applied, and no answer ever comes. */
  appliedButSilent: () => ({ kind: "silent", applies: true }),
  /** Not applied; a page of a proxy with a good status. */
  html: () => ({ kind: "html", applies: false }),
  /** Not applied; a platform error. */
  error: (name) => ({ kind: "error", name, applies: false }),
};

const asMessageTime = (n) => `${Math.floor(n / 1e6)}.${String(n % 1e6).padStart(6, "0")}`;

export class WebApi {
  constructor({ team = "T0FILLRATE", app = "A0FILLRATE", bot = "B0FILLRATE", botUser = "U0FILLRATE" } = {}) {
    Object.assign(this, { team, app, bot, botUser });
    this.tokens = { bot: "xoxb-conformance-0123456789-secret", app: "xapp-1-conformance-0123456789-secret" };
    this.calls = [];
    this.faults = new Map();
    this.channels = new Map();
    this.closed = new Set();
    this.ephemerals = [];
    this.views = [];
    this.responses = [];
    this.waiting = [];
    this.next = Date.now() * 1000;
    this.onPosted = () => {};
  }

  /** The next calls of `method` meet these faults, one each. */
  fail(method, ...faults) {
    this.faults.set(method, [...(this.faults.get(method) ?? []), ...faults]);
  }

  /** The bot is no member of the channel, until somebody invites it. */
  leave(channel) {
    this.closed.add(channel);
  }

  invite(channel) {
    this.closed.delete(channel);
  }

  messages(channel) {
    if (!this.channels.has(channel)) this.channels.set(channel, []);
    return this.channels.get(channel);
  }

  callsOf(method) {
    return this.calls.filter((call) => call.method === method);
  }

  /** Resolves with the first thing `look` finds, now or after a later call. */
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

  changed() {
    for (const entry of [...this.waiting]) {
      const seen = entry.look();
      if (seen) {
        clearTimeout(entry.timer);
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        entry.resolve(seen);
      }
    }
  }

  /** Answers {status, headers, body}, or null for no answer at all. */
  handle(method, headers, body) {
    const call = { method, body, token: /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1], arguments: readArguments(headers, body) };
    this.calls.push(call);
    const planned = (this.faults.get(method) ?? []).shift();
    call.fault = planned?.kind;
    let answer = { ok: false, error: planned?.name ?? "internal_error" };
    if (!planned || planned.applies) answer = this.apply(call);
    call.answer = answer;
    this.changed();
    switch (planned?.kind) {
      case "rate":
        return { status: 429, headers: { "Retry-After": String(planned.seconds) }, body: JSON.stringify({ ok: false, error: "ratelimited" }) };
      case "status":
        return { status: planned.status, headers: {}, body: "upstream failed" };
      case "silent":
        return null;
      case "html":
        return { status: 200, headers: { "Content-Type": "text/html" }, body: "<html><body>Sign in</body></html>" };
      default:
        return { status: 200, headers: { "Content-Type": "application/json; charset=utf-8" }, body: JSON.stringify(answer) };
    }
  }

  apply(call) {
    const expected = call.method === "apps.connections.open" ? this.tokens.app : this.tokens.bot;
    if (call.token !== expected) return { ok: false, error: call.token ? "invalid_auth" : "not_authed" };
    const does = this.methods[call.method];
    return does ? does(call.arguments) : { ok: false, error: "unknown_method" };
  }

  methods = {
    "auth.test": () => ({ ok: true, url: "https://conformance.slack.com/", team: "Conformance", user: "hiring-desk", team_id: this.team, user_id: this.botUser, bot_id: this.bot, is_enterprise_install: false }),
    "apps.connections.open": () => this.openConnection?.() ?? { ok: false, error: "socket_mode_not_enabled" },
    "chat.postMessage": (wanted) => this.post(wanted),
    "chat.postEphemeral": (wanted) => {
      if (!wanted.channel || !wanted.user) return { ok: false, error: "channel_not_found" };
      this.ephemerals.push(wanted);
      return { ok: true, message_ts: asMessageTime(++this.next) };
    },
    "chat.update": (wanted) => {
      const found = this.messages(wanted.channel).find((message) => message.ts === wanted.ts);
      if (!found) return { ok: false, error: "message_not_found" };
      if (String(wanted.text ?? "").length > 4000) return { ok: false, error: "msg_too_long" };
      Object.assign(found, { text: wanted.text, blocks: wanted.blocks, edits: found.edits + 1 });
      if (wanted.metadata) found.metadata = wanted.metadata;
      return { ok: true, channel: wanted.channel, ts: wanted.ts, text: wanted.text };
    },
    "conversations.open": (wanted) => ({ ok: true, channel: { id: `D${String(wanted.users).slice(1)}` } }),
    "conversations.history": (wanted) => this.history(wanted, (message) => !message.thread_ts || message.thread_ts === message.ts),
    "conversations.replies": (wanted) => this.history(wanted, (message) => message.ts === wanted.ts || message.thread_ts === wanted.ts),
    "views.open": (wanted) => this.openView(wanted),
    "views.update": (wanted) => {
      const view = this.views.find((one) => one.id === wanted.view_id);
      if (!view) return { ok: false, error: "not_found" };
      Object.assign(view, wanted.view, { hash: randomUUID() });
      return { ok: true, view };
    },
  };

  post(wanted) {
    if (!wanted.channel) return { ok: false, error: "channel_not_found" };
    if (this.closed.has(wanted.channel)) return { ok: false, error: "not_in_channel" };
    if (!wanted.text && !wanted.blocks) return { ok: false, error: "no_text" };
    const ts = asMessageTime(++this.next);
    const message = {
      type: "message", ts, channel: wanted.channel, user: this.botUser, bot_id: this.bot, app_id: this.app,
      text: wanted.text, blocks: wanted.blocks, thread_ts: wanted.thread_ts, metadata: wanted.metadata, edits: 0,
    };
    this.messages(wanted.channel).push(message);
    this.onPosted(message);
    return { ok: true, channel: wanted.channel, ts, message };
  }

  history(wanted, belongs) {
    const hidden = ({ metadata, ...message }) =>
      metadata ? { ...message, metadata: wanted.include_all_metadata ? metadata : { event_type: metadata.event_type } } : message;
    const messages = this.messages(wanted.channel)
      .filter((message) => belongs(message) && (!wanted.oldest || Number(message.ts) >= Number(wanted.oldest)))
      .reverse().slice(0, Number(wanted.limit ?? 100)).map(hidden);
    return { ok: true, messages, has_more: false, response_metadata: { next_cursor: "" } };
  }

  openView(wanted) {
    if (!wanted.trigger_id) return { ok: false, error: "invalid_trigger_id" };
    const view = { ...wanted.view, id: `V${this.views.length + 1}`, hash: randomUUID(), team_id: this.team, app_installed_team_id: this.team };
    this.views.push(view);
    return { ok: true, view };
  }

  respond(id, body) {
    this.responses.push({ id, ...JSON.parse(body) });
    this.changed();
  }
}

function readArguments(headers, body) {
  if (/json/.test(headers["content-type"] ?? "")) return body ? JSON.parse(body) : {};
  const read = {};
  for (const [name, value] of new URLSearchParams(body)) {
    if (/^[[{]/.test(value)) read[name] = JSON.parse(value);
    else if (value === "true" || value === "false") read[name] = value === "true";
    else read[name] = value;
  }
  return read;
}
