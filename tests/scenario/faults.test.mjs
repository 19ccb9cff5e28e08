// The store and the bot die in every order: nothing answered as done is lost, nothing is done twice,
// and it goes on by itself.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { Fillrate, eventually, leaksIn, redisProcesses, run, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { SocketModeServer, envelope } from "../conformance/peers/socket_mode_server.mjs";
import { WebPage, said, wordsOf } from "../conformance/peers/web_page.mjs";

const forklift = 'req new "Forklift operator" client:Dockside site:Memphis category:li openings:4 pay:19.50 priority:P1';

async function withDemo(body, { slack } = {}) {
  const folder = temporaryFolder();
  const bot = Fillrate.demo(folder.path, slack ? { slack: { mode: "socket", apiUrl: slack.apiUrl } } : {});
  const pages = [];
  const connect = async (as = "robin") => {
    const page = await new WebPage(bot.url, { as }).connect();
    pages.push(page);
    return page;
  };
  try {
    await bot.start();
    await body({ folder: folder.path, data: `${folder.path}/data`, bot, connect });
  } finally {
    for (const page of pages) page.close();
    await bot.stop();
    for (const pid of redisProcesses(folder.path)) process.kill(pid, "SIGKILL");
    folder.remove();
  }
  assert.deepEqual(leaksIn(bot.output), []);
}

const wordsIn = (page, reply) => (reply.posted ? wordsOf(page.entries("dockside-internal").find(({ id }) => id === `r-${reply.to}`)?.m) : said(reply));

async function newRequisition(page, options) {
  const reply = await page.line("dockside-internal", forklift, options);
  if (reply.posted) await page.until(() => wordsIn(page, reply), "the answer in the channel");
  const number = Number(/REQ-(\d+)/.exec(wordsIn(page, reply))?.[1]);
  assert.ok(number > 220, JSON.stringify(reply));
  return number;
}

async function show(page, number) {
  return said(await page.line("dockside-internal", String(number)));
}

async function fsck(data) {
  const { code, out, err } = await run(["fsck", "--data", data]);
  assert.equal(code, 0, out + err);
}

const countNew = (page) => new Set(page.entries("dockside-internal").filter((entry) => entry.card).map((entry) => entry.card)).size;

test("a bot killed leaves an orphan that the next one takes over, with everything acknowledged", () => withDemo(async ({ folder, data, bot, connect }) => {
  const number = await newRequisition(await connect());
  const [orphan] = redisProcesses(folder);
  assert.ok(orphan);
  await bot.kill();
  assert.deepEqual(redisProcesses(folder), [orphan]);
  await bot.start();
  const after = redisProcesses(folder);
  assert.equal(after.length, 1);
  assert.notEqual(after[0], orphan);
  assert.match(await show(await connect(), number), new RegExp(`REQ-${number}`));
  await fsck(data);
}));

test("bot and store killed together: the next start reads the same state", () => withDemo(async ({ folder, data, bot, connect }) => {
  const number = await newRequisition(await connect());
  for (const pid of redisProcesses(folder)) process.kill(pid, "SIGKILL");
  await bot.kill();
  await bot.start();
  assert.match(await show(await connect(), number), new RegExp(`REQ-${number}`));
  await fsck(data);
}));

test("after a kill the messages go on at once, not after another instance's wait", () => withDemo(async ({ bot, connect }) => {
  await newRequisition(await connect());
  await bot.kill();
  await bot.start();
  const page = await connect();
  const number = await newRequisition(page);
  await page.until(() => page.entries("dockside-internal").find((entry) => entry.card && JSON.stringify(entry.m).includes(`REQ-${number}`)), "the card of the new requisition", 10000);
}));

test("a second bot on the same data is refused clearly and harms nothing", () => withDemo(async ({ folder, data, bot, connect }) => {
  const second = await run(["demo", "--port", "0", "--data", data]);
  assert.notEqual(second.code, 0);
  assert.match(second.err, /another fillrate already runs with data_dir/);
  assert.equal(second.err.trim().split("\n").length, 1);
  assert.equal(redisProcesses(folder).length, 1);
  await newRequisition(await connect());
  assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
}));

