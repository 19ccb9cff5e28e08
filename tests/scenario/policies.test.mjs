// Calendars and policies of a file with the real binary: what-if on the command line, what a running
// bot makes of a file, of a changed one and of a wrong one.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { run, temporaryFolder } from "../conformance/peers/fillrate.mjs";

const golden = `
[calendar.chicago]
zone = "America/Chicago"
week = { mon-fri = "08:00-17:00" }
holidays = [2026-11-26]

[calendar.chicago-bridge]
zone = "America/Chicago"
week = { mon-fri = "08:00-17:00" }
holidays = [2026-11-26, 2026-11-27]

[calendar.round-the-clock]
zone = "America/Chicago"
week = { mon-sun = "24h" }

[calendar.nights]
zone = "America/Chicago"
week = { mon-sun = "22:00-06:00" }

[calendar.new-york]
zone = "America/New_York"
week = { mon-fri = "09:00-18:00" }
special = { 2026-12-24 = "09:00-12:00" }
`;

/** A policies file in a folder of its own; `ask` is the command on it. */
async function withPolicies(text, body) {
  const folder = temporaryFolder();
  const file = join(folder.path, "policies.toml");
  writeFileSync(file, text);
  try {
    return await body((...words) => run(["calendar", ...words, "--policies", file]), file);
  } finally {
    folder.remove();
  }
}

const answers = [
  // DOMAIN.md 4.7, 1: due, 75 % and 50 %; with the Friday closed too.
  ["chicago add 2026-11-25T15:30 16h", "2026-11-30T13:30-06:00"],
  ["chicago add 2026-11-25T15:30 12h", "2026-11-30T09:30-06:00"],
  ["chicago add 2026-11-25T15:30 8h", "2026-11-27T14:30-06:00"],
  ["chicago-bridge add 2026-11-25T15:30 16h", "2026-12-01T13:30-06:00"],
  // 2: what was left when the hold began runs from the resume.
  ["chicago between 2026-11-30T09:00 2026-11-30T13:00", "4h00m"],
  ["chicago add 2026-12-02T10:00 12h", "2026-12-03T13:00-06:00"],
  ["chicago add 2026-11-30T09:00 16h", "2026-12-01T16:00-06:00"],
  // 4: the nights on which the clocks change.
  ["round-the-clock add 2027-03-13T22:00 8h", "2027-03-14T07:00-05:00"],
  ["round-the-clock add 2026-10-31T22:00 8h", "2026-11-01T05:00-06:00"],
  ["nights between 2027-03-13T22:00 2027-03-14T06:00", "7h00m"],
  ["nights between 2026-10-31T22:00 2026-11-01T06:00", "9h00m"],
  // 5: feedback.
  ["new-york add 2026-12-04T16:30 8h", "2026-12-07T15:30-05:00"],
  // 6: net of two cycles, gross.
  ["chicago between 2026-11-30T09:00 2026-12-02T17:00", "26h00m"],
  ["chicago between 2026-12-07T09:00 2026-12-08T12:00", "12h00m"],
  ["chicago between 2026-11-30T09:00 2026-12-08T12:00", "57h00m"],
  // Offsets, Z and local times are one another's.
  ["chicago add 2026-11-25T21:30Z 16h", "2026-11-30T13:30-06:00"],
  ["chicago add 2026-11-25T22:30+01:00 960m", "2026-11-30T13:30-06:00"],
  ["chicago add 2026-11-25T15:30 1bd", "2026-11-27T15:30-06:00"],
  ["chicago add 2026-11-28T12:00 1m", "2026-11-30T08:01-06:00"],
  // An ambiguous local time is its first, one that does not exist moves forward.
  ["round-the-clock add 2026-11-01T01:30 1h", "2026-11-01T01:30-06:00"],
  ["round-the-clock add 2026-11-01T01:30-06:00 1h", "2026-11-01T02:30-06:00"],
  ["round-the-clock add 2027-03-14T02:30 1h", "2027-03-14T04:00-05:00"],
  // Special days, closing time, backwards, nothing at all.
  ["new-york between 2026-12-24T09:00 2026-12-25T09:00", "3h00m"],
  ["chicago add 2026-11-30T08:00 9h", "2026-11-30T17:00-06:00"],
  ["chicago between 2026-11-30T12:00 2026-11-30T10:30", "-1h30m"],
  ["chicago between 2026-11-26T08:00 2026-11-26T17:00", "0h00m"],
  ["default.America/Phoenix add 2026-11-26T16:00 2h", "2026-11-27T09:00-07:00"],
];

test("what-if on calendars: the golden examples and the edges of days", () => withPolicies(golden, async (ask) => {
  for (const [question, wanted] of answers) {
    assert.deepEqual(await ask(...question.split(" ")), { code: 0, out: `${wanted}\n`, err: "" }, question);
  }
  const without = await run(["calendar", "default.Europe/London", "between", "2026-12-08T15:00Z", "2026-12-08T18:00Z"]);
  assert.deepEqual(without, { code: 0, out: "2h00m\n", err: "" });
}));

test("what-if on calendars: a wrong question ends with 2 and says what was expected", () => withPolicies(golden, async (ask, file) => {
  const wrong = [
    ["chicgo add 2026-11-25T15:30 16h", /there is no calendar "chicgo" in .*policies\.toml; did you mean chicago\?/],
    ["x add 2026-11-25T15:30 16h", /there is no calendar "x" in .*; it has chicago, chicago-bridge, new-york, nights, round-the-clock/],
    ["default.Mars/Base add 2026-11-25T15:30 16h", /there is no calendar/],
    ["chicago add 2026-11-25 16h", /"2026-11-25": expected a time such as 2026-11-25T15:30/],
    ["chicago add 2026-02-30T10:00 16h", /"2026-02-30T10:00": /],
    ["chicago add 2026-11-25T15:30 16", /"16": expected working time such as 16h, 90m or 1h30m, or business days such as 2bd/],
    ["chicago add 2026-11-25T15:30 0h", /expected working time/],
    ["chicago add 2199-11-25T15:30 1000h", /does not end before 2200/],
    ["chicago add 1969-12-31T15:30 1h", /expected a time from 1970 to 2199/],
    ["chicago between 2026-11-25T15:30 soon", /"soon": expected a time/],
    ["chicago subtract 2026-11-25T15:30 16h", /subtract/],
    ["chicago add 2026-11-25T15:30", /OPERAND/],
  ];
  for (const [question, said] of wrong) {
    const { code, out, err } = await ask(...question.split(" "));
    assert.equal(code, 2, question + out + err);
    assert.match(out + err, said, question);
  }
  writeFileSync(file, '[calendar.a]\nzone = "UTC"\nweek = { mon = "24h", tue = "23:00-09:00", wed = "08:00-10:00" }\n');
  const broken = await ask("a", "add", "2026-11-25T15:30", "16h");
  assert.deepEqual([broken.code, broken.out], [2, ""]);
  assert.match(broken.err, /policies\.toml:3: calendar\.a\.week: tue runs past midnight into the windows of wed/);
  const missing = await run(["calendar", "a", "add", "2026-11-25T15:30", "16h", "--policies", `${file}.gone`]);
  assert.equal(missing.code, 2);
  assert.match(missing.err, /policies\.toml\.gone: cannot be read; give the path of a policies file/);
}));
