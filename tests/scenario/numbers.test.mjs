// Counts and who is asked next, with the real binary, store and clock: a tier that follows by itself,
// people who are counted, and the ratios of suppliers and clients.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually } from "../conformance/peers/fillrate.mjs";
import { DemoDesk } from "./demo_desk.mjs";

const desk = new DemoDesk();
const { page, say, change, refuse, fsck } = desk;
const inside = "dockside-internal";

before(() => desk.start());
after(() => desk.stop());

async function hours(count) {
  const moved = await (await page("robin")).moveClock({ op: "advance", minutes: count * 60 });
  assert.equal(moved.t, "done", JSON.stringify(moved));
}

const numberOf = (words) => Number(/REQ-(\d+)/.exec(words)[1]);

test("people who are counted fill openings, and who did not come is replaced first", async () => {
  assert.match(await say("robin", inside, "207"), /9 filled/);
  assert.match(await say("gus", "dockside-floor", "207 history"), /9 started, 1 did not come/);
  await refuse("robin", inside, "start 207 present:4");
  assert.match(await change("gus", "dockside-floor", "start 207 present:1"), /1 started on REQ-207/);
  await change("robin", inside, "start 207 present:2");
  assert.match(await say("robin", inside, "207"), /filled/);
  await refuse("robin", inside, "start 207 present:1");
  await fsck();
});

test("undo takes the count back", async () => {
  const number = numberOf(await change("robin", inside, 'req new "Loader" client:Dockside site:Memphis category:li openings:3 pay:18'));
  await change("robin", inside, `${number} qualify waive:"standing order"`);
  await change("robin", inside, `${number} release tier1`);
  await change("robin", inside, `${number} submit "Cody Forks" email:forks@example.test pay:17 rtr:"nov 28" for:shiftbridge`);
  await fsck();
  await change("robin", inside, `start ${number} present:2 noshow:1`);
  assert.match(await say("robin", inside, String(number)), /2 filled/);
  await change("robin", inside, "undo");
  assert.doesNotMatch(await say("robin", inside, String(number)), /2 filled/);
  await fsck();
});

test("ratios come with what they count, without a verdict while there are few", async () => {
  const own = await say("wren", "sup-quillfeather", "report supplier");
  assert.match(own, /Submittal to interview \d+\/\d+ at least 33 % not enough data/);
  assert.doesNotMatch(own, /Hammer|Northlight|Tortoise/);
  await refuse("wren", "sup-quillfeather", "report supplier hammer");
  assert.match(await say("robin", "acorn-internal", "report supplier"), /Hammer & Tongs Staffing[^]*Quillfeather IT/);
  assert.match(await say("ana", "acorn-hiring", "report client"), /Acorn Robotics/);
  await refuse("ana", "acorn-hiring", "report client heron");
  await fsck();
});

test("what was kept and missed in a week is counted from the clocks themselves", async () => {
  const count = (words) => Number(/^.*?(\d+) of \d+ due times were kept/m.exec(words)?.[1] ?? assert.fail(words));
  const before = await say("robin", "acorn-internal", "report sla week:this");
  const number = numberOf(await change("robin", "acorn-internal", 'req new "Cell engineer" client:Acorn site:Chicago category:professional openings:1 pay:60'));
  await change("robin", "acorn-internal", `${number} qualify waive:"known role"`);
  const after = await say("robin", "acorn-internal", "report sla week:this");
  assert.equal(count(after), count(before) + 1, "its intake was in time");
  const missed = await say("dana", "hiring-desk", "report sla week:last");
  assert.match(missed, /Whose turn it was when the \d+ missed ones fell due: (the client|suppliers|us|candidates) \d+/);
  assert.match(missed, /Without excused/);
  await refuse("ana", "acorn-hiring", "report sla");
  await refuse("wren", "sup-quillfeather", "report sla");
  assert.match(await say("robin", "acorn-internal", "report pipeline"), new RegExp(`REQ-${number} Cell engineer`));
  assert.match(await say("robin", "acorn-internal", "report aging"), /with the manager/);
  await fsck();
});

test("how suppliers answer is counted, without a verdict while there is little", async () => {
  const own = await say("wren", "sup-quillfeather", "report my_numbers");
  assert.match(own, /Requisitions answered with a candidate \d+\/\d - not enough data/);
  assert.match(own, /Candidates per answered requisition \d+\/\d/);
});

test("a supplier is suspended mid-month: nothing new, a person decides, one is taken off and comes back", async () => {
  const number = numberOf(await change("robin", "acorn-internal", 'req new "Test engineer" client:Acorn site:Chicago category:professional openings:1 pay:60'));
  await change("robin", "acorn-internal", `${number} qualify waive:"known role"`);
  await change("robin", "acorn-internal", `${number} release tier1`);
  await change("wren", "sup-quillfeather", `${number} accept`);
  assert.match(await change("dana", "dm-dana", 'admin supplier "Quillfeather IT" suspended:yes reason:"two no-shows"'), new RegExp(`Quillfeather IT is suspended[^]*REQ-${number}`));
  assert.match(await refuse("wren", "sup-quillfeather", `${number} submit "Al Dente" email:al.new@example.test`), /Your firm is suspended/);
  assert.match(await say("robin", "acorn-internal", `${number} history`), /Quillfeather IT is suspended: two no-shows/);
  assert.doesNotMatch(await say("wren", "sup-quillfeather", `${number} history`), /two no-shows/);
  await change("robin", "acorn-internal", `${number} remove quillfeather "two no-shows"`);
  assert.match(await refuse("wren", "sup-quillfeather", `${number} accept`), /is closed for your firm/);
  assert.match(await say("wren", "sup-quillfeather", String(number)), /closed for you/);
  await fsck();
  await change("dana", "dm-dana", 'admin supplier "Quillfeather IT" suspended:no');
  await change("robin", "acorn-internal", `${number} release to:quillfeather`);
  await change("wren", "sup-quillfeather", `${number} accept`);
  await change("wren", "sup-quillfeather", "undo");
  await fsck();
});

// Last, since the clock fires timers of others too.
test("the next tier is asked when nobody covers it in time", async () => {
  const number = numberOf(await change("robin", "acorn-internal", 'req new "Vision engineer" client:Acorn site:Chicago category:professional openings:1 pay:60'));
  await change("robin", "acorn-internal", `${number} qualify waive:"known role"`);
  await change("robin", "acorn-internal", `${number} release tier1`);
  assert.doesNotMatch(await say("robin", "acorn-internal", String(number)), /Northlight/);
  await hours(36);
  await eventually(async () => /Tier 2 is asked as well: Northlight Recruiting, Tortoise Talent/.test(await say("robin", "acorn-internal", `${number} history`)), "the second tier is asked", { every: 300 });
  assert.match(await say("robin", "acorn-internal", String(number)), /Northlight Recruiting[^]*Tortoise Talent/);
  assert.doesNotMatch(await say("wren", "sup-quillfeather", `${number} history`), /Tortoise|Northlight/);
});
