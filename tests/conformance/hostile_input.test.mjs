// Input of hostile sizes and forms against the real binary, at the sizes the reliability page names;
// each beside the same request without the defect, which is applied.
import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Fillrate, eventually, temporaryFolder } from "./peers/fillrate.mjs";
import { form, post, raw, signed } from "./peers/signed_http.mjs";
import { SocketModeServer, payload } from "./peers/socket_mode_server.mjs";

const json = "application/json";
const limit = 1024 * 1024;
const folders = [temporaryFolder(), temporaryFolder()];
let slack;
let bot;

const startBot = async (folder, more) => {
  const one = Fillrate.demo(folder.path, { slack: { mode: "http", apiUrl: slack.apiUrl }, ...more });
  const calls = slack.api.callsOf("auth.test").length;
  await one.start();
  await slack.api.until(() => slack.api.callsOf("auth.test").length > calls, "auth.test");
  return one;
};

before(async () => {
  slack = await new SocketModeServer().start();
  bot = await startBot(folders[0]);
});

after(async () => {
  const { code } = await bot.stop();
  await slack.stop();
  for (const folder of folders) folder.remove();
  assert.equal(code, 0, bot.output);
});

const newCommand = (text = "help") => form(payload.command(slack.api, text));
const newMention = (text = "help") => JSON.stringify(payload.event(slack.api, payload.mention(slack.api, text)));

/** A signed command of exactly `size` bytes; what fills it up is a field that nobody reads. */
function commandOf(size) {
  const body = `${newCommand()}&filler=`;
  return body + "f".repeat(size - body.length);
}

function head(body, framing) {
  const lines = Object.entries(signed(body)).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `POST /slack/commands HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${lines}${framing}\r\n`;
}

const chunked = "Transfer-Encoding: chunked\r\n";
const chunksOf = (body, size) => {
  const parts = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.slice(at, at + size);
    parts.push(`${part.length.toString(16)}\r\n${part}\r\n`);
  }
  return parts.join("");
};

/** The bytes are answered with this status and nothing reaches the engine. */
async function refused(status, bytes) {
  const before = await bot.outcome("received");
  const answer = await raw(bot.port, Buffer.from(bytes, "latin1"), { silence: 8000 });
  assert.equal(answer.status, status, bytes.slice(0, 300));
  assert.ok(answer.closed);
  assert.equal(await bot.outcome("received"), before);
}

async function applied(bytes, count = 1) {
  const before = await bot.outcome("received");
  const answer = await raw(bot.port, Buffer.from(bytes, "latin1"), { silence: 8000 });
  assert.equal(answer.status, 200, bytes.slice(0, 300));
  assert.equal(await bot.outcome("received"), before + count);
  return answer.text;
}

test("N016 a body of the limit is taken, one byte more is refused before it is read", async () => {
  const full = commandOf(limit);
  await applied(head(full, `Content-Length: ${limit}\r\n`) + full);
  await applied(`${head(full, chunked)}${chunksOf(full, 65536)}0\r\n\r\n`);
  const over = commandOf(limit + 1);
  // None of the body is sent by length, and not the byte that crosses the limit by chunks.
  await refused(413, head(over, `Content-Length: ${limit + 1}\r\n`));
  await refused(413, `${head(over, chunked)}${chunksOf(over.slice(0, limit), 65536)}1\r\n`);
});

test("N020 a million chunks of a byte, long extensions and ten thousand trailers", async () => {
  const small = newCommand();
  await applied(`${head(small, chunked)}${chunksOf(small, 1)}0\r\nTrailer: x\r\n\r\n`);
  await applied(`${head(small, chunked)}${small.length.toString(16)};${"e".repeat(8000)}\r\n${small}\r\n0\r\n\r\n`);
  await refused(413, `${head(small, chunked)}${"1\r\nx\r\n".repeat(1e6)}0\r\n\r\n`);
  await refused(413, `${head(small, chunked)}${small.length.toString(16)};${"e".repeat(8193)}\r\n${small}\r\n0\r\n\r\n`);
  await refused(413, `${head(small, chunked)}${chunksOf(small, 4096)}0\r\n${"a:\r\n".repeat(10000)}\r\n`);
});

