// A resume in a workspace: chosen in the form, fetched after the candidate was put forward, opened by a
// one-time link where there is an address and sent to the reader's own messages where there is none.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FilesApi } from "../conformance/peers/files_api.mjs";
import { Fillrate, eventually, leaksIn, run, secrets, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, envelope } from "../conformance/peers/socket_mode_server.mjs";

const folder = temporaryFolder();
const pdf = Buffer.from("%PDF-1.7\nladder logic since 2009\n%%EOF\n");
const hiring = { channel: "C0HIRING", channelName: "hiring" };
const own = { channel: "D0ROBIN", channelName: "directmessage" };
let slack;
let files;
let bot;

const words = (value) => JSON.stringify(value ?? "");
const say = async (text, options = hiring) => words((await slack.deliver(envelope.command(slack.api, text, options))).payload);
const direct = (user) => slack.api.messages(`D${user.slice(1)}`);
const keptFiles = () => {
  try { return readdirSync(join(folder.path, "data", "files")).filter((name) => /^[0-9a-f]{32}$/.test(name)).length; } catch { return 0; }
};

async function start(more = "") {
  bot = Fillrate.serve(folder.path, { apiUrl: slack.apiUrl, more });
  await bot.start();
  await slack.connected();
}

async function submitCandidate(values) {
  const opened = slack.api.views.length;
  await slack.deliver(envelope.command(slack.api, "101 submit", hiring));
  const view = await slack.api.until(() => slack.api.views[opened], "the form");
  const input = view.blocks.find(({ block_id }) => block_id === "file");
  assert.equal(input.element.type, "file_input");
  assert.deepEqual(input.element.filetypes, ["pdf", "docx"]);
  const done = await slack.deliver(envelope.submit(slack.api, view, values));
  const sub = /S-\d+/.exec(words(done.payload))?.[0];
  assert.ok(sub, words(done.payload));
  return sub;
}

before(async () => {
  slack = await new SocketModeServer().start();
  files = new FilesApi(slack);
  await start();
  await say(`claim ${/claim ([0-9A-Z]{4}-[0-9A-Z]{2})/.exec(bot.output)[1]}`);
  const opened = slack.api.views.length;
  await slack.deliver(envelope.command(slack.api, "req new"));
  const view = await slack.api.until(() => slack.api.views[opened], "the form");
  await slack.deliver(envelope.submit(slack.api, view, {
    title: "Controls Engineer", client_name: "Acorn Robotics", site_name: "Phoenix plant", zone: "America/Phoenix",
    currency: "USD", category: "professional", openings: "2", pay: "48",
  }));
  await say("admin bind <#C0HIRING|hiring> internal", own);
  await say('admin supplier "Hammer & Tongs" tier:1');
  await say('101 qualify waive:"terms agreed by phone"');
  assert.match(await say("101 release tier1"), /released/);
});

after(async () => {
  await bot?.stop();
  assert.deepEqual(leaksIn(bot.output), []);
  await slack.stop();
  folder.remove();
});

let first;

test("the file of a form is fetched after the candidate is kept, and sent to whoever asks for it", async () => {
  first = await submitCandidate({ name: "Paige Turner", email: "paige@example.test", file: [files.chosen("cv.pdf", pdf)] });
  await eventually(() => keptFiles() === 1, "the file is kept", { every: 300 });
  const answer = await eventually(async () => {
    const said = await say(`${first} resume`);
    return /direct messages/.test(said) && said;
  }, "the answer", { every: 300 });
  assert.match(answer, /on its way to your direct messages/);
  const sent = await slack.api.until(() => files.shared[0], "the file in the direct messages");
  assert.equal(sent.channel, "D0ROBIN");
  assert.equal(sent.title, `${first}.pdf`);
  assert.ok(sent.bytes.equals(pdf));
  assert.equal(sent.authorization, undefined, "the token goes to the Web API only");
  assert.match(await say(`${first} history`), /Resume opened by/);
});

test("a file that is none is told, and the candidate stays", async () => {
  const before = direct("U0ROBIN").length;
  const sub = await submitCandidate({ name: "Al Dente", email: "al@example.test", file: [files.chosen("cv.pdf", Buffer.from("<html>"))] });
  await slack.api.until(() => direct("U0ROBIN").slice(before).find(({ blocks }) => /was not taken/.test(words(blocks))), "the word");
  assert.match(await say(sub), /Submitted|submitted/);
});

test("the bot token follows no redirect", async () => {
  const id = files.chosen("cv.pdf", pdf);
  files.redirects.add(id);
  const before = direct("U0ROBIN").length;
  await submitCandidate({ name: "Sandy Beech", email: "sandy@example.test", file: [id] });
  await slack.api.until(() => direct("U0ROBIN").slice(before).find(({ blocks }) => /was not taken/.test(words(blocks))), "the word", 40000);
});

test("with an address it is a link that works once", async () => {
  assert.equal((await bot.stop()).code, 0);
  const port = bot.port;
  // The address of the bot itself: known only once it listens, so the same port again.
  bot = Fillrate.serve(folder.path, { apiUrl: slack.apiUrl });
  const text = readFileSync(bot.config, "utf8").replace('listen = "127.0.0.1:0"', `listen = "127.0.0.1:${port}"\npublic_url = "http://127.0.0.1:${port}"`);
  writeFileSync(bot.config, text);
  await bot.start();
  await slack.connected();
  const answer = await say(`${first} resume`);
  const link = /http:\/\/127\.0\.0\.1:\d+\/files\/[\w-]+/.exec(answer)?.[0];
  assert.ok(link, answer);
  const got = await fetch(link);
  assert.equal(got.status, 200);
  assert.ok(Buffer.from(await got.arrayBuffer()).equals(pdf));
  assert.equal((await fetch(link)).status, 404);
  const checked = await run(["fsck", "--config", bot.config], { env: secrets });
  assert.equal(checked.code, 0, checked.out + checked.err);
  const told = await run(["check", "--config", bot.config], { env: secrets });
  assert.match(told.out, /^ok {4}files: /m);
});
