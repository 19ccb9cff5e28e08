// Signed HTTP from a command to the card, a press, a form and its submission, against a Slack written
// from the published contract.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Fillrate, leaksIn, temporaryFolder } from "./peers/fillrate.mjs";
import { form, post, raw, signed } from "./peers/signed_http.mjs";
import { SocketModeServer, buttonsOf, payload } from "./peers/socket_mode_server.mjs";
import { fault } from "./peers/web_api.mjs";
import { problemsOfMessage } from "./limits.mjs";
import { keep, keepAll } from "./surfaces.mjs";

const folder = temporaryFolder();
const forklift = 'req new "Forklift operator" client:Dockside site:Memphis category:li openings:4 pay:19.50 priority:P1';
let slack;
let bot;

before(async () => {
  slack = await new SocketModeServer().start();
  bot = Fillrate.demo(folder.path, { slack: { mode: "http", apiUrl: slack.apiUrl } });
  await bot.start();
  await slack.api.until(() => slack.api.callsOf("auth.test").length, "auth.test");
});

after(async () => {
  const { code } = await bot.stop();
  keepAll(slack);
  await slack.stop();
  folder.remove();
  assert.equal(code, 0, bot.output);
  assert.deepEqual(leaksIn(bot.output), []);
});

const responseUrl = (name) => `http://127.0.0.1:${slack.port}/response/${name}`;

async function command(text, options) {
  const body = form(payload.command(slack.api, text, options));
  const answer = await post(`${bot.url}/slack/commands`, signed(body), body);
  assert.equal(answer.status, 200);
  const said = answer.body ? JSON.parse(answer.body) : null;
  keep("ack", said);
  return said;
}

async function interaction(content) {
  const body = form({ payload: JSON.stringify(content) });
  const answer = await post(`${bot.url}/slack/interactive`, signed(body), body);
  assert.equal(answer.status, 200);
  const said = answer.body ? JSON.parse(answer.body) : null;
  keep("ack", said);
  return said;
}

async function event(inner, options) {
  const body = JSON.stringify(payload.event(slack.api, inner, options));
  return post(`${bot.url}/slack/events`, signed(body, { contentType: "application/json" }), body);
}

/** The newest posted message of the channel that speaks of the requisition. */
const cardOf = (number, channel = "C0DESK") =>
  slack.api.until(() => slack.api.messages(channel).findLast((message) => JSON.stringify(message.blocks).includes(`REQ-${number}`)), `a card of REQ-${number}`);

async function newRequisition(options) {
  const said = await command(forklift, options);
  const number = Number(/REQ-(\d+)/.exec(JSON.stringify(said))?.[1]);
  assert.ok(number > 220, JSON.stringify(said));
  return number;
}

test("a command is answered in its acknowledgement, and its card is posted with our mark", async () => {
  const number = await newRequisition();
  const card = await cardOf(number);
  assert.equal(card.metadata.event_type, "fillrate_out");
  assert.match(card.metadata.event_payload.id, /^[0-9A-Za-z_-]{10,}$/);
  const { arguments: sent } = slack.api.callsOf("chat.postMessage").at(-1);
  assert.equal(sent.unfurl_links, false);
  assert.equal(sent.unfurl_media, false);
  assert.ok(card.text.length > 10);
});

test("a press is answered at its response_url, and the card is edited, not posted again", async () => {
  const number = await newRequisition();
  const card = await cardOf(number);
  const buttons = buttonsOf(card.blocks);
  assert.ok(buttons.size >= 1 && buttons.size <= 5, [...buttons.keys()].join());
  const value = buttons.get("Return to draft") ?? [...buttons.values()][0];
  const ack = await interaction(payload.press(slack.api, value, { ts: card.ts, responseUrl: responseUrl("press") }));
  assert.equal(ack, null);
  const said = await slack.api.until(() => slack.api.responses.find(({ id }) => id === "press") ?? slack.api.views.at(-1), "an answer to the press");
  assert.ok(said);
});