test("N023 heads and targets beyond their limits", async () => {
  const body = newCommand();
  const good = head(body, `Content-Length: ${body.length}\r\n`);
  const withField = (text) => good.replace("\r\n\r\n", `\r\nX: ${text}\r\n\r\n`);
  const room = 8192 - withField("").length;
  await applied(withField("y".repeat(room)) + body);
  await refused(431, withField("y".repeat(room + 1)) + body);
  const fields = (count) => good.replace("\r\n\r\n", `\r\n${Array.from({ length: count }, (_, i) => `X${i}: y`).join("\r\n")}\r\n\r\n`);
  const present = good.split("\r\n").length - 3;
  await applied(fields(100 - present) + body);
  await refused(431, fields(101 - present) + body);
  await applied(good.replace("/slack/commands", `/slack/commands?${"q".repeat(4000)}`) + body);
  await refused(414, good.replace("/slack/commands", `/slack/commands?${"q".repeat(65536)}`) + body);
});

test("N027 a hundred pipelined requests, and the last request of a connection", async () => {
  const body = newCommand();
  const keep = (head(body, `Content-Length: ${body.length}\r\n`) + body).replace("Connection: close\r\n", "");
  const last = head(body, `Content-Length: ${body.length}\r\n`) + body;
  const answers = await applied(keep.repeat(99) + last, 100);
  assert.equal(answers.match(/HTTP\/1\.1 200/g).length, 100);
  const probe = "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const many = await raw(bot.port, probe.repeat(1001), { silence: 8000 });
  assert.ok(many.closed);
  assert.equal(many.text.match(/HTTP\/1\.1 200/g).length, 1000);
});

/** The event is answered with this status; `received` grows by `count`. */
async function event(status, body, count) {
  const before = await bot.outcome("received");
  const answer = await post(`${bot.url}/slack/events`, signed(body, { contentType: json }), body);
  assert.equal(answer.status, status, body.slice(0, 300).toString());
  assert.equal(await bot.outcome("received"), before + count);
}

test("N032 JSON of many keys, of one long key, and of extreme numbers", async () => {
  const withMember = (member) => newMention().replace("{", `{${member},`);
  const room = limit - withMember("").length;
  const keys = [];
  for (let i = 0, size = 0; size + 12 < room; size += keys.at(-1).length + 1, i += 1) keys.push(`"k${i}":0`);
  assert.ok(keys.length > 85000);
  await event(200, withMember(keys.join(",")), 1);
  await event(400, withMember([...keys.slice(0, -1), '"k0":1'].join(",")), 0);
  await event(200, withMember(`"${"k".repeat(room - 4)}":0`), 1);
  for (const [number, status] of [["-0", 200], ["1e-400", 200], ["1e309", 400], ["-1e309", 400], ["9".repeat(room - 4), 400]]) {
    await event(status, withMember(`"n":${number}`), status === 200 ? 1 : 0);
  }
});

test("N034 JSON and forms that are not Unicode text", async () => {
  const spoilt = (bytes) => {
    const [start, end] = newMention("help mark").split("mark");
    return Buffer.concat([Buffer.from(start), bytes, Buffer.from(end)]);
  };
  await event(200, spoilt(Buffer.from("\u00e9\u{1f600}")), 1);
  for (const bytes of [[0xff], [0xc3], [0x80], [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0]]) {
    await event(400, spoilt(Buffer.from(bytes)), 0);
  }
  for (const escape of ["\\ud800", "\\udc00", "\\ud800\\ud800", "\\u0000"]) await event(400, spoilt(Buffer.from(escape)), 0);
  await event(400, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(newMention())]), 0);
  const good = newCommand("help");
  const before = await bot.outcome("received");
  for (const bytes of ["%ff", "%c0%af", "%ed%a0%80", "%00"]) {
    const bad = good.replace("text=help", `text=help${bytes}`);
    assert.equal((await post(`${bot.url}/slack/commands`, signed(bad), bad)).status, 400, bytes);
  }
  assert.equal(await bot.outcome("received"), before);
  assert.equal((await post(`${bot.url}/slack/commands`, signed(good), good)).status, 200);
  assert.equal(await bot.outcome("received"), before + 1);
});

