// Who may speak to the signed endpoints: the reliability page's N001 to N015, each beside the same
// request without the defect, and Bolt as a second opinion on one corpus.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import bolt from "@slack/bolt";
import { Fillrate, temporaryFolder, secrets } from "./peers/fillrate.mjs";
import { form, now, post, signature, signed, signingSecret } from "./peers/signed_http.mjs";
import { SocketModeServer, payload } from "./peers/socket_mode_server.mjs";

const json = "application/json";
const folder = temporaryFolder();
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
  await slack.stop();
  folder.remove();
  assert.equal(code, 0, bot.output);
});

const send = (headers, body, path = "/slack/events") => post(bot.url + path, headers, body);
const newCommand = (text = "help") => form(payload.command(slack.api, text));
const newMention = (text = "help") => JSON.stringify(payload.event(slack.api, payload.mention(slack.api, text)));

/** The request reaches the engine exactly once and is answered with 200. */
async function applied(headers, body) {
  const before = await bot.outcome("received");
  const answer = await send(headers, body);
  assert.equal(answer.status, 200, JSON.stringify(answer));
  assert.equal(await bot.outcome("received"), before + 1);
  return answer;
}

/** The request changes nothing, makes no call, and tells the sender nothing. */
async function nothing(status, headers, body, path) {
  const before = await bot.outcome("received");
  const calls = slack.api.calls.length;
  const answer = await send(headers, body, path);
  assert.equal(answer.status, status, `${JSON.stringify(headers)} ${body.slice(0, 400)} ${answer.body}`);
  if (status === 401) assert.equal(answer.body, "");
  assert.equal(await bot.outcome("received"), before);
  assert.equal(slack.api.calls.length, calls);
}