test("104 hold budget edits the cards of the requisition", async () => {
  const number = await newRequisition();
  const card = await cardOf(number);
  const said = await command(`${number} hold budget`);
  assert.match(JSON.stringify(said), /hold/i);
  await slack.api.until(() => slack.api.messages("C0DESK").find((one) => one.ts === card.ts && one.edits > 0 && /hold/i.test(JSON.stringify(one.blocks))), "the edit");
  const posts = slack.api.messages("C0DESK").filter((one) => one.metadata && JSON.stringify(one.blocks).includes(`REQ-${number}`) && one.metadata.event_payload.id === card.metadata.event_payload.id);
  assert.equal(posts.length, 1);
});

test("eyes on a message keep it as a note, once whoever asks", async () => {
  const number = await newRequisition();
  const message = { type: "message", ts: `1700000000.${String(number).padStart(6, "0")}`, user: "U0ANA", text: `REQ-${number} would do with two shifts`, blocks: [] };
  slack.api.messages("C0DESK").push(message);
  const eyes = (user) => ({ type: "reaction_added", user, reaction: "eyes", item_user: message.user, item: { type: "message", channel: "C0DESK", ts: message.ts }, event_ts: "1700000001.000100" });
  const before = slack.api.ephemerals.length;
  for (const user of ["U0ROBIN", "U0LEE"]) assert.equal((await event(eyes(user))).status, 200);
  const [noted, again, ...more] = slack.api.ephemerals.slice(before);
  assert.equal(noted.user, "U0ROBIN");
  assert.match(noted.text, new RegExp(`Noted on REQ-${number}`));
  assert.equal(again.user, "U0LEE");
  assert.match(again.text, /noted before/);
  assert.deepEqual(more, []);
  assert.match(JSON.stringify(await command(`${number} history`)), /would do with two shifts/);
});

test("a press of an old card after the state moved on changes nothing (N090, N092)", async () => {
  const number = await newRequisition();
  const card = await cardOf(number);
  const value = buttonsOf(card.blocks).get("Return to draft");
  assert.ok(value, "the card in intake offers to return it");
  await command(`${number} hold budget`);
  const before = await bot.outcome("committed");
  await interaction(payload.press(slack.api, value, { ts: card.ts, responseUrl: responseUrl(`old-${number}`) }));
  const said = await slack.api.until(() => slack.api.responses.find(({ id }) => id === `old-${number}`) ?? slack.api.views.find((view) => JSON.stringify(view).includes(`REQ-${number}`)), "an answer");
  assert.ok(said);
  assert.equal(await bot.outcome("committed"), before);
});

test("N089 an edited value of a button is refused and changes nothing", async () => {
  const number = await newRequisition();
  const card = await cardOf(number);
  const value = [...buttonsOf(card.blocks).values()][0];
  const before = await bot.outcome("committed");
  const spoiled = [value.replace(String(number), "104"), value.slice(0, -1), `${value}0`, value.replace(/.$/, (last) => (last === "0" ? "1" : "0")), "x", "||||"];
  for (const [i, bad] of spoiled.entries()) {
    await interaction(payload.press(slack.api, bad, { ts: card.ts, responseUrl: responseUrl(`bad-${number}-${i}`) }));
    const said = await slack.api.until(() => slack.api.responses.find(({ id }) => id === `bad-${number}-${i}`), "a refusal");
    assert.match(said.text, /nothing changed/i);
  }
  assert.equal(await bot.outcome("committed"), before);
});

test("req new with nothing opens the form, its submission creates the requisition, problems keep it open", async () => {
  const said = await command("req new");
  assert.equal(said, null);
  const view = await slack.api.until(() => slack.api.views.find((one) => one.blocks.some((block) => block.block_id === "title" || /title/i.test(block.block_id))), "the form");
  const wrong = await interaction(payload.submit(slack.api, view, { title: "x" }));
  assert.equal(wrong.response_action, "errors", JSON.stringify(wrong));
  const blocks = view.blocks.filter((block) => block.type === "input");
  for (const id of Object.keys(wrong.errors)) assert.ok(blocks.some((block) => block.block_id === id), `${id} is not a block of the form`);
  const values = fillIn(blocks);
  const before = await bot.outcome("committed");
  const good = await interaction(payload.submit(slack.api, view, values));
  assert.notEqual(good?.response_action, "errors", JSON.stringify(good));
  assert.equal(await bot.outcome("committed"), before + 1);
});