test("N040 a command of 100,000 characters gets a short answer and a short log line", async () => {
  const printed = bot.output.length;
  const committed = await bot.outcome("committed");
  for (const text of [`104 note ${"n".repeat(100000)}`, "a".repeat(100000), `req new "${"t".repeat(100000)}"`]) {
    const body = newCommand(text);
    const answer = await post(`${bot.url}/slack/commands`, signed(body), body);
    assert.equal(answer.status, 200);
    assert.ok(answer.body.length < 2000, answer.body.slice(0, 300));
  }
  assert.equal(await bot.outcome("committed"), committed);
  const body = newCommand(`104 note "${"n".repeat(1000)}"`);
  assert.equal((await post(`${bot.url}/slack/commands`, signed(body), body)).status, 200);
  assert.equal(await bot.outcome("committed"), committed + 1);
  for (const line of bot.output.slice(printed).split("\n")) assert.ok(line.length < 9000, line.slice(0, 300));
});

const statusOf = (port, path) => new Promise((resolve, reject) => {
  http.get({ port, host: "127.0.0.1", path, agent: false }, (answer) => {
    answer.resume();
    answer.on("end", () => resolve(answer.statusCode));
  }).on("error", reject);
});

/** Opens `count` connections that never say anything; those the bot has not closed are `open`. */
async function idleCrowd(port, count, eachHundred) {
  const crowd = { sockets: [], open: count };
  while (crowd.sockets.length < count) {
    const some = Array.from({ length: Math.min(100, count - crowd.sockets.length) }, () => new Promise((resolve, reject) => {
      const socket = net.connect(port, "127.0.0.1", resolve);
      socket.on("error", reject);
      socket.on("end", () => { crowd.open -= 1; });
      socket.resume();
      crowd.sockets.push(socket);
    }));
    await Promise.all(some);
    await eachHundred();
  }
  return crowd;
}

/** What this process may have open. */
const ownDescriptors = () => Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1] ?? 10000);

test("N028 idle connections: the caps hold and the bot stays ready", async (context) => {
  const count = Math.min(10000, ownDescriptors() - 500);
  context.diagnostic(`${count} idle connections`);
  const crowd = await idleCrowd(bot.port, count, async () => assert.equal(await statusOf(bot.port, "/readyz"), 200));
  await eventually(() => crowd.open <= 1024, "the cap");
  const body = newCommand();
  await applied(head(body, `Content-Length: ${body.length}\r\n`) + body);
  for (const socket of crowd.sockets) socket.destroy();
});

test("N028 with few descriptors the cap leaves enough for the store and for Slack", async () => {
  const descriptors = 256;
  const poor = await startBot(folders[1], { descriptors });
  try {
    // Were the cap beyond the descriptors, each of these would wait for another's to come free.
    const crowd = await idleCrowd(poor.port, 2000, async () => {});
    await eventually(() => crowd.open <= descriptors - 48, "the cap");
    assert.equal(await statusOf(poor.port, "/readyz"), 200);
    const body = newCommand('104 note "still here"');
    assert.match((await post(`${poor.url}/slack/commands`, signed(body), body)).body, /REQ-104/);
    // An answer that needs a connection of its own to Slack.
    const before = slack.api.views.length;
    const asking = newCommand("req new");
    assert.equal((await post(`${poor.url}/slack/commands`, signed(asking), asking)).status, 200);
    await slack.api.until(() => slack.api.views.length > before, "the form");
    for (const socket of crowd.sockets) socket.destroy();
  } finally {
    assert.equal((await poor.stop()).code, 0, poor.output);
  }
});
