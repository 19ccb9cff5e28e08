// Somebody at work in the demo, with the real binary, store and clock: check-ins, a concern, the end that
// is spoken of, who leaves early and is replaced, and what becomes of those left over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, fsck } = desk;
const inside = "acorn-internal";

before(() => desk.start());
after(() => desk.stop());

let candidates = 0;

/** The clock fires timers of others too: what counts is what is said. */
async function does(as, channel, text, expected) {
  const words = await say(as, channel, text);
  assert.match(words, expected, text);
  return words;
}

async function released() {
  const words = await does("robin", inside, 'req new "Controls engineer" client:Acorn site:Chicago category:pro openings:1 pay:58 max:61 hm:@ana', /REQ-\d+/);
  const number = Number(/REQ-(\d+)/.exec(words)[1]);
  await does("robin", inside, `${number} qualify waive:"known role"`, /qualified/);
  await does("robin", inside, `${number} release tier1`, /released/);
  return number;
}

async function putForward(number, as = "maul", channel = "sup-hammer") {
  candidates += 1;
  const words = await does(as, channel, `${number} submit "Pat Worker" email:worker${candidates}@example.test`, /put forward/);
  return /S-\d+/.exec(words)[0];
}

async function atWork(number, end = "") {
  const sub = await putForward(number);
  for (const [as, text] of [["robin", "present"], ["robin", "select"], ["robin", "offer pay:54"], ["robin", "accept"], ["robin", "clear"], ["robin", `start ${end}`]]) {
    await does(as, inside, `${sub} ${text}`, new RegExp(sub));
  }
  return sub;
}

/** The newest message in a person's own conversation, or in a room, that says so. */
async function told(as, pattern) {
  const reader = await page(as);
  const look = () => [...reader.channels.values()].flat().findLast(({ m, card }) => m && !card && pattern.test(wordsOf(m)));
  return reader.until(look, `${as} reads ${pattern}`);
}

const direct = (as) => `dm-${as}`;

async function tap(as, entry, label) {
  const value = webButtons(entry.m).get(label);
  assert.ok(value, `no [${label}] among ${[...webButtons(entry.m).keys()]}`);
  return (await page(as)).press(direct(as), value);
}

async function days(count) {
  const moved = await (await page("robin")).moveClock({ op: "advance", minutes: count * 24 * 60 });
  assert.equal(moved.t, "done", JSON.stringify(moved));
}

test("day 1 is good with one tap, day 5 brings a concern to the account manager", async () => {
  const sub = await atWork(await released());
  await days(2);
  const first = await told("ana", new RegExp(`Day 1 of ${sub} `));
  assert.match(said(await tap("ana", first, "Good")), /noted/);
  assert.match(said(await tap("ana", first, "Good")), /answered already/);
  await days(4);
  const fifth = await told("ana", new RegExp(`Day 5 of ${sub} `));
  const { form } = await tap("ana", fifth, "Concern");
  assert.ok(form, "a concern is put in words");
  await (await page("ana")).form(direct("ana"), form.value, { text: "late twice this week" });
  const word = await told("robin", new RegExp(`concern about ${sub}.*late twice this week`));
  assert.ok(webButtons(word.m).has("End"));
  assert.doesNotMatch(await say("maul", "sup-hammer", `${sub} history`), /late twice/);
  await fsck();
});

test("three weeks before its end both are asked, and it is extended with one form", async () => {
  const sub = await atWork(await released(), "end:+40d");
  await days(20);
  const asked = await told("ana", new RegExp(`assignment of ${sub} .*ends on`));
  await told("robin", new RegExp(`assignment of ${sub} .*ends on`));
  assert.deepEqual([...webButtons(asked.m).keys()], ["Extend", "End", "Convert"]);
  const { form } = await tap("ana", asked, "Extend");
  assert.ok(form);
  await (await page("ana")).form(direct("ana"), form.value, { end: "2027-12-17" });
  assert.match(await say("robin", inside, sub), /to 2027-12-17/);
  await fsck();
});

test("who leaves within the guarantee is replaced; whoever is left over is asked about", async () => {
  const number = await released();
  const other = await putForward(number, "wren", "sup-quillfeather");
  const sub = await atWork(number);
  await told("robin", new RegExp(`REQ-${number} .*is filled. 1 other is still in play`));
  await does("robin", inside, `${sub} end quit`, /an opening to fill again/);
  assert.match(await say("robin", inside, `${number}`), /2 openings, 1 filled/);
  await does("robin", inside, `${number} close filled`, /1 candidate is not selected/);
  await days(1);
  assert.match(await say("wren", "sup-quillfeather", other), /not selected: the role was filled or closed/);
  await fsck();
});

test("the whole of a closing is taken back at once", async () => {
  const number = await released();
  const subs = [await putForward(number), await putForward(number, "wren", "sup-quillfeather")];
  await does("robin", inside, `${number} close budget`, /2 candidates are not selected/);
  await does("robin", inside, "me undo", /taken back|undone/i);
  for (const sub of subs) assert.match(await say("robin", inside, sub), /submitted/);
  assert.match(await say("robin", inside, `${number}`), /2 in play/);
  await fsck();
});
