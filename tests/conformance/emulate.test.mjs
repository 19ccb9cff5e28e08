// The bot against a Slack emulator that others wrote: what it posts, edits and opens is read back
// through that emulator's own API.
import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { after, before, test } from "node:test";
import { createEmulator } from "emulate";
import { Fillrate, eventually, secrets, temporaryFolder } from "./peers/fillrate.mjs";
import { form, post, signed } from "./peers/signed_http.mjs";
import { payload } from "./peers/socket_mode_server.mjs";

const folder = temporaryFolder();
let slack;
let bot;
let who;
let channel;

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function api(method, fields = {}) {
  const answer = await fetch(`${slack.url}/api/${method}`, { method: "POST", headers: { Authorization: `Bearer ${secrets.SLACK_BOT_TOKEN}` }, body: new URLSearchParams(fields) });
  const body = await answer.json();
  assert.ok(body.ok, `${method}: ${JSON.stringify(body)}`);
  return body;
}

before(async () => {
  const port = await freePort();
  const seed = { slack: { tokens: [{ token: secrets.SLACK_BOT_TOKEN, type: "bot", app_id: "A0FILLRATE" }], channels: [{ name: "desk" }] } };
  slack = await createEmulator({ service: "slack", port, baseUrl: `http://127.0.0.1:${port}`, seed });
  slack.url = `http://127.0.0.1:${port}`;
  bot = Fillrate.demo(folder.path, { slack: { mode: "http", apiUrl: `${slack.url}/api/` } });
  await bot.start();
  who = await api("auth.test");
  channel = (await api("conversations.list")).channels.find(({ name }) => name === "desk").id;
});

after(async () => {
  await bot?.stop();
  await slack?.close();
  folder.remove();
});

async function command(text, trigger) {
  const sent = payload.command({ team: who.team_id, app: "A0FILLRATE" }, text, { user: who.user_id, channel, ...(trigger ? { trigger } : {}) });
  const body = form(sent);
  const answer = await post(`${bot.url}/slack/commands`, signed(body), body);
  assert.equal(answer.status, 200);
  return answer.body;
}

const history = async () => (await api("conversations.history", { channel, include_all_metadata: "true" })).messages;

test("a card is posted, found in the history by its mark, and edited in place", async () => {
  const said = await command('req new "Forklift operator" client:Dockside site:Memphis category:li openings:4 pay:19.50 priority:P1');
  const number = /REQ-(\d+)/.exec(said)?.[1];
  assert.ok(number, said);
  const mentions = (message) => JSON.stringify(message.blocks ?? []).includes(`REQ-${number}`);
  const card = await eventually(async () => (await history()).find(mentions), "the card");
  assert.equal(card.metadata.event_type, "fillrate_out");
  await command(`${number} hold budget`);
  const edited = await eventually(async () => (await history()).find((one) => one.ts === card.ts && /hold/i.test(JSON.stringify(one.blocks))), "the edit");
  assert.ok(edited);
  assert.equal((await history()).filter((one) => one.metadata?.event_payload?.id === card.metadata.event_payload.id).length, 1);
});

const modals = async () => {
  const page = await (await fetch(`${slack.url}/?tab=views`)).text();
  return page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").match(/\bV[0-9A-Z]{8,12} modal\b/g)?.length ?? 0;
};

test("a form is opened with the trigger of the command", async () => {
  let opened = false;
  // A trigger lives for three seconds; a slow machine may need another.
  for (let i = 0; i < 5 && !opened; i += 1) {
    const before = await modals();
    const { trigger_id: trigger } = await api("views.generateTriggerId", { user_id: who.user_id });
    assert.equal(await command("req new", trigger), "");
    opened = await eventually(async () => (await modals()) > before, "the view", { within: 3000 }).catch(() => false);
  }
  assert.ok(opened);
});