/** A believable answer to every input of the form. */
function fillIn(blocks) {
  const words = { title: "Night picker", openings: "2", pay: "19.50", bill: "28", max: "21", start: "2026-12-14", shift: "2nd", must: "forklift license", hm: "gus", client: "dockside", site: "memphis" };
  const values = {};
  for (const { block_id: id, element, optional } of blocks) {
    const offered = (element.options ?? (element.option_groups ?? []).flatMap((group) => group.options)).map((option) => option.value);
    if (offered.length) {
      const wanted = offered.find((value) => /dockside|memphis|light_industrial|^li$|^p2$|gus/i.test(value)) ?? (optional ? undefined : offered[0]);
      if (wanted !== undefined) values[id] = element.type.startsWith("multi_") ? [wanted] : wanted;
    } else if (!optional || id in words) {
      values[id] = words[id] ?? (element.type === "number_input" ? "1" : element.type === "datepicker" ? "2026-12-14" : "text");
    }
  }
  return values;
}

test("a mention is answered in its thread; the same event again is answered no more", async () => {
  const inner = payload.mention(slack.api, "104", { channel: "C0DESK" });
  const first = await event(inner, { id: "Ev0MENTION" });
  assert.equal(first.status, 200);
  const answers = () => slack.api.calls.filter(({ method, arguments: sent }) => /^chat\.post/.test(method) && JSON.stringify(sent).includes("REQ-104")).length;
  const count = answers();
  assert.ok(count >= 1);
  for (const attempt of [1, 2, 3]) {
    const body = JSON.stringify(payload.event(slack.api, inner, { id: "Ev0MENTION" }));
    const again = await post(`${bot.url}/slack/events`, { ...signed(body, { contentType: "application/json" }), "X-Slack-Retry-Num": String(attempt), "X-Slack-Retry-Reason": "http_timeout" }, body);
    assert.equal(again.status, 200);
  }
  assert.equal(answers(), count);
});

test("a mention that changes something is applied once however often it is delivered", async () => {
  const number = await newRequisition();
  const inner = payload.mention(slack.api, `${number} note "seen on the floor"`);
  const before = await bot.outcome("committed");
  for (const id of ["Ev0NOTE", "Ev0NOTE", "Ev0NOTE2"]) assert.equal((await event(inner, { id })).status, 200);
  assert.equal(await bot.outcome("committed"), before + 1);
});

test("messages of bots and our own are not answered", async () => {
  const before = await bot.outcome("received");
  for (const more of [{ bot_id: "B0OTHER" }, { bot_id: slack.api.bot }, { app_id: slack.api.app }, { user: slack.api.botUser }, { subtype: "message_changed", hidden: true }]) {
    assert.equal((await event({ ...payload.mention(slack.api, "104"), ...more })).status, 200);
    assert.equal((await event({ ...payload.mention(slack.api, "104"), type: "message", channel_type: "im", ...more })).status, 200);
  }
  assert.equal(await bot.outcome("received"), before);
  assert.equal((await event({ ...payload.mention(slack.api, "104"), type: "message", channel_type: "im", channel: "D0ROBIN" })).status, 200);
  assert.equal(await bot.outcome("received"), before + 1);
});

