// Interviews in the demo with the real binary and store, on the driven clock: asked for, picked, reminded, one tap of
// feedback, complete; moved, missed, logged afterwards; who learns nothing; and that what was said lies sealed on the disk.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Fillrate, leaksIn, run, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { WebPage, said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";

const folder = temporaryFolder();
const pages = new Map();
const everyPage = [];
let bot;

before(async () => {
  bot = await Fillrate.demo(folder.path).start();
});

after(async () => {
  for (const one of everyPage) one.close();
  const { code } = await bot.stop();
  assert.equal(code, 0, bot.output);
  assert.deepEqual(leaksIn(bot.output), []);
  folder.remove();
});

async function page(as) {
  const found = pages.get(as);
  if (found?.open && found.sent < 30) return found;
  const opened = await new WebPage(bot.url, { as }).connect();
  pages.set(as, opened);
  everyPage.push(opened);
  return opened;
}

async function say(as, channel, text) {
  const speaker = await page(as);
  const reply = await speaker.line(channel, text);
  if (!reply.posted) return said(reply);
  const entry = await speaker.until(() => speaker.entries(channel).find(({ id }) => id === `r-${reply.to}`), "the answer in the channel");
  return wordsOf(entry.m);
}

async function change(as, channel, text) {
  const before = await bot.outcome("committed");
  const words = await say(as, channel, text);
  assert.equal(await bot.outcome("committed"), before + 1, `"${text}" changed nothing: ${words}`);
  return words;
}

async function refuse(as, channel, text) {
  const before = await bot.outcome("committed");
  const words = await say(as, channel, text);
  assert.equal(await bot.outcome("committed"), before, `"${text}" changed something: ${words}`);
  return words;
}

const inside = "acorn-internal";
const advance = async (minutes) => (await page("robin")).moveClock({ op: "advance", minutes });

async function presented(person) {
  const made = await change("robin", inside, 'req new "Controls engineer" client:Acorn site:Chicago category:pro openings:2 pay:58 max:61 hm:@ana');
  const number = Number(/REQ-(\d+)/.exec(made)?.[1]);
  await change("robin", inside, `${number} qualify waive:"known role"`);
  await change("robin", inside, `${number} release tier1`);
  const sub = /S-\d+/.exec(await change("maul", "sup-hammer", `${number} submit ${person} pay:52 rtr:"nov 28"`))[0];
  await change("robin", inside, `${sub} present`);
  return sub;
}

async function asked(sub, rest) {
  const words = await change("ana", "acorn-hiring", `${sub} interview ${rest}`);
  return /I-\d+/.exec(words)[0];
}

// The newest message of a channel that speaks of the interview and has that button.
async function withButton(as, channel, id, label) {
  const reader = await page(as);
  const found = () => [...reader.shown(channel).values()].findLast(({ m }) => wordsOf(m).includes(id) && [...webButtons(m).keys()].some((one) => one.startsWith(label)));
  const entry = await reader.until(found, `${label} on ${id} in ${channel}`);
  const buttons = webButtons(entry.m);
  return { entry, value: buttons.get([...buttons.keys()].find((one) => one.startsWith(label))) };
}

async function press(as, channel, value) {
  const before = await bot.outcome("committed");
  const reply = await (await page(as)).press(channel, value);
  // A timer may come between.
  assert.ok((await bot.outcome("committed")) > before, said(reply));
  return reply;
}

async function fsck() {
  const { code, out, err } = await run(["fsck", "--data", `${folder.path}/data`]);
  assert.equal(code, 0, out + err);
  assert.match(out, /all as it should be/);
}

function onDisk(path) {
  return readdirSync(path).map((name) => join(path, name)).flatMap((one) => (statSync(one).isDirectory() ? onDisk(one) : [one]));
}

