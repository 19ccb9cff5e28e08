// A Socket Mode server as Slack describes its own: connections.open, hello, envelopes, acks, pings,
// disconnects. Serves the Web API besides, on the same port, so that one address is all of Slack.
import { once } from "node:events";
import http from "node:http";
import { randomUUID } from "node:crypto";
import { WebSocketServer } from "ws";
import { WebApi } from "./web_api.mjs";

export class SocketModeServer {
  constructor({ echo = false, connectionSeconds = 3600 } = {}) {
    this.api = new WebApi();
    this.echo = echo;
    this.connectionSeconds = connectionSeconds;
    this.sockets = [];
    this.acks = [];
    this.waiting = new Map();
    this.tickets = 0;
    this.refused = [];
    this.counted = { opened: 0, pings: 0, pongs: 0, closed: [] };
    this.api.openConnection = () => this.openConnection();
    this.api.onPosted = (message) => this.echo && this.sendEcho(message);
    this.http = http.createServer((request, response) => this.serve(request, response));
    this.ws = new WebSocketServer({ noServer: true });
    this.http.on("upgrade", (request, socket, head) => this.upgrade(request, socket, head));
  }

  async start() {
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
    this.port = this.http.address().port;
    return this;
  }

  get apiUrl() {
    return `http://127.0.0.1:${this.port}/api/`;
  }

  async stop() {
    for (const socket of this.ws.clients) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  serve(request, response) {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const bytes = Buffer.concat(parts);
      const body = bytes.toString();
      const { pathname } = new URL(request.url, "http://x");
      if (pathname.startsWith("/api/")) {
        const answer = this.api.handle(pathname.slice(5), request.headers, body);
        if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      } else if (pathname.startsWith("/response/")) {
        this.api.respond(pathname.slice(10), body);
        response.end("ok");
      } else if (this.files && pathname.startsWith("/files/")) {
        this.files.serve(request, response, pathname.slice(7), bytes);
      } else {
        response.writeHead(404).end();
      }
    });
  }

  openConnection() {
    const planned = this.refused.shift();
    if (planned) return { ok: false, error: planned };
    this.tickets += 1;
    return { ok: true, url: `ws://127.0.0.1:${this.port}/link/?ticket=${this.tickets}&app_id=${this.api.app}` };
  }

  upgrade(request, socket, head) {
    const url = new URL(request.url, "http://x");
    const ticket = Number(url.searchParams.get("ticket"));
    if (url.pathname !== "/link/" || !(ticket >= 1 && ticket <= this.tickets)) {
      socket.destroy();
      return;
    }
    this.ws.handleUpgrade(request, socket, head, (opened) => this.greet(opened));
  }

  greet(socket) {
    this.counted.opened += 1;
    socket.number = this.counted.opened;
    socket.on("message", (data, isBinary) => this.receive(socket, data, isBinary));
    socket.on("pong", () => (this.counted.pongs += 1));
    socket.on("ping", () => (this.counted.pings += 1));
    socket.on("error", () => {});
    socket.on("close", (code) => {
      this.counted.closed.push({ number: socket.number, code });
      this.sockets = this.sockets.filter((one) => one !== socket);
      this.api.changed();
    });
    this.sockets.push(socket);
    socket.send(JSON.stringify({
      type: "hello", num_connections: this.sockets.length, connection_info: { app_id: this.api.app },
      debug_info: { host: "applink-fake", started: new Date().toISOString(), build_number: 54, approximate_connection_time: this.connectionSeconds },
    }));
    socket.ping("Ping from applink-fake");
    this.api.changed();
  }

  receive(socket, data, isBinary) {
    if (isBinary) throw new Error("a binary frame");
    const ack = JSON.parse(String(data));
    this.acks.push({ ...ack, socket: socket.number });
    this.waiting.get(ack.envelope_id)?.(ack);
    this.waiting.delete(ack.envelope_id);
    this.api.changed();
  }

  /** Once `count` connections said hello. */
  connected(count = 1) {
    return this.api.until(() => this.sockets.length >= count, `${count} connections`);
  }

  /** Sends an envelope on one connection; resolves with its ack. */
  deliver(envelope, { socket = this.sockets[0], within = 20000 } = {}) {
    const id = envelope.envelope_id;
    const acked = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`envelope ${id} is not acknowledged`)), within);
      this.waiting.set(id, (ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
    });
    socket.send(JSON.stringify(envelope));
    return acked;
  }

  disconnect(socket, reason) {
    socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "applink-fake" } }));
  }

  /** Cuts the line without a close frame. */
  cut(socket) {
    socket.terminate();
  }

  /** The line stays up and nothing goes over it any more. */
  halfOpen(socket) {
    socket._socket.pause();
    socket.removeAllListeners("message");
  }

  sendEcho(message) {
    const socket = this.sockets[0];
    if (!socket) return;
    const { channel, ts, user, bot_id, app_id, text, blocks, metadata, thread_ts } = message;
    const event = { type: "message", channel, channel_type: "channel", ts, event_ts: ts, user, bot_id, app_id, text, blocks, metadata, thread_ts };
    socket.send(JSON.stringify(envelope.event(this.api, event)));
  }
}

