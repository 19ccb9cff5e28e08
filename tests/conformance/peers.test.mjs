// The fake Slack is itself held against Slack's own clients, so that the bot is not tested against a
// misunderstanding.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import bolt from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { signature, now, post, signed } from "./peers/signed_http.mjs";
import { SocketModeServer, envelope, payload } from "./peers/socket_mode_server.mjs";
import { fault } from "./peers/web_api.mjs";

const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => "error", setName() {} };
let slack;
let client;

before(async () => {
  slack = await new SocketModeServer().start();
  client = new WebClient(slack.api.tokens.bot, { slackApiUrl: slack.apiUrl, logger: silent, retryConfig: { retries: 0 } });
});

after(() => slack.stop());

test("Slack's Web API client posts, updates and finds by metadata", async () => {
  const metadata = { event_type: "fillrate_out", event_payload: { id: "one" } };
  const posted = await client.chat.postMessage({ channel: "C0PEER", text: "hello", metadata });
  await client.chat.update({ channel: posted.channel, ts: posted.ts, text: "hello again", blocks: [] });
  const { messages } = await client.conversations.history({ channel: "C0PEER", include_all_metadata: true });
  assert.deepEqual(messages.map(({ text, metadata: mark }) => [text, mark]), [["hello again", metadata]]);
  await assert.rejects(client.chat.update({ channel: "C0PEER", ts: "1.000001", text: "x" }), /message_not_found/);
});

test("Slack's Web API client sees the ordered faults", async () => {
  slack.api.fail("chat.postMessage", fault.error("not_in_channel"), fault.appliedButFailed(500), fault.html());
  await assert.rejects(client.chat.postMessage({ channel: "C0FAULT", text: "a" }), /not_in_channel/);
  await assert.rejects(client.chat.postMessage({ channel: "C0FAULT", text: "b" }));
  await assert.rejects(client.chat.postMessage({ channel: "C0FAULT", text: "c" }));
  assert.deepEqual(slack.api.messages("C0FAULT").map(({ text }) => text), ["b"]);
});

test("Slack's Socket Mode client connects, gets every kind of envelope and acknowledges it", async () => {
  const receiver = new bolt.SocketModeReceiver({ appToken: slack.api.tokens.app, logger: silent, installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } } });
  const app = new bolt.App({ receiver, logger: silent, authorize: async () => ({ botToken: slack.api.tokens.bot, botId: slack.api.bot, botUserId: slack.api.botUser }), clientOptions: { slackApiUrl: slack.apiUrl } });
  const seen = [];
  app.command("/hire", async ({ command, ack }) => {
    seen.push(command.text);
    await ack("taken");
  });
  app.action(/.*/, async ({ action, ack }) => {
    seen.push(action.value);
    await ack();
  });
  app.event("app_mention", async ({ event }) => void seen.push(event.text));
  app.view(/.*/, async ({ view, ack }) => {
    seen.push(view.state.values.name.value.value);
    await ack({ response_action: "errors", errors: { name: "no" } });
  });
  await app.start();
  await slack.connected();
  const view = { type: "modal", callback_id: "x", id: "V1", hash: "h", title: { type: "plain_text", text: "x" }, blocks: [{ type: "input", block_id: "name", element: { type: "plain_text_input", action_id: "value" } }] };
  const taken = await slack.deliver(envelope.command(slack.api, "req new"));
  await slack.deliver(envelope.press(slack.api, "pressed"));
  await slack.deliver(envelope.event(slack.api, payload.mention(slack.api, "104")));
  const wrong = await slack.deliver(envelope.submit(slack.api, view, { name: "Forklift" }));
  assert.deepEqual(seen, ["req new", "pressed", `<@${slack.api.botUser}> 104`, "Forklift"]);
  assert.equal(JSON.stringify(taken.payload).includes("taken"), true);
  assert.equal(wrong.payload.response_action, "errors");
  await app.stop();
});

test("Bolt takes our signed requests", async () => {
  const receiver = new bolt.HTTPReceiver({ signingSecret: "8f742231b10e8888abcd99yyyzzz85a5", endpoints: ["/slack/events"], logger: silent });
  const app = new bolt.App({ receiver, logger: silent, authorize: async () => ({ botToken: "xoxb-peer", botId: "B0", botUserId: "U0" }) });
  let text;
  app.command("/hire", async ({ command, ack }) => {
    text = command.text;
    await ack();
  });
  const server = await receiver.start(0);
  const body = new URLSearchParams(payload.command(slack.api, "104 hold budget")).toString();
  const { status } = await post(`http://127.0.0.1:${server.address().port}/slack/events`, signed(body), body);
  await receiver.stop();
  assert.equal(status, 200);
  assert.equal(text, "104 hold budget");
  assert.match(signature("x", String(now())), /^v0=[0-9a-f]{64}$/);
});