test("asked for, picked by the supplier, reminded, one tap, complete", async () => {
  const sub = await presented('"Paige Turner" email:paige@example.test');
  const id = await asked(sub, '"+26h, +50h" panel:@ana,@robin link:https://meet.example/1');
  await advance(6);
  const slot = await withButton("maul", "sup-hammer", id, "Pick");
  assert.doesNotMatch(wordsOf(slot.entry.m), /Ana|Robin Quill \(|Paige/);
  await press("maul", "sup-hammer", slot.value);
  await advance(6);
  const invited = await withButton("ana", "dm-ana", id, "I'll be there");
  await press("ana", "dm-ana", invited.value);
  // A quarter of an hour before: 26 h after the request.
  await advance(25 * 60 + 36);
  const soon = await withButton("ana", "dm-ana", "https://meet.example/1", "Candidate not here");
  assert.match(wordsOf(soon.entry.m), /You interview P\.T\./);
  // Five minutes after the end.
  await advance(15 + 45 + 5);
  const verdict = await withButton("ana", "dm-ana", `How was ${id}`, "Yes");
  const tapped = await press("ana", "dm-ana", verdict.value);
  assert.ok(tapped.form, JSON.stringify(tapped));
  const kept = await (await page("ana")).form("dm-ana", tapped.form.value, { verdict: "yes", musts: "met", why: "strong on ladder logic" });
  assert.match(said(kept), /1 of 2 in/);
  assert.match(await change("robin", "dm-robin", `fb ${id} strong_yes "knows the plant"`), /2 of 2 in/);
  assert.match(await say("robin", "dm-robin", id), /feedback complete[\s\S]*strong on ladder logic/);
  assert.match(await say("robin", inside, `${id} history`), /Confirmed[\s\S]*Marked as held[\s\S]*Feedback/);
  await advance(10);
  for (const channel of ["sup-hammer", "acorn-hiring", inside]) {
    const reader = await page(channel === "sup-hammer" ? "maul" : channel === inside ? "robin" : "ana");
    for (const { m } of reader.entries(channel)) assert.doesNotMatch(wordsOf(m), /ladder logic|knows the plant/, channel);
  }
  await fsck();
});

test("what interviewers wrote lies sealed on the disk", () => {
  for (const file of onDisk(join(folder.path, "data"))) {
    const bytes = statSync(file).isFile() ? readFileSync(file, "latin1") : "";
    for (const words of ["ladder logic", "knows the plant", "Paige Turner"]) assert.ok(!bytes.includes(words), `${words} stands in ${file}`);
  }
});

test("moved by the supplier, answered by the manager, missed by the candidate", async () => {
  const sub = await presented('"Hank R. Chief" phone:+13125550177');
  const id = await asked(sub, '"+3h"');
  await advance(6);
  await press("maul", "sup-hammer", (await withButton("maul", "sup-hammer", id, "Pick")).value);
  await change("maul", "sup-hammer", `${id} move +5h why:"exam"`);
  await refuse("maul", "sup-hammer", `${id} confirm 1`);
  await advance(6);
  const slot = await withButton("ana", "dm-ana", id, "Pick");
  await press("ana", "dm-ana", slot.value);
  await refuse("ana", "acorn-hiring", `${id} noshow candidate`);
  await advance(5 * 60 + 5);
  assert.match(await say("ana", "acorn-hiring", `${id} noshow candidate "no call"`), /not held/);
  assert.match(await say("robin", inside, id), /the candidate did not come/);
  await fsck();
});

test("logged after the fact in one line, and taken back", async () => {
  const sub = await presented('"Faye Tality" email:faye@example.test');
  const words = await change("robin", inside, `${sub} interview held`);
  const id = /I-\d+/.exec(words)[0];
  assert.match(words, /logged: it took place/);
  assert.match(await say("robin", inside, `${sub} interviews`), new RegExp(`${id}[\\s\\S]*held`));
  await change("robin", inside, "me undo");
  assert.match(await refuse("robin", inside, id), /There is no/);
  await fsck();
});

test("a decision with a verdict missing is asked about, and calls off what lies ahead", async () => {
  const sub = await presented('"Crystal Ball" email:crystal@example.test');
  const words = await change("ana", "acorn-hiring", `${sub} interview held`);
  const id = /I-\d+/.exec(words)[0];
  const reply = await (await page("ana")).line("acorn-hiring", `${sub} select`);
  assert.match(said(reply), new RegExp(`1 of 1 verdict of ${id} is missing`));
  await (await page("ana")).form("acorn-hiring", reply.form.value, { detail: "" });
  assert.match(await say("ana", "acorn-hiring", sub), /selected/);
  const other = await presented('"Earl E. Bird" email:earl@example.test');
  const ahead = await asked(other, '"+30h"');
  await change("maul", "sup-hammer", `${other} withdraw other_offer`);
  assert.match(await say("robin", inside, ahead), /cancelled/);
  await fsck();
});

test("strangers learn nothing", async () => {
  const sub = await presented('"Gail Force" email:gail@example.test');
  const id = await asked(sub, '"+30h" panel:@ana,@robin');
  for (const [who, where] of [["wren", "sup-quillfeather"], ["gus", "dockside-floor"]]) {
    for (const line of [id, `${id} confirm 1`, `fb ${id} yes`]) {
      const words = await refuse(who, where, line);
      assert.match(words, /There is no I-\d+ that you can see here/);
      assert.doesNotMatch(words, /G\.F\.|Gail/);
    }
  }
});

const requisitionOf = async (sub) => /REQ-(\d+)/.exec(await say("robin", inside, sub))[1];

test("a requisition that ends calls off the interviews of those it passes over", async () => {
  const sub = await presented('"Iona Forklift" email:iona@example.test');
  const ahead = await asked(sub, '"+30h"');
  await change("robin", inside, `${await requisitionOf(sub)} close filled_internally`);
  assert.match(await say("robin", inside, ahead), /cancelled/);
  assert.match(await say("robin", inside, sub), /not selected/);
  await fsck();
});

test("its clocks end with the verdict, and then the decision is waited for", async () => {
  const sub = await presented('"Barb Dwyer" email:barb@example.test');
  const number = await requisitionOf(sub);
  const id = /I-\d+/.exec(await change("ana", "acorn-hiring", `${sub} interview held`))[0];
  assert.match(await say("robin", inside, `${id} why`), /Feedback: due/);
  await change("ana", "dm-ana", `fb ${id} yes "calm under pressure"`);
  assert.match(await say("robin", inside, `${id} why`), /Feedback: done in time/);
  assert.match(await say("robin", inside, `${sub} why`), /Decision: due/);
  await change("robin", inside, `${number} hold budget`);
  assert.match(await say("robin", inside, `${sub} why`), /Decision: stands still/);
  await fsck();
  await change("robin", inside, `${number} resume`);
  await advance(6 * 24 * 60);
  assert.match(await say("robin", inside, `${number} chase`), /Ana is asked for a word on 1 candidate/);
  const request = await withButton("ana", "dm-ana", `${sub} B.D.`, "Hire");
  assert.match(wordsOf(request.entry.m), /1 candidate for REQ-\d+ Controls engineer waits for your word/);
  assert.doesNotMatch(wordsOf(request.entry.m), /SLA|breach| late/);
});
