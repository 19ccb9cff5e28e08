// Shifts in the demo, with the real binary, store and clock: planned, asked for along the ladder, confirmed with a button,
// the owner's at the cut-off, counted on the floor, in the numbers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { said, webButtons, wordsOf } from "../conformance/peers/web_page.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, refuse, fsck } = desk;
const inside = "dockside-internal";
const floor = "dockside-floor";
const supplier = "sup-shiftbridge";

before(() => desk.start());
after(() => desk.stop());

/** The clock fires timers of others too: what counts is what is said. */
async function does(as, channel, text, expected) {
  const words = await say(as, channel, text);
  assert.match(words, expected, text);
  return words;
}

async function staffed() {
  const words = await does("robin", inside, 'req new "Picker" client:Dockside site:Memphis category:li openings:12 pay:19.50 hm:@gus', /REQ-\d+/);
  const number = Number(/REQ-(\d+)/.exec(words)[1]);
  await does("robin", inside, `${number} qualify waive:"known role"`, /qualified/);
  await does("robin", inside, `${number} release to:shiftbridge`, /released/);
  await does("bridge", supplier, `${number} accept heads:12`, /12 heads/);
  return number;
}

/** The newest message anywhere that somebody reads, and where. */
async function told(as, pattern) {
  const reader = await page(as);
  const look = () => {
    for (const [channel, entries] of reader.channels) {
      const found = entries.findLast(({ m, card }) => m && !card && pattern.test(wordsOf(m)));
      if (found) return { ...found, channel };
    }
    return undefined;
  };
  return reader.until(look, `${as} reads ${pattern}`);
}

async function tap(as, entry, label) {
  const value = [...webButtons(entry.m)].find(([shown]) => shown.startsWith(label))?.[1];
  assert.ok(value, `no [${label}] among ${[...webButtons(entry.m).keys()]}`);
  return (await page(as)).press(entry.channel, value);
}

async function hours(count) {
  const moved = await (await page("robin")).moveClock({ op: "advance", minutes: count * 60 });
  assert.equal(moved.t, "done", JSON.stringify(moved));
}

test("a count is one line, echoed with its day and zone, corrected and taken back", async () => {
  const number = await staffed();
  const words = await does("gus", floor, `shift ${number} 1st 11/12 noshow:1`, /1st shift Mon 30 Nov 06:00-14:00 CST: 11 of 12 came, 1 did not come/);
  assert.doesNotMatch(words, /SLA|breach| late/);
  await does("gus", floor, `shift ${number} 1st 12/12`, /It was: 11 of 12 came/);
  await does("gus", floor, "me undo", /taken back|undone/i);
  assert.match(await say("robin", inside, `shift ${number} 1st on:today`), /11 of 12 came/);
  assert.match(await say("robin", inside, `${number}`), /1st shift today\s+06:00: 11 of 12 came/);
  assert.doesNotMatch(await say("bridge", supplier, `${number}`), /came/);
  await refuse("bridge", supplier, `shift ${number} 1st 12/12`);
  await refuse("gus", floor, `shift ${number} 1st 13/12`);
  await refuse("robin", "acorn-internal", "shift 104 2nd 1/2");
  await fsck();
});

test("a form plans shifts, and says at the field what is wrong", async () => {
  const number = await staffed();
  const robin = await page("robin");
  const plans = ({ m }) => m && wordsOf(m).includes(`REQ-${number}`) && webButtons(m).has("Plan shifts");
  const card = await robin.until(() => robin.entries(inside).findLast(plans), "a card with [Plan shifts]");
  const { form } = await robin.press(inside, webButtons(card.m).get("Plan shifts"));
  assert.deepEqual(form.fields.map(({ id }) => id), ["name", "on", "from", "to", "ordered"]);
  const fields = { name: "2nd", on: "dec 10, dec 11", from: "14:00", to: "22:00", ordered: "13" };
  const wrong = await robin.form(inside, form.value, fields);
  assert.match(JSON.stringify(wrong), /12 openings/);
  await robin.form(inside, form.value, { ...fields, ordered: "9" });
  assert.match(await say("robin", inside, `${number} shifts`), /Thu 10 Dec 14:00-22:00[^]*0 of 9 confirmed/);
  await fsck();
});

test("numbers are k of n with a guard, for the client and the one supplier", async () => {
  const words = await say("robin", "dm-robin", "report client Dockside");
  assert.match(words, /Shift fill[^]*\d+\/\d+[^]*No-shows of shifts[^]*\d+\/\d+/);
  assert.match(await say("bridge", supplier, "report my_numbers"), /Shift fill/);
});

test("suppliers are asked, the owner hears at the cut-off, the floor counts", async () => {
  const number = await staffed();
  await does("robin", inside, `shift ${number} 2nd ordered:12 from:14:00 to:22:00 on:wed,thu,fri`, /3 shifts of REQ-\d+ planned with 12 heads each/);
  await hours(3);
  const ask = await told("bridge", new RegExp(`REQ-${number} Picker: will your people come`));
  assert.match(wordsOf(ask.m), /2nd shift Wed 2 Dec 14:00-22:00 CST[^]*12 heads of yours/);
  assert.doesNotMatch(wordsOf(ask.m), /Thu 3 Dec/);
  const { form } = await tap("bridge", ask, "Fewer");
  assert.ok(form, "fewer asks how many");
  await (await page("bridge")).form(supplier, form.value, { heads: "10" });
  await does("robin", inside, `shift ${number} 2nd on:"dec 2"`, /10 of 12 confirmed/);
  await hours(30);
  const exception = await told("robin", new RegExp(`Robin: REQ-${number} Picker, 2nd shift Wed 2 Dec.*10 of 12 confirmed; 2 are open`));
  const settled = await tap("robin", exception, "Confirm for them");
  assert.ok(settled.form);
  await (await page("robin")).form(exception.channel, settled.form.value, { heads: "12" });
  assert.match(await say("robin", inside, `shift ${number} 2nd on:"dec 2"`), /12 of 12 confirmed/);
  await hours(21);
  const count = await told("gus", new RegExp(`How many are here. REQ-${number} Picker, 2nd shift Wed 2 Dec`));
  assert.match(wordsOf(count.m), /14:10 CST[^]*14:30 CST/);
  assert.match(said(await tap("gus", count, "All 12 here")), /12 of 12 came/);
  await does("gus", floor, `shift ${number} 2nd cancel "line down" on:"dec 4"`, /called off/);
  await hours(1);
  await told("bridge", /2nd shift Fri 4 Dec called off/);
  await fsck();
});
