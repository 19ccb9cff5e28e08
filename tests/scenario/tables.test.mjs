// Tables in and out with the real binary and its embedded store: what a file creates, changes and
// leaves alone, what is said of wrong rows, that an export imports again, and how much memory it takes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Fillrate, binary, run, temporaryFolder } from "../conformance/peers/fillrate.mjs";
import { WebPage, said, wordsOf } from "../conformance/peers/web_page.mjs";

const kinds = ["clients", "sites", "suppliers", "people", "requisitions", "submittals"];
const headers = {
  clients: "source,external_id,name",
  sites: "source,external_id,client,name,zone,calendar,currency",
  suppliers: "source,external_id,name,tier,categories,suspended",
  people: "source,external_id,name,role,client,site,supplier,slack,email",
  requisitions: "source,external_id,client,site,title,category,openings,priority,kind,pay,bill,max,salary,fee,must,shift,start,hm,owner,suppliers,released_at,state",
  submittals: "source,external_id,requisition,supplier,name,email,phone,pay,available,represented,state,submitted_at,presented_at,decided_at,reason,bill",
};
const rowsOf = {
  clients: ["ats,c1,Bolt & Nut", 'ats,c2,"Quick, Brown"', "ats,c3,Bolt & Nut"],
  sites: ["ats,s1,c1,Plant,Europe/Berlin,,EUR", "ats,s2,c1,Plant,America/Chicago,day-shift,USD", "ats,s3,c2,Depot,Asia/Tokyo,,JPY"],
  suppliers: ["ats,p1,Hammer Ltd,1,professional,no", 'ats,p2,Tongs Ltd,2,"professional;light_industrial",yes'],
  people: [
    "ats,7,Ada Lane,account_manager,c1,,,T1ABC:U7,ada@example.test", "ats,7,Ada Lane,account_manager,c2,,,T1ABC:U7,ada@example.test", "ats,8,Bo Field,hiring_manager,c1,s1,,,",
    "ats,9,Cy Young,supplier_contact,,,p2,T1ABC:U9,", "ats,10,Di Green,operations,,,,,",
  ],
  requisitions: [
    'ats,r1,c1,s1,Welder,professional,2,P1,contract,40,61.50,55,,,"TIG, ""steel""",nights,2026-12-07,8,7,,,intake',
    "ats,r2,c2,s3,Packer,light_industrial,12,P2,temp,1900,,,,,,,,,7,,,intake",
  ],
  // Of requisitions in intake: nobody is in play yet.
  submittals: [
    "ats,k1,r1,p1,Paige Turner,paige@example.test,030 5550101,42.50,2024-03-01,2024-01-08,rejected,2024-01-09T09:00+01:00,2024-01-10T09:30+01:00,2024-01-11T10:00+01:00,must_have: no TIG,60",
    'ats,k2,r1,internal,"Dente, Al",al@example.test,,,,,withdrawn,2024-01-09T09:00+01:00,,2024-01-10T09:00:30+01:00,other_offer,',
  ],
};
const tableOf = (kind, rows = rowsOf[kind]) => [headers[kind], ...rows, ""].join("\n");

class Tables {
  constructor(folder, store = ["--data", join(folder, "data")]) {
    this.folder = folder;
    this.store = store;
  }

  async import(kind, text, ...options) {
    const file = join(this.folder, `${kind}.csv`);
    writeFileSync(file, text);
    return run(["import", kind, file, ...options, ...this.store]);
  }

  /** Imports rows that are all right; the line of counts. */
  async take(kind, text, ...options) {
    const { code, out, err } = await this.import(kind, text, ...options);
    assert.equal(code, 0, out + err);
    return out.trim();
  }

  async export(kind) {
    const { code, out, err } = await run(["export", kind, ...this.store]);
    assert.equal(code, 0, err);
    return out;
  }

  async everything() {
    const all = {};
    for (const kind of kinds) all[kind] = await this.export(kind);
    return all;
  }

  async fsck() {
    const { code, out, err } = await run(["fsck", ...this.store]);
    assert.equal(code, 0, out + err);
    assert.match(out, /all as it should be/);
  }
}

async function withTables(body) {
  const folder = temporaryFolder();
  try {
    return await body(new Tables(folder.path), folder.path);
  } finally {
    folder.remove();
  }
}