test("N074, N075, N078 foreign text stays text", async () => {
  const hostile = ["<!channel> & <@U0ROBIN>", "<https://evil.example|Approve>", "*bold* _it_ ~no~ `code`", "&lt;!here&gt;", "<!date^1700000000^{date}|x>", "\u202egnimra"];
  for (const title of hostile) {
    const escaped = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const said = await command(`req new "${escaped}" client:Dockside site:Memphis category:li openings:1 pay:19.50`);
    const number = Number(/REQ-(\d+)/.exec(JSON.stringify(said))?.[1]);
    assert.ok(number, JSON.stringify(said));
    const card = await cardOf(number);
    for (const one of [said, card]) {
      assert.doesNotMatch(one.text, /<[!@#h]/, one.text);
      assert.doesNotMatch(JSON.stringify(one.blocks), /"(broadcast|usergroup|link)"|\u202e/);
      assert.deepEqual(problemsOfMessage(one), []);
    }
  }
});

test("429 is waited out and never undercut, other failures are looked up before anything is said twice", async () => {
  slack.api.fail("chat.postMessage", fault.rateLimited(1));
  const limited = await newRequisition();
  const started = Date.now();
  const card = await cardOf(limited);
  assert.ok(Date.now() - started >= 900, "came before Retry-After");
  assert.ok(card);
});

for (const [name, planned] of [["500, but applied", fault.appliedButFailed(500)], ["no answer, but applied", fault.appliedButSilent()], ["a page of HTML with 200", fault.html()], ["503, not applied", fault.failed(503)]]) {
  test(`a post met by ${name} is seen exactly once in the end`, async () => {
    slack.api.fail("chat.postMessage", planned);
    const number = await newRequisition({ channel: `C0FAULT${name.length}` });
    const card = await slack.api.until(() => slack.api.messages(`C0FAULT${name.length}`).find((one) => JSON.stringify(one.blocks).includes(`REQ-${number}`)), "the card", 60000);
    await command(`${number} hold budget`, { channel: `C0FAULT${name.length}` });
    await slack.api.until(() => card.edits > 0, "the edit, made once the post is known", 60000);
    const copies = slack.api.messages(`C0FAULT${name.length}`).filter((one) => one.metadata?.event_payload.id === card.metadata.event_payload.id);
    assert.equal(copies.length, 1);
  });
}

test("bytes that are not HTTP as we take it are refused (N016 to N019, N023 to N026, N030)", async () => {
  const head = "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  const bad = [
    `${head}Content-Length: -1\r\n\r\n`, `${head}Content-Length: +5\r\n\r\nhello`, `${head}Content-Length: 0x10\r\n\r\n`, `${head}Content-Length: 5, 5\r\n\r\nhello`,
    `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, `${head}Content-Length: 18446744073709551616\r\n\r\n`,
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, `${head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
    `${head}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`, `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
    "POST /slack/events HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    `${head}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n`, `${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n`, `${head}Transfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n`,
    `${head}X: ${"y".repeat(9000)}\r\n\r\n`, `GET /${"y".repeat(65536)} HTTP/1.1\r\nHost: x\r\n\r\n`, `${head}${Array.from({ length: 101 }, (_, i) => `X${i}: y\r\n`).join("")}\r\n`,
    `${head}X: a\0b\r\n\r\n`, `${head}X: a\r\n folded\r\n\r\n`, `${head}X\u00e9: a\r\n\r\n`, `${head}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`,
    "GET /\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    `${head}Content-Length: 1048577\r\n\r\n`, "GET /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  ];
  const before = await bot.outcome("received");
  for (const bytes of bad) {
    const { status, closed, text } = await raw(bot.port, Buffer.from(bytes, "latin1"), { silence: 3000 });
    assert.ok((status >= 400 && status < 500) || (status === 0 && closed), `${JSON.stringify(bytes.slice(0, 120))} got ${JSON.stringify(text.slice(0, 80))}`);
  }
  assert.equal(await bot.outcome("received"), before);
  const body = form(payload.command(slack.api, "help"));
  const headers = Object.entries(signed(body)).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const good = await raw(bot.port, `POST /slack/commands HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`, { silence: 5000 });
  assert.equal(good.status, 200);
  assert.equal(await bot.outcome("received"), before + 1);
});