test("a store that ends is started again, and a bot that stops takes it along", () => withDemo(async ({ folder, data, bot, connect }) => {
  const page = await connect();
  const number = await newRequisition(page);
  const [first] = redisProcesses(folder);
  process.kill(first, "SIGKILL");
  await eventually(() => redisProcesses(folder).some((pid) => pid !== first), "a new store");
  await eventually(async () => (await fetch(`${bot.url}/readyz`)).status === 200, "ready again");
  assert.match(await show(page, number), new RegExp(`REQ-${number}`));
  await newRequisition(page);
  await fsck(data);
  assert.equal((await bot.stop()).code, 0, bot.output);
  assert.deepEqual(redisProcesses(folder), []);
}));

test("a store killed under load: what was answered is there, what was not is answered when asked again", () => withDemo(async ({ folder, data, bot, connect }) => {
  const pages = await Promise.all(Array.from({ length: 8 }, () => connect()));
  const acked = [];
  for (let round = 0; round < 5; round += 1) {
    const asked = pages.map(async (page, i) => {
      const id = `killed-${round}-${i}`;
      for (;;) {
        const reply = await page.line("dockside-internal", forklift, { id });
        if (reply.settled !== false && reply.t === "reply") return acked.push({ id, reply, page });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    for (const pid of redisProcesses(folder)) process.kill(pid, "SIGKILL");
    await Promise.all(asked);
  }
  const numbers = await Promise.all(acked.map(async ({ reply, page }) => {
    if (reply.posted) await page.until(() => wordsIn(page, reply), "the answer");
    return Number(/REQ-(\d+)/.exec(wordsIn(page, reply))[1]);
  }));
  assert.equal(new Set(numbers).size, 40);
  const [reader] = pages;
  await eventually(() => countNew(reader) >= 40, "every card");
  assert.equal(countNew(reader), new Set(reader.entries("dockside-internal").map((entry) => entry.card).filter(Boolean)).size);
  await fsck(data);
  assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
}));

test("a store that hangs: no false success, a clear answer, recovery by itself", async () => {
  const slack = await new SocketModeServer().start();
  try {
    await withDemo(async ({ folder, data, bot, connect }) => {
      await slack.connected();
      const page = await connect();
      await newRequisition(page);
      const before = await bot.outcome("committed");
      const [store] = redisProcesses(folder);
      process.kill(store, "SIGSTOP");
      const overSlack = envelope.command(slack.api, forklift);
      const [reply, ack] = await Promise.all([page.line("dockside-internal", forklift, { id: "while-hanging" }), slack.deliver(overSlack)]);
      assert.equal(reply.settled, false, JSON.stringify(reply));
      assert.match(said(reply), /not saved/i);
      assert.match(JSON.stringify(ack.payload), /not saved/i);
      assert.equal(await bot.outcome("committed"), before);
      assert.equal((await eventually(async () => {
        const now = await fetch(`${bot.url}/readyz`);
        return now.status === 503 && now;
      }, "not ready")).status, 503);
      assert.equal((await fetch(`${bot.url}/livez`)).status, 200);
      process.kill(store, "SIGCONT");
      await eventually(async () => (await fetch(`${bot.url}/readyz`)).status === 200, "ready again");
      const number = await newRequisition(page, { id: "while-hanging" });
      const again = await slack.deliver(overSlack);
      const other = Number(/REQ-(\d+)/.exec(JSON.stringify(again.payload))?.[1]);
      assert.ok(other && other !== number, JSON.stringify(again));
      assert.equal(await newRequisition(page, { id: "while-hanging" }), number);
      await fsck(data);
    }, { slack });
  } finally {
    await slack.stop();
  }
});

test("the socket of the store is short-lived and private", () => withDemo(async ({ data, bot }) => {
  assert.ok(existsSync(`${data}/redis.socket`));
  await bot.stop();
  await bot.start();
  assert.equal((await fetch(`${bot.url}/readyz`)).status, 200);
}));
