// The resume of a candidate in the demo, with the real binary over HTTP: handed in by a page, sealed on
// disk and in the store, opened once by a link, and by nobody else.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, fsck } = desk;
const inside = "acorn-internal";
const secret = "ladder-logic-since-2009";
const pdf = Buffer.concat([Buffer.from(`%PDF-1.7\n${secret}\n`), Buffer.alloc(2_000_000, "x"), Buffer.from("\n%%EOF\n")]);

let number;

before(async () => {
  await desk.start();
  const words = await say("robin", inside, 'req new "Controls engineer" client:Acorn site:Chicago category:pro openings:2 pay:58 max:61 hm:@ana');
  number = Number(/REQ-(\d+)/.exec(words)[1]);
  await say("robin", inside, `${number} qualify waive:"known role"`);
  await say("robin", inside, `${number} release tier1`);
});
after(() => desk.stop());

const url = (path) => new URL(path, desk.bot.url);

async function upload(bytes, { as = "maul", headers = {} } = {}) {
  const response = await fetch(url("/uploads"), {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-Fillrate-As": as, ...headers },
    body: bytes,
  });
  return { status: response.status, ...(response.ok ? await response.json() : {}) };
}

/** Submits the form of `104 submit` as the supplier; gives the answer. */
async function submitForm(fields) {
  const maul = await page("maul");
  const { form } = await maul.line("sup-hammer", `${number} submit`);
  assert.ok(form.fields.some(({ id, kind }) => id === "file" && kind === "file"), "the form takes a file");
  return maul.form("sup-hammer", form.value, { name: "Paige Turner", email: `p${Math.random()}@example.test`, ...fields });
}

async function withFile() {
  const { id } = await upload(pdf);
  assert.ok(id);
  const words = said(await submitForm({ file: id }));
  assert.match(words, /put forward/);
  return /S-\d+/.exec(words)[0];
}

/** The link that [Resume] or a line gives this person. */
function linkIn(reply) {
  return reply.m.blocks.flatMap(({ p }) => p ?? []).find((run) => run.href)?.href;
}

const resumeLink = async (as, channel, sub) => linkIn(await (await page(as)).line(channel, `${sub} resume`));

function everyFile(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

test("a file is handed in, sealed on disk and in the store, and opened once by its reader", async () => {
  const sub = await withFile();
  const kept = everyFile(`${desk.folder.path}/data/files`).filter((name) => /\/[0-9a-f]{32}$/.test(name));
  assert.equal(kept.length, 1);
  assert.equal(statSync(kept[0]).mode & 0o777, 0o600);
  for (const file of everyFile(`${desk.folder.path}/data`)) {
    assert.ok(!readFileSync(file).includes(secret), `${file} shows the resume`);
  }
  const link = await resumeLink("robin", inside, sub);
  assert.match(link, /^\/files\//);
  const looked = await fetch(url(link), { method: "HEAD" });
  assert.equal(looked.status, 200, "a preview uses nothing up");
  for (const headers of [{ "User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" }, { "Sec-Purpose": "prefetch" }]) {
    assert.equal((await fetch(url(link), { headers })).status, 403, "nor does one by GET");
  }
  const got = await fetch(url(link));
  assert.equal(got.status, 200);
  assert.equal(got.headers.get("content-type"), "application/pdf");
  assert.equal(got.headers.get("content-disposition"), `attachment; filename="${sub}.pdf"`);
  assert.equal(got.headers.get("x-content-type-options"), "nosniff");
  assert.equal(got.headers.get("cache-control"), "no-store");
  assert.match(got.headers.get("content-security-policy"), /sandbox/);
  assert.ok(Buffer.from(await got.arrayBuffer()).equals(pdf));
  const again = await fetch(url(link));
  const never = await fetch(url("/files/AAAA"));
  assert.equal(again.status, 404);
  assert.equal(never.status, 404);
  assert.equal(await again.text(), await never.text(), "used and unknown read alike");
  assert.equal((await fetch(url(link), { method: "HEAD" })).status, 200, "whether it was used is not told");
  assert.match(await say("robin", inside, `${sub} history`), /Resume opened by Robin Quill/);
  assert.doesNotMatch(await say("maul", "sup-hammer", `${sub} history`), /opened by/);
  assert.doesNotMatch(desk.bot.output, new RegExp(link.slice(7, 40)));
});

test("the manager opens it once presented, from the card; another supplier and the administrator do not", async () => {
  const sub = await withFile();
  assert.match(await say("ana", "dm-ana", `${sub} resume`), /There is no/);
  await say("robin", inside, `${sub} present`);
  const ana = await page("ana");
  const card = await ana.line("dm-ana", sub);
  const value = webButtons(card.m).get("Resume");
  assert.ok(value, "[Resume] is on the card");
  const link = linkIn(await ana.press("dm-ana", value));
  assert.equal((await fetch(url(link))).status, 200);
  assert.match(await say("wren", "dm-wren", `${sub} resume`), /There is no/);
  assert.match(await say("sam", "dm-sam", `${sub} resume`), /You cannot open/);
  assert.equal(await resumeLink("maul", "sup-hammer", sub) !== undefined, true);
});

test("what is no PDF or Word file, comes from elsewhere or is too large is not taken", async () => {
  assert.match((await upload("<html>%PDF-</html>")).error, /not a PDF or Word/);
  assert.equal((await upload(pdf, { headers: { Origin: "https://evil.example" } })).status, 403);
  assert.equal((await upload(pdf, { headers: { "Content-Type": "text/plain" } })).status, 403);
  assert.equal((await upload(pdf, { as: "nobody" })).status, 403);
  assert.equal((await fetch(url("/uploads"))).status, 405);
  const large = await upload(Buffer.concat([pdf, Buffer.alloc(9_000_000)])).catch(() => ({ status: 413 }));
  assert.equal(large.status, 413);
  const other = await upload(pdf, { as: "wren" });
  const reply = await submitForm({ file: other.id });
  assert.match(reply.problems.file, /Choose it again/);
  assert.match(wordsOf((await submitForm({ link: "javascript:alert(1)" })).problems), /whole address/);
});

test("a link is given and opened as it is, and a newer resume takes its place", async () => {
  const sub = await withFile();
  assert.match(await say("maul", "sup-hammer", `${sub} resume link:https://files.example/paige.pdf`), /kept: a link/);
  const reply = await (await page("robin")).line(inside, `${sub} resume`);
  assert.equal(linkIn(reply), "https://files.example/paige.pdf");
  await fsck();
  assert.ok(!readFileSync(`${desk.folder.path}/data/redis/appendonlydir/${readdirSync(`${desk.folder.path}/data/redis/appendonlydir`).find((name) => name.endsWith(".incr.aof"))}`).includes("files.example"));
});
