// Socket Mode: envelopes, acknowledgements, replacing connections without a gap, redelivery, kills.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Fillrate, eventually, leaksIn, temporaryFolder } from "./peers/fillrate.mjs";
import { SocketModeServer, buttonsOf, envelope, payload } from "./peers/socket_mode_server.mjs";
import { keepAll } from "./surfaces.mjs";

const folder = temporaryFolder();
const forklift = 'req new "Forklift operator" client:Dockside site:Memphis category:li openings:4 pay:19.50 priority:P1';
let slack;
let bot;

before(async () => {
  slack = await new SocketModeServer({ echo: true }).start();
  bot = Fillrate.demo(folder.path, { slack: { mode: "socket", apiUrl: slack.apiUrl } });
  await bot.start();
  await slack.connected();
});

after(async () => {
  const { code } = await bot.stop();
  keepAll(slack);
  await slack.stop();
  folder.remove();
  assert.equal(code, 0, bot.output);
  assert.deepEqual(leaksIn(bot.output), []);
});

const say = (text, options = {}) => slack.deliver(envelope.command(slack.api, text, options), options);
const numberIn = (json) => Number(/REQ-(\d+)/.exec(JSON.stringify(json))?.[1]);
const cardOf = (number) =>
  slack.api.until(() => slack.api.messages("C0DESK").find((one) => one.metadata && JSON.stringify(one.blocks).includes(`REQ-${number}`)), `a card of REQ-${number}`);

test("apps.connections.open is asked with the app token in the header, the rest with the bot token", () => {
  assert.equal(slack.api.callsOf("apps.connections.open")[0].token, slack.api.tokens.app);
  assert.equal(slack.api.callsOf("auth.test")[0].token, slack.api.tokens.bot);
  for (const call of slack.api.calls) assert.doesNotMatch(call.body, /xox|xapp/);
});

test("a command is acknowledged with its answer, its card is posted, a change edits the card", async () => {
  const ack = await say(forklift);
  const number = numberIn(ack.payload);
  assert.ok(number > 220, JSON.stringify(ack));
  const card = await cardOf(number);
  assert.equal(card.metadata.event_type, "fillrate_out");
  const held = await say(`${number} hold budget`);
  assert.match(JSON.stringify(held.payload), /hold/i);
  await slack.api.until(() => card.edits > 0 && /hold/i.test(JSON.stringify(card.blocks)), "the edit");
});

test("an envelope without accepts_response_payload gets none", async () => {
  const number = numberIn((await say(forklift)).payload);
  const card = await cardOf(number);
  const responseUrl = `http://127.0.0.1:${slack.port}/response/socket-press`;
  const value = [...buttonsOf(card.blocks).values()][0];
  const ack = await slack.deliver(envelope.press(slack.api, value, { ts: card.ts, responseUrl }));
  assert.equal(ack.payload, undefined);
  await slack.api.until(() => slack.api.responses.find(({ id }) => id === "socket-press") ?? slack.api.views.at(-1), "the answer");
  const bare = { ...envelope.command(slack.api, "104"), accepts_response_payload: false };
  assert.equal((await slack.deliver(bare)).payload, undefined);
});

test("an envelope delivered again, under the same or another id, is applied once", async () => {
  const first = envelope.command(slack.api, forklift);
  const before = await bot.outcome("committed");
  const number = numberIn((await slack.deliver(first)).payload);
  const again = await slack.deliver(first);
  assert.equal(numberIn(again.payload), number);
  const other = await slack.deliver({ ...first, envelope_id: randomUUID() });
  assert.equal(numberIn(other.payload), number);
  assert.equal(await bot.outcome("committed"), before + 1);
});