const caller = (api, { user = "U0ROBIN" } = {}) => ({ id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: api.team });

/** Payloads as Slack makes them; the same over HTTP and in an envelope. */
export const payload = {
  command: (api, text, { user = "U0ROBIN", channel = "C0DESK", channelName = "hiring-desk", command = "/hire", trigger = randomUUID(), responseUrl = "" } = {}) => ({
    token: "legacy", team_id: api.team, team_domain: "conformance", channel_id: channel, channel_name: channelName, user_id: user,
    user_name: user.toLowerCase(), command, text, api_app_id: api.app, is_enterprise_install: "false", response_url: responseUrl, trigger_id: trigger,
  }),
  press: (api, value, { user, channel = "C0DESK", ts = "1700000000.000100", trigger = randomUUID(), responseUrl = "", message = {} } = {}) => ({
    type: "block_actions", user: caller(api, { user }), api_app_id: api.app, token: "legacy", team: { id: api.team, domain: "conformance" },
    enterprise: null, is_enterprise_install: false, trigger_id: trigger, response_url: responseUrl,
    container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: false }, channel: { id: channel, name: channel.startsWith("D") ? "directmessage" : "hiring-desk" },
    message: { type: "message", ts, ...message },
    actions: [{ type: "button", action_id: "a0", block_id: "b0", action_ts: `${Date.now() / 1000}`, value, text: { type: "plain_text", text: "Press" } }],
  }),
  submit: (api, view, values, { user } = {}) => ({
    type: "view_submission", user: caller(api, { user }), api_app_id: api.app, token: "legacy", team: { id: api.team, domain: "conformance" },
    enterprise: null, is_enterprise_install: false, trigger_id: randomUUID(),
    view: { ...view, root_view_id: view.id, previous_view_id: null, state: { values: stateOf(view, values) }, bot_id: api.bot }, response_urls: [],
  }),
  event: (api, event, { id = `Ev${randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase()}` } = {}) => ({
    token: "legacy", team_id: api.team, api_app_id: api.app, event, type: "event_callback", event_id: id, event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: api.team, user_id: api.botUser, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false, event_context: "4-conformance",
  }),
  mention: (api, text, { user = "U0ROBIN", channel = "C0DESK", ts, thread } = {}) => {
    const at = ts ?? `${Math.floor(Date.now() / 1000)}.${String(Math.floor(Math.random() * 1e6)).padStart(6, "0")}`;
    return { type: "app_mention", user, team: api.team, channel, ts: at, event_ts: at, text: `<@${api.botUser}> ${text}`, ...(thread ? { thread_ts: thread } : {}) };
  },
};

/** Envelopes around them. */
export const envelope = {
  command: (api, text, options = {}) => ({
    envelope_id: options.envelopeId ?? randomUUID(), type: "slash_commands", accepts_response_payload: true, payload: payload.command(api, text, options),
  }),
  press: (api, value, options = {}) => ({
    envelope_id: options.envelopeId ?? randomUUID(), type: "interactive", accepts_response_payload: false, payload: payload.press(api, value, options),
  }),
  submit: (api, view, values, options = {}) => ({
    envelope_id: randomUUID(), type: "interactive", accepts_response_payload: true, payload: payload.submit(api, view, values, options),
  }),
  event: (api, event, options = {}) => ({
    envelope_id: options.envelopeId ?? randomUUID(), type: "events_api", accepts_response_payload: false, retry_attempt: options.attempt ?? 0,
    retry_reason: options.attempt ? "timeout" : "", payload: payload.event(api, event, options),
  }),
};

/** What a person would fill in, in the shape of the view's own inputs. */
function stateOf(view, values) {
  const state = {};
  for (const block of view.blocks.filter((one) => one.type === "input")) {
    const { element } = block;
    const wanted = values[block.block_id];
    const option = (value) => ({ text: { type: "plain_text", text: value }, value });
    const filled = { type: element.type };
    if (element.type === "static_select") filled.selected_option = wanted === undefined ? (element.initial_option ?? null) : option(wanted);
    else if (element.type === "multi_static_select") filled.selected_options = wanted === undefined ? (element.initial_options ?? []) : wanted.map(option);
    else if (element.type === "datepicker") filled.selected_date = wanted ?? element.initial_date ?? null;
    else if (element.type === "file_input") filled.files = wanted === undefined ? [] : wanted.map((id) => ({ id }));
    else filled.value = wanted ?? element.initial_value ?? null;
    state[block.block_id] = { [element.action_id]: filled };
  }
  return state;
}

/** Every button of a message, by label. */
export function buttonsOf(blocks) {
  const found = new Map();
  for (const block of blocks ?? []) {
    for (const element of [...(block.elements ?? []), ...(block.accessory ? [block.accessory] : [])]) {
      if (element.type === "button") found.set(element.text.text, element.value);
    }
  }
  return found;
}