test("the published vector of the signature recipe", () => {
  const body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
    + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
    + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  assert.equal(signature(body, "1531420618"), "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
});

test("N001 without a signature", async () => {
  const body = newCommand();
  const { "X-Slack-Signature": gone, ...headers } = signed(body);
  assert.ok(gone);
  await nothing(401, headers, body);
  await applied(signed(body), body);
});

test("N002 each of the 256 bits flipped", async () => {
  const body = newCommand();
  const headers = signed(body);
  const before = await bot.outcome("received");
  const digest = Buffer.from(headers["X-Slack-Signature"].slice(3), "hex");
  for (let bit = 0; bit < 256; bit += 1) {
    const flipped = Buffer.from(digest);
    flipped[bit >> 3] ^= 1 << (bit & 7);
    const answer = await send({ ...headers, "X-Slack-Signature": `v0=${flipped.toString("hex")}` }, body);
    assert.equal(answer.status, 401, `bit ${bit}`);
  }
  assert.equal(await bot.outcome("received"), before);
  await applied(headers, body);
});

test("N003 signed with another secret", async () => {
  const body = newCommand();
  await nothing(401, signed(body, { secret: "0123456789abcdef0123456789abcdef" }), body);
  await applied(signed(body), body);
});

test("N004 signed over JSON written anew instead of the bytes", async () => {
  const body = JSON.stringify(payload.event(slack.api, payload.mention(slack.api, "help")), null, 1);
  const timestamp = String(now());
  const headers = { ...signed(body, { timestamp, contentType: json }), "X-Slack-Signature": signature(JSON.stringify(JSON.parse(body)), timestamp) };
  await nothing(401, headers, body);
  await applied(signed(body, { contentType: json }), body);
});

test("N005 a signature of another shape", async () => {
  const body = newCommand();
  const headers = signed(body);
  const good = headers["X-Slack-Signature"];
  const shapes = [good.replace("v0=", "v1="), good.replace("v0=", ""), `v0=${good.slice(3).toUpperCase().replace(/^\d+$/, "A")}`, good.slice(0, -1), good.slice(0, -2),
    `${good}0`, `${good}00`, `${good}, ${good}`, `v0 = ${good.slice(3)}`, "v0=", `v0=${"g".repeat(64)}`];
  for (const shape of shapes) await nothing(401, { ...headers, "X-Slack-Signature": shape }, body);
  await nothing(401, { ...headers, "X-Slack-Signature": [good, good] }, body);
  await applied(headers, body);
});

test("N006 the window has two sides", async () => {
  const body = newCommand();
  for (const off of [-301, -302, -86400, 302, 310, 86400]) await nothing(401, signed(body, { timestamp: String(now() + off) }), body);
  for (const off of [-290, 290]) {
    const fresh = newCommand();
    await applied(signed(fresh, { timestamp: String(now() + off) }), fresh);
  }
});

test("N007 timestamps that are no seconds", async () => {
  const body = newCommand();
  const good = String(now());
  for (const timestamp of [`-${good}`, `${good}.0`, "1e9", good.padStart(20, "0"), `0${good}`, `+${good}`, "99999999999999999999", "x", `${good}x`, "0x5f"]) {
    await nothing(401, signed(body, { timestamp }), body);
  }
  const { "X-Slack-Request-Timestamp": gone, ...without } = signed(body);
  assert.ok(gone);
  await nothing(401, without, body);
  const twice = signed(body, { timestamp: good });
  await nothing(401, { ...twice, "X-Slack-Request-Timestamp": [good, good] }, body);
  await applied(signed(body), body);
});

test("N008 an exact replay is answered again and applied once", async () => {
  const body = newCommand('req new "Replay clerk" client:Acorn site:Chicago category:professional openings:1 pay:30 hm:@ana');
  const headers = signed(body);
  const before = await bot.outcome("committed");
  const first = await send(headers, body);
  assert.equal(first.status, 200);
  assert.equal(await bot.outcome("committed"), before + 1);
  const number = /REQ-(\d+)/.exec(first.body)?.[1];
  assert.ok(number, first.body);
  for (let i = 0; i < 3; i += 1) {
    const again = await send(headers, body);
    assert.equal(again.status, 200);
    assert.match(again.body, new RegExp(`REQ-${number}`));
    assert.match(again.body, /Already done/);
  }
  assert.equal(await bot.outcome("committed"), before + 1);
});

test("N009 a thousand replays at once are applied once", async () => {
  const body = newCommand('req new "Flood clerk" client:Acorn site:Chicago category:professional openings:1 pay:30 hm:@ana');
  const headers = signed(body);
  const before = await bot.outcome("committed");
  const answers = await Promise.all(Array.from({ length: 1000 }, () => send(headers, body)));
  for (const answer of answers) assert.equal(answer.status, 200);
  assert.equal(await bot.outcome("committed"), before + 1);
});

test("N011 the address check gives back only a plain, signed challenge", async () => {
  const check = (challenge) => JSON.stringify({ token: "legacy", challenge, type: "url_verification" });
  const body = check("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
  const before = await bot.outcome("received");
  const answer = await send(signed(body, { contentType: json }), body);
  assert.equal(answer.status, 200);
  assert.equal(answer.body, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
  assert.match(answer.headers["content-type"], /^text\/plain/);
  assert.equal(await bot.outcome("received"), before);
  await nothing(401, signed(body, { contentType: json, secret: "wrong" }), body);
  for (const challenge of ["x".repeat(1025), "<script>alert(1)</script>", "", 7, null, "a\r\nb"]) {
    const bad = check(challenge);
    await nothing(400, signed(bad, { contentType: json }), bad);
  }
});

test("N012 retry headers do not stand in for a signature", async () => {
  const body = newMention();
  const retry = { "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout" };
  await nothing(401, { "Content-Type": json, ...retry }, body);
  await nothing(401, { ...signed(body, { contentType: json, secret: "wrong" }), ...retry }, body);
  await applied({ ...signed(body, { contentType: json }), ...retry }, body);
});

test("N013 another app or another workspace is ignored", async () => {
  const other = (change) => form({ ...payload.command(slack.api, "help"), ...change });
  for (const change of [{ api_app_id: "A0OTHER" }, { api_app_id: "" }, { team_id: "T0OTHER" }, { team_id: "" }]) {
    const body = other(change);
    await nothing(200, signed(body), body);
  }
  const event = payload.event(slack.api, payload.mention(slack.api, "help"));
  const body = JSON.stringify({ ...event, team_id: "T0OTHER", authorizations: [{ ...event.authorizations[0], team_id: "T0OTHER" }] });
  await nothing(200, signed(body, { contentType: json }), body);
  const good = other({});
  await applied(signed(good), good);
});

test("N014 malformed forms and payloads", async () => {
  const press = JSON.stringify(payload.press(slack.api, "x|y|1|0123456789abcdef"));
  const encoded = encodeURIComponent(press);
  const bad = [`payload=${encoded}&payload=${encoded}`, "payload=", "payload", "", `payload=${encoded}&command=%2Fhire`, "payload=%zz", "payload=%f", `payload=${encodeURIComponent('{"a":')}`,
    "payload=%ff%fe", `payload=${encodeURIComponent("[]")}`, `payload=${encodeURIComponent(press.replace('"user"', '"nobody"'))}`];
  for (const body of bad) await nothing(400, signed(body), body);
  await nothing(400, signed(press, { contentType: "text/plain" }), press);
  await applied(signed(`payload=${encoded}`), `payload=${encoded}`);
});

test("N031 to N036 JSON that is not strictly JSON", async () => {
  const good = newMention();
  const bad = ["[".repeat(10000), '{"a":'.repeat(40) + "1" + "}".repeat(40), `${good}x`, `${good}{}`, good.replace("{", '{"type":"event_callback",'), `\ufeff${good}`, good.replace("help", "\\ud800"),
    good.replace('"type":"event_callback"', '"type":NaN'), good.replaceAll('"', "'"), `/* */${good}`, '"text"', "null", ""];
  for (const body of bad) await nothing(400, signed(body, { contentType: json }), body);
  for (const change of [{ user: 7 }, { user: {} }, { user: null }, { channel: ["C0DESK"] }, { ts: 17 }, { ts: "now" }]) {
    const event = payload.event(slack.api, { ...payload.mention(slack.api, "help"), ...change });
    const body = JSON.stringify(event);
    await nothing(400, signed(body, { contentType: json }), body);
  }
  await applied(signed(good, { contentType: json }), good);
});

test("N037 events we do not know are taken and ignored", async () => {
  for (const type of ["reaction_added", "workflow_step_execute", "something_of_2031"]) {
    const body = JSON.stringify(payload.event(slack.api, { type, user: "U0ROBIN", new_field: { deep: [1, { x: null }] } }));
    await nothing(200, signed(body, { contentType: json }), body);
  }
  const limited = JSON.stringify({ token: "legacy", type: "app_rate_limited", team_id: slack.api.team, minute_rate_limited: now(), api_app_id: slack.api.app });
  await nothing(200, signed(limited, { contentType: json }), limited);
});

test("ssl_check is answered unsigned and opens nothing else", async () => {
  const press = encodeURIComponent(JSON.stringify(payload.press(slack.api, "x")));
  const { status } = await send({ "Content-Type": "application/x-www-form-urlencoded" }, "ssl_check=1&token=legacy");
  assert.equal(status, 200);
  await nothing(200, { "Content-Type": "application/x-www-form-urlencoded" }, `ssl_check=1&payload=${press}`);
  await nothing(200, { "Content-Type": "application/x-www-form-urlencoded" }, `ssl_check=1&${newCommand()}`);
  for (const value of ["0", "01", "true", "1%20", ""]) {
    await nothing(401, { "Content-Type": "application/x-www-form-urlencoded" }, `ssl_check=${value}&${newCommand()}`);
  }
});

test("every Slack path takes every kind of payload, and only POST", async () => {
  for (const path of ["/slack/events", "/slack/commands", "/slack/interactive", "/slack/options"]) {
    const body = newCommand();
    const before = await bot.outcome("received");
    assert.equal((await send(signed(body), body, path)).status, 200);
    assert.equal(await bot.outcome("received"), before + 1);
    assert.notEqual((await fetch(bot.url + path)).status, 200);
  }
});

test("a media type with parameters or in capitals is the same media type", async () => {
  for (const contentType of ["application/x-www-form-urlencoded; charset=utf-8", "Application/X-WWW-Form-URLEncoded"]) {
    const body = newCommand();
    await applied(signed(body, { contentType }), body);
  }
});

/** Bolt with the same secret, listening; counts what gets past its receiver. */
async function startBolt() {
  const receiver = new bolt.HTTPReceiver({ signingSecret, endpoints: ["/slack/events"], logLevel: bolt.LogLevel.ERROR, logger: quiet });
  const app = new bolt.App({ receiver, authorize: async () => ({ botToken: secrets.SLACK_BOT_TOKEN, botId: slack.api.bot, botUserId: slack.api.botUser }), logger: quiet });
  app.command("/hire", ({ ack }) => ack("taken"));
  app.action(/.*/, ({ ack }) => ack());
  app.event("app_mention", async () => {});
  const server = await receiver.start(0);
  return { url: `http://127.0.0.1:${server.address().port}/slack/events`, stop: () => receiver.stop() };
}

const nothingToSay = () => {};
const quiet = { debug: nothingToSay, info: nothingToSay, warn: nothingToSay, error: nothingToSay, setLevel: nothingToSay, getLevel: () => "error", setName: nothingToSay };

/** name, request, and how we knowingly differ from Bolt (ours, Bolt's). */
function corpus() {
  const at = (off) => String(now() + off);
  const press = () => `payload=${encodeURIComponent(JSON.stringify(payload.press(slack.api, "x|y|1|0123456789abcdef")))}`;
  const list = [];
  const add = (name, body, headers, differs) => list.push({ name, body, headers, differs });
  for (const [kind, make, contentType] of [["command", newCommand], ["press", press], ["mention", newMention, json]]) {
    const one = (name, change, differs) => {
      const body = make();
      add(`${kind}: ${name}`, body, change(body, signed(body, { contentType })), differs);
    };
    one("good", (body, headers) => headers);
    one("header names in small letters", (body, headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])));
    one("no signature", (body, { "X-Slack-Signature": gone, ...headers }) => headers);
    one("no timestamp", (body, { "X-Slack-Request-Timestamp": gone, ...headers }) => headers);
    one("wrong secret", (body) => signed(body, { contentType, secret: "wrong" }));
    one("another body", (body) => signed(`${body} `, { contentType }));
    one("short", (body, headers) => ({ ...headers, "X-Slack-Signature": headers["X-Slack-Signature"].slice(0, -1) }));
    one("long", (body, headers) => ({ ...headers, "X-Slack-Signature": `${headers["X-Slack-Signature"]}0` }));
    one("another version", (body, headers) => ({ ...headers, "X-Slack-Signature": headers["X-Slack-Signature"].replace("v0", "v1") }));
    one("no version", (body, headers) => ({ ...headers, "X-Slack-Signature": headers["X-Slack-Signature"].slice(3) }));
    one("299 s old", (body) => signed(body, { contentType, timestamp: at(-295) }));
    one("stale", (body) => signed(body, { contentType, timestamp: at(-302) }));
    one("a day old", (body) => signed(body, { contentType, timestamp: at(-86400) }));
    one("no number", (body) => signed(body, { contentType, timestamp: "soon" }));
    one("an hour ahead", (body) => signed(body, { contentType, timestamp: at(3600) }), { ours: 401, bolt: 200 });
  }
  const charset = newCommand();
  add("a content type with parameters", charset, signed(charset, { contentType: "application/x-www-form-urlencoded; charset=utf-8" }), { ours: 200, bolt: 400 });
  const check = JSON.stringify({ token: "legacy", challenge: "abc", type: "url_verification" });
  add("url_verification", check, signed(check, { contentType: json }));
  add("url_verification, unsigned", check, { "Content-Type": json });
  add("ssl_check", "ssl_check=1&token=legacy", signed("ssl_check=1&token=legacy"));
  return list;
}

test("Bolt and we let in and keep out the same requests, but for the known differences", async () => {
  const other = await startBolt();
  try {
    for (const { name, body, headers, differs } of corpus()) {
      const ours = (await post(`${bot.url}/slack/events`, headers, body)).status;
      const theirs = (await post(other.url, headers, body)).status;
      if (differs) assert.deepEqual({ ours, bolt: theirs }, differs, name);
      else assert.equal(ours, theirs, name);
    }
  } finally {
    await other.stop();
  }
});

test("N015 a revoked installation stays revoked", async () => {
  slack.api.fail("auth.test", ...Array(5).fill({ kind: "error", name: "token_revoked", applies: false }));
  const event = JSON.stringify(payload.event(slack.api, { type: "tokens_revoked", tokens: { oauth: [], bot: [slack.api.botUser] } }));
  assert.equal((await send(signed(event, { contentType: json }), event)).status, 200);
  await slack.api.until(() => slack.api.callsOf("auth.test").length >= 2, "auth.test after the revocation");
  let ignored = false;
  for (let i = 0; i < 100 && !ignored; i += 1) {
    const before = await bot.outcome("received");
    const body = newCommand();
    assert.equal((await send(signed(body), body)).status, 200);
    ignored = (await bot.outcome("received")) === before;
  }
  assert.ok(ignored);
  const body = newMention(randomUUID());
  await nothing(200, signed(body, { contentType: json }), body);
});