test("a file creates, again leaves alone, then changes; a dry run stores nothing", () => withTables(async (tables) => {
  for (const kind of kinds.slice(0, 2)) await tables.take(kind, tableOf(kind));
  for (const kind of kinds.slice(2)) {
    assert.match(await tables.take(kind, tableOf(kind), "--dry-run"), kind === "people" ? /: 4 created, 1 changed, 0 unchanged, 0 refused \(a dry run/ : /: [23] created, 0 changed, 0 unchanged, 0 refused \(a dry run/);
    assert.match(await tables.take(kind, tableOf(kind)), /^\w+: [2-4] created, [01] changed, 0 unchanged, 0 refused$/);
    assert.match(await tables.take(kind, tableOf(kind)), new RegExp(`^${kind}: 0 created, 0 changed, ${rowsOf[kind].length} unchanged, 0 refused$`));
  }
  assert.equal(await tables.take("clients", "external_id,name,source\nc1,Bolts,ats\nc2,\"Quick, Brown\",ats\n"), "clients: 0 created, 1 changed, 1 unchanged, 0 refused");
  assert.match(await tables.export("clients"), /^ats,c1,Bolts\r$/m);
  assert.equal(await tables.take("clients", tableOf("clients")), "clients: 0 created, 1 changed, 2 unchanged, 0 refused");
  await tables.fsck();
}));

test("what is exported imports again: into the same store nothing changes, into a fresh one it is the same", () => withTables(async (tables) => {
  for (const kind of kinds) await tables.take(kind, tableOf(kind));
  const all = await tables.everything();
  for (const kind of kinds) {
    assert.deepEqual(all[kind].split("\r\n").slice(1, -1).sort(), [...rowsOf[kind]].sort(), kind);
    assert.match(await tables.take(kind, all[kind]), / 0 created, 0 changed, \d+ unchanged, 0 refused$/);
  }
  await withTables(async (fresh) => {
    for (const kind of kinds) await fresh.take(kind, all[kind]);
    assert.deepEqual(await fresh.everything(), all);
    await fresh.fsck();
  });
}));

test("a wrong row is refused with file, line, column and what to write; the others are imported", () => withTables(async (tables, folder) => {
  await tables.take("clients", tableOf("clients"));
  const text = `\uFEFF${headers.sites}\r\nats,1,c1,"Two\r\nlines",Europe/Berlin,,\r\nats,2,c9,Plant,Europe/Berlin,,\r\nats,3,c1,"Plänt",Amerika/Chicago,,euro\r\nats,4,c1\r\n\r\nats,5,c2,Depot,Asia/Tokyo,,JPY\r\n`;
  const { code, out } = await tables.import("sites", text);
  assert.equal(code, 1, out);
  const file = join(folder, "sites.csv");
  const lines = out.trim().split("\n");
  assert.equal(lines.pop(), "sites: 2 created, 0 changed, 0 unchanged, 3 refused");
  assert.ok(lines[0].startsWith(`${file}:4:7 client: "c9" is no client here; write`), lines[0]);
  assert.ok(lines[1].startsWith(`${file}:5:18 zone: `) && lines[1].includes("America/Chicago"), lines[1]);
  assert.ok(lines[2].startsWith(`${file}:5:35 currency: "euro" is no currency; write its code`), lines[2]);
  assert.ok(lines[3].startsWith(`${file}:6:7 row: this row has 3 cells where the header has 7; put`), lines[3]);
  assert.equal(lines.length, 4);
  assert.match(await tables.export("sites"), /^ats,1,c1,Two lines,Europe\/Berlin,,USD\r$/m);
  await tables.fsck();
}));

test("what is no table, of no known kind, or not there changes nothing and is exit 2; no store is exit 3", () => withTables(async (tables, folder) => {
  const file = join(folder, "clients.csv");
  const wrong = [
    [`${headers.clients}\nats,1,Good\nats,2,"Open\n`, `${file}:3:7: the quote that opens this cell is never closed`],
    [`${headers.clients}\nats,1,Good\nats,2,B"ad\n`, `${file}:3:8: a quote stands inside a cell`],
    [Buffer.from([...Buffer.from(`${headers.clients}\nats,1,Good\nats,2,`), 0xff, 0x0a]), `${file}:3:7: this is not UTF-8; save the file as UTF-8`],
    ["source,external_id,nmae\nats,1,Good\n", `${file}:1:20 nmae: "nmae" is no column of clients; write name`],
    ["source,name\nats,Good\n", `${file}:1:1 external_id: there is no column external_id`],
    ["", `${file}:1:1: the file is empty; its first line is source,external_id,name`],
  ];
  for (const [text, expected] of wrong) {
    const { code, out, err } = await tables.import("clients", text);
    assert.equal(code, 2, err);
    assert.equal(out, "");
    assert.ok(err.startsWith(`fillrate: ${expected}`), err);
  }
  for (const kind of kinds) assert.equal(await tables.export(kind), `${headers[kind]}\r\n`, "an empty export is the header");
  for (const [parameters, expected] of [
    [["import", "cleints", file, ...tables.store], /"cleints" is no kind of table; write clients, /],
    [["export", "cleints", ...tables.store], /"cleints" is no kind of table; write clients, /],
    [["import", "clients", join(folder, "absent.csv"), ...tables.store], /absent\.csv: this is no file that can be read/],
    [["import", "clients", folder, ...tables.store], /this is no file that can be read/],
    [["import", "clients", file], /import needs --config FILE or --data DIR/],
    [["export", "clients"], /export needs --config FILE or --data DIR/],
  ]) {
    const { code, err } = await run(parameters);
    assert.equal(code, 2, parameters.join(" "));
    assert.match(err, expected);
  }
  writeFileSync(file, tableOf("clients"));
  const configuration = join(folder, "fillrate.toml");
  writeFileSync(configuration, `[store]\nurl = "redis://127.0.0.1:1"\ndata_dir = "${folder}/none"\n`);
  for (const parameters of [["import", "clients", file], ["export", "clients"]]) {
    const { code, err } = await run([...parameters, "--config", configuration], { env: { FILLRATE_KEY: Buffer.alloc(32, 7).toString("base64") } });
    assert.equal(code, 3, err);
  }
}));

test("N080 cells that a spreadsheet would run come out as text, and come back as they were", () => withTables(async (tables) => {
  const names = ["=1+1", "+49 30 12", "-x", "-12.50", "@sum(a1)", "|cmd", "＝1", "'=1", "a=b", "'tis"];
  await tables.take("clients", tableOf("clients", names.map((name, i) => `ats,${i},${name}`)));
  const out = await tables.export("clients");
  const written = new Map(out.trim().split("\r\n").slice(1).map((line) => [line.split(",")[1], line.split(",").slice(2).join(",")]));
  const shown = ['"\'=1+1"', '"\'+49 30 12"', '"\'-x"', "-12.50", '"\'@sum(a1)"', '"\'|cmd"', '"\'＝1"', '"\'=1"', "a=b", "'tis"];
  shown.forEach((cell, i) => assert.equal(written.get(String(i)), cell));
  assert.equal(await tables.take("clients", out), "clients: 0 created, 0 changed, 10 unchanged, 0 refused");
}));

test("beside a running demo: what is imported can be used at once, and the demo's own records come out and go in", () => withTables(async (tables, folder) => {
  const bot = await Fillrate.demo(folder).start();
  try {
    await tables.take("clients", tableOf("clients"));
    await tables.take("sites", tableOf("sites"));
    await tables.take("people", `${headers.people}\nfillrate,robin,Robin Quill,account_manager,c2,,,,\n`.replace("c2", "quick-brown"));
    const page = await new WebPage(bot.url, { as: "robin" }).connect();
    const reply = await page.line("dm-robin", 'req new "Crane driver" client:"Quick, Brown" site:Depot category:li openings:3');
    const title = "Embedded engineer for robots";
    await tables.take("requisitions", `source,external_id,title\nfillrate,101,${title}\n`);
    await page.until(() => [...page.shown("acorn-internal").values()].some(({ card, edits, m }) => (card || edits) && wordsOf(m).includes(title)), "the change on the living card");
    page.close();
    const all = await tables.everything();
    assert.match(all.requisitions, /,Crane driver,light_industrial,3,/, said(reply));
    assert.match(all.requisitions, /^fillrate,101,acorn,chicago,/m);
    const states = new Set(all.requisitions.trim().split("\r\n").slice(1).map((line) => line.slice(line.lastIndexOf(",") + 1)));
    assert.ok(states.has("open") && states.has("intake"), [...states].join());
    for (const kind of kinds) assert.match(await tables.take(kind, all[kind]), / 0 created, 0 changed, \d+ unchanged, 0 refused$/, kind);
    const numbers = all.requisitions.trim().split("\r\n").slice(1).map((line) => Number(line.split(",")[1]));
    assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
    await withTables(async (fresh) => {
      for (const kind of kinds.slice(0, 4)) await fresh.take(kind, all[kind]);
      const again = await fresh.everything();
      for (const kind of kinds.slice(0, 4)) assert.equal(again[kind], all[kind]);
      await fresh.fsck();
    });
    await tables.fsck();
  } finally {
    assert.equal((await bot.stop()).code, 0, bot.output);
  }
}));

test("pasted in chat: checked, mended, imported once, listed; those who may not see no form", () => withTables(async (tables, folder) => {
  const bot = await Fillrate.demo(folder).start();
  try {
    const page = await new WebPage(bot.url, { as: "dana" }).connect();
    const room = page.welcome.channels[0].id;
    const commitsAre = async (text) => assert.equal(await tables.export("clients"), text);
    const before = await tables.export("clients");
    const opened = await page.line(room, "admin import clients");
    assert.equal(opened.form?.title, "Import clients", said(opened));
    assert.equal(opened.form.fields[0].max, 3000);
    const check = (form, rows) => page.form(room, form.value, { rows });
    const flawed = "source\texternal_id\tname\nats\tp1\tBolt & Nut\nats\tp2\t\nats\tp3\t=1+1\n";
    const shown = await check(opened.form, flawed);
    assert.match(said(shown), /2 new, 0 changed, 0 unchanged, 1 with an error/);
    assert.match(said(shown), /Line 3, column name: a new one needs a name; write it here/);
    assert.equal(shown.form.submit, "Import");
    const kept = shown.form.fields[0].value;
    assert.equal(kept, 'source,external_id,name\nats,p1,Bolt & Nut\nats,p2,\nats,p3,"\'=1+1"\n');
    await commitsAre(before);
    const mended = await check(shown.form, kept.replace("ats,p2,", "ats,p2,Quick Brown"));
    assert.match(said(mended), /3 new, 0 changed, 0 unchanged, 0 with errors/, "what was not seen is checked first");
    await commitsAre(before);
    const done = await check(mended.form, mended.form.fields[0].value);
    assert.match(said(done), /Imported clients: 3 new/);
    assert.equal(done.who, "only_you");
    const twice = await check(mended.form, mended.form.fields[0].value);
    assert.match(said(twice), /Imported clients: 0 new, 0 changed, 3 unchanged/);
    const listed = await page.line(room, "req new");
    assert.ok(listed.form.fields.find(({ id }) => id === "client").options.some(([, label]) => label === "Quick Brown"), said(listed));
    const after = await tables.export("clients");
    assert.equal(after.split("\r\n").length, before.split("\r\n").length + 3);
    assert.match(after, /^ats,p3,"'=1\+1"\r$/m);
    assert.equal(await tables.take("clients", kept.replace("ats,p2,", "ats,p2,Quick Brown")), "clients: 0 created, 0 changed, 3 unchanged, 0 refused", "the same rules as of a file");
    assert.match(said(await check(opened.form, kept.padEnd(3001, "x"))), /text field holds 3000.*fillrate import clients FILE/);
    const stolen = await page.form("dm-robin", mended.form.value, { rows: kept }, { as: "robin" });
    assert.match(said(stolen), /was not made for you/);
    const refused = await page.line("dm-robin", "admin import clients", { as: "robin" });
    assert.equal(refused.form, undefined);
    assert.match(said(refused), /Only administrators and operations import tables/);
    page.close();
    await tables.fsck();
  } finally {
    assert.equal((await bot.stop()).code, 0, bot.output);
  }
}));

test("candidates come in as they stand, claimed and measured from now; wrong ones are refused; it all comes out again", () => withTables(async (tables, folder) => {
  const bot = await Fillrate.demo(folder).start();
  try {
    const page = await new WebPage(bot.url, { as: "robin" }).connect();
    const inside = "acorn-internal";
    const opened = said(await page.line(inside, 'req new "Controls engineer" client:Acorn site:Chicago category:pro openings:2 pay:58 max:61 hm:@ana'));
    const number = Number(/REQ-(\d+)/.exec(opened)[1]);
    await page.line(inside, `${number} qualify waive:"known role"`);
    await page.line(inside, `${number} release tier1`);
    const row = (id, supplier, email, state, rest) => `vms,${id},${number},${supplier},Iona Forklift,${email},,52,,2026-10-01,${state},${rest},`;
    const good = [row("a", "hammer", "iona@example.test", "presented", "2026-10-05 09:00,2026-10-06 09:00,,"), row("b", "quillfeather", "b@example.test", "rejected", "2026-10-05,2026-10-06,2026-10-07,rate"), row("c", "internal", "c@example.test", "submitted", "2026-10-05,,,")];
    assert.equal(await tables.take("submittals", tableOf("submittals", good), "--dry-run"), "submittals: 3 created, 0 changed, 0 unchanged, 0 refused (a dry run: nothing was stored)");
    assert.equal(await tables.take("submittals", tableOf("submittals", good)), "submittals: 3 created, 0 changed, 0 unchanged, 0 refused");
    assert.equal(await tables.take("submittals", tableOf("submittals", good)), "submittals: 0 created, 0 changed, 3 unchanged, 0 refused");
    const out = await tables.export("submittals");
    assert.match(out, /^vms,a,\d+,hammer,Iona Forklift,iona@example\.test,,52,,2026-10-01,presented,2026-10-05T09:00-05:00,2026-10-06T09:00-05:00,,,\r$/m);
    assert.match(await tables.take("submittals", out, "--dry-run"), / 0 created, 0 changed, \d+ unchanged, 0 refused/, "the demo's own candidates too");
    const shown = said(await page.line(inside, `${number} candidates`));
    const code = /S-\d+/.exec(shown)[0];
    const why = said(await page.line("dm-robin", `${code} why`));
    assert.match(why, /Imported Mon 30 Nov [^]*the time before that is not measured/, why);
    assert.doesNotMatch(why, /after its due time|was due/);
    assert.match(said(await page.line(inside, String(number))), /2 in play/);
    const wrong = await tables.import("submittals", tableOf("submittals", [row("d", "quillfeather", "iona@example.test", "submitted", "2026-10-05,,,"), row("e", "hammer", "e@example.test", "started", "2026-10-05,,,"), row("f", "tortoise", "f@example.test", "submitted", "2026-10-05,,,")]));
    assert.equal(wrong.code, 1, wrong.out);
    assert.match(wrong.out, /submittals\.csv:2:\d+ represented: another claim stands for this person, and an account manager decides/);
    assert.doesNotMatch(wrong.out, /Hammer/);
    assert.match(wrong.out, /:3:\d+ state: nobody can be imported as started/);
    assert.match(wrong.out, /:4:\d+ supplier: Tortoise Talent does not have REQ-\d+; release it to them first/);
    const form = await page.line("dm-dana", "admin import submittals", { as: "dana" });
    assert.equal(form.form?.title, "Import submittals", said(form));
    page.close();
    await tables.fsck();
  } finally {
    assert.equal((await bot.stop()).code, 0, bot.output);
  }
}));

test("an ended requisition is exported too, and its row may not change it", () => withTables(async (tables, folder) => {
  const bot = await Fillrate.demo(folder).start();
  try {
    const page = await new WebPage(bot.url, { as: "robin" }).connect();
    await page.line("dockside-internal", "220 cancel budget");
    page.close();
    const out = await tables.export("requisitions");
    const row = out.split("\r\n").find((line) => line.startsWith("fillrate,220,"));
    assert.match(row, /,cancelled$/);
    assert.equal(await tables.take("requisitions", tableOf("requisitions", [row])), "requisitions: 0 created, 0 changed, 1 unchanged, 0 refused");
    const cells = row.split(",");
    const wrong = await tables.import("requisitions", tableOf("requisitions", [[...cells.slice(0, 4), "Another title", ...cells.slice(5)].join(","), [...cells.slice(0, -1), "open"].join(",")]));
    assert.equal(wrong.code, 1);
    assert.match(wrong.out, /:2:10 external_id: REQ-220 is cancelled and does not change any more; reopen it/);
    assert.match(wrong.out, /:3:\d+ state: it is cancelled and only commands change that/);
    await tables.fsck();
  } finally {
    await bot.stop();
  }
}));

test("beside a running serve, by its configuration", () => withTables(async (tables, folder) => {
  const file = join(folder, "fillrate.toml");
  writeFileSync(file, `[server]\nlisten = "127.0.0.1:0"\n[store]\ndata_dir = "${folder}/data"\n`);
  const bot = await new Fillrate(["serve", "--config", file]).start();
  try {
    const beside = new Tables(folder, ["--config", file]);
    for (const kind of kinds) await beside.take(kind, tableOf(kind));
    for (const kind of kinds) assert.match(await beside.take(kind, tableOf(kind)), / 0 created, 0 changed, \d+ unchanged/);
    await beside.fsck();
  } finally {
    assert.equal((await bot.stop()).code, 0, bot.output);
  }
}));

/** Runs a command with its output in a file; its exit code and the most memory it held, in MiB. */
async function measured(parameters, output) {
  const file = openSync(output, "w");
  // Freed memory that the sanitizer holds back for a while would count as held.
  const env = { ...process.env, ASAN_OPTIONS: "detect_leaks=0:quarantine_size_mb=1" };
  const child = spawn(binary, parameters, { stdio: ["ignore", file, "inherit"], env });
  let ended = false;
  const exited = new Promise((resolve) => child.once("exit", (code) => {
    ended = true;
    resolve(code);
  }));
  let peak = 0;
  while (!ended) {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0));
    } catch {
      break;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const code = await exited;
  closeSync(file);
  return { code, peak: peak / 1024 };
}

test("however many rows, memory stays bounded", (context) => withTables(async (tables, folder) => {
  const many = process.env.FILLRATE_LONG ? 100000 : 5000;
  const file = (count) => {
    const path = join(folder, `${count}.csv`);
    const rows = Array.from({ length: count }, (_, i) => `ats,${i},"Client number ${i} of many, with a name of some length"`);
    writeFileSync(path, tableOf("clients", rows));
    return path;
  };
  // Candidates touch many records each, so there are fewer of them.
  const someOf = (count) => {
    const path = join(folder, `submittals-${count}.csv`);
    writeFileSync(path, tableOf("submittals", Array.from({ length: count }, (_, i) => `ats,k${i},r1,internal,Person ${i},p${i}@example.test,,,,,rejected,2024-01-09,2024-01-10,2024-01-11,rate,`)));
    return path;
  };
  const output = join(folder, "out.txt");
  const bounded = async (what, parameters, few, exit = 0) => {
    const { code, peak } = await measured([...parameters, ...tables.store], output);
    assert.equal(code, exit, readFileSync(output, "utf8").slice(0, 1000));
    context.diagnostic(`${what}: ${peak.toFixed(1)} MiB at most`);
    assert.ok(peak > 5, "memory was not measured");
    if (few) assert.ok(peak < few + 8, `${what}: ${peak} MiB, for few rows ${few} MiB`);
    return peak;
  };
  const few = await bounded("import of 500 rows", ["import", "clients", file(500)]);
  const fewOut = await bounded("export of 500 rows", ["export", "clients"]);
  await bounded(`import of ${many} rows`, ["import", "clients", file(many)], few);
  assert.match(readFileSync(output, "utf8"), new RegExp(`^clients: ${many - 500} created, 0 changed, 500 unchanged, 0 refused$`, "m"));
  await bounded("the same again", ["import", "clients", file(many)], few);
  assert.match(readFileSync(output, "utf8"), new RegExp(`^clients: 0 created, 0 changed, ${many} unchanged, 0 refused$`, "m"));
  const wide = join(folder, "wide.csv");
  writeFileSync(wide, tableOf("clients", Array.from({ length: 3000 }, (_, i) => `ats,${i},${"n".repeat(8000)}`)));
  await bounded("import of 3000 rows too long to take, 24 MB", ["import", "clients", wide], few, 1);
  assert.match(readFileSync(output, "utf8"), /^clients: 0 created, 0 changed, 0 unchanged, 3000 refused$/m);
  await bounded(`export of ${many} rows`, ["export", "clients"], fewOut);
  const out = readFileSync(output, "utf8").split("\r\n");
  assert.equal(out.length, many + 2);
  assert.equal(new Set(out).size, many + 2, "no row twice, none left out");
  for (const kind of ["sites", "people"]) await tables.take(kind, `${headers[kind]}\n${kind === "sites" ? "ats,s1,0,Plant,Europe/Berlin,,EUR" : "ats,7,Ada Lane,account_manager,0,,,,"}\n`);
  await tables.take("requisitions", `${headers.requisitions}\nats,r1,0,s1,Welder,professional,2,P1,contract,40,,,,,,,,,7,,,\n`);
  const people = process.env.FILLRATE_LONG ? 20000 : 1000;
  const fewPeople = await bounded("import of 200 candidates", ["import", "submittals", someOf(200)]);
  await bounded(`import of ${people} candidates`, ["import", "submittals", someOf(people)], fewPeople);
  assert.match(readFileSync(output, "utf8"), new RegExp(`^submittals: ${people - 200} created, 0 changed, 200 unchanged, 0 refused$`, "m"));
  await bounded(`export of ${people} candidates`, ["export", "submittals"], fewOut);
  assert.equal(readFileSync(output, "utf8").split("\r\n").length, people + 2);
}));