test("a mention delivered again with retry_attempt is applied and answered once", async () => {
  const number = numberIn((await say(forklift)).payload);
  const inner = payload.mention(slack.api, `${number} note "seen"`);
  const before = await bot.outcome("committed");
  await slack.deliver(envelope.event(slack.api, inner, { id: "Ev0SOCKET" }));
  const answers = slack.api.calls.filter(({ method }) => /^chat\.post/.test(method)).length;
  await slack.deliver(envelope.event(slack.api, inner, { id: "Ev0SOCKET", attempt: 1 }));
  assert.equal(await bot.outcome("committed"), before + 1);
  assert.equal(slack.api.calls.filter(({ method }) => /^chat\.post/.test(method)).length, answers);
});

test("N070 frames that are no envelope are dropped, the connection lives", async () => {
  const socket = slack.sockets[0];
  const before = await bot.outcome("received");
  for (const text of ["", "x", "[]", "null", '{"type":"hello"}', '{"type":"slash_commands"}', '{"envelope_id":7,"type":"interactive","payload":{}}', '{"type":"something","envelope_id":"e-unknown"}',
    `{"type":"slash_commands","envelope_id":"${"e".repeat(400)}","payload":{}}`, "[".repeat(5000)]) socket.send(text);
  const ack = await slack.deliver({ ...envelope.command(slack.api, "104"), payload: { command: "/hire" } }, { socket });
  assert.equal(ack.payload, undefined);
  assert.equal(await bot.outcome("received"), before);
  assert.equal(slack.sockets[0], socket);
  await say("104");
});

test("on a warning the new connection says hello before the old one goes, and nothing is missed", async () => {
  const old = slack.sockets[0];
  slack.disconnect(old, "warning");
  await slack.api.until(() => slack.sockets.some((one) => one !== old), "a second connection", 60000);
  const reopened = slack.sockets.find((one) => one !== old);
  assert.ok(!slack.counted.closed.some(({ number }) => number === old.number) || reopened, "broke before it made");
  const during = numberIn((await say(forklift, { socket: slack.sockets.at(-1) })).payload);
  assert.ok(during);
  await slack.api.until(() => slack.counted.closed.find(({ number }) => number === old.number), "the old connection closes", 60000);
  assert.deepEqual(slack.counted.closed.find(({ number }) => number === old.number).code, 1000);
  await say("104", { socket: reopened });
});

test("envelopes under way when the warning comes are still acknowledged", async () => {
  const old = slack.sockets[0];
  const pending = Array.from({ length: 8 }, () => say(forklift, { socket: old }));
  slack.disconnect(old, "refresh_requested");
  const numbers = (await Promise.all(pending)).map(({ payload: said }) => numberIn(said));
  assert.equal(new Set(numbers).size, 8);
  await slack.api.until(() => slack.sockets.some((one) => one.number > old.number), "the replacement", 60000);
  await slack.api.until(() => slack.counted.closed.find(({ number }) => number === old.number), "the old connection closes", 60000);
});

test("a line cut without a word is opened again, and what was not acknowledged is delivered again", async () => {
  const old = slack.sockets[0];
  const lost = envelope.command(slack.api, forklift);
  const before = await bot.outcome("committed");
  old.send(JSON.stringify(lost));
  slack.cut(old);
  await slack.api.until(() => slack.sockets.some((one) => one.number > old.number), "a new connection", 60000);
  const ack = await slack.deliver(lost);
  assert.ok(numberIn(ack.payload));
  assert.equal(await bot.outcome("committed"), before + 1);
});

test("a refused apps.connections.open is tried again", async () => {
  slack.refused.push("internal_error");
  const old = slack.sockets[0];
  slack.cut(old);
  await slack.api.until(() => slack.sockets.some((one) => one.number > old.number), "a new connection", 90000);
  await say("104");
});

test("readyz says whether deliveries can come in", async () => {
  assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
  slack.refused.push(...Array(50).fill("invalid_auth"));
  slack.cut(slack.sockets[0]);
  const answer = await eventually(async () => {
    const now = await fetch(`${bot.url}/readyz`);
    return now.status === 503 && now.text();
  }, "not ready");
  assert.match(answer, /not ready/);
});
