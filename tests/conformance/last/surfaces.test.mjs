// Runs after the others: everything they saw the bot send, and every sample that the renderer's own
// tests draw, fits the platform's published types and limits.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { problemsOf } from "../limits.mjs";
import { binary } from "../peers/fillrate.mjs";
import { kept } from "../surfaces.mjs";

const modules = new URL("../node_modules", import.meta.url).pathname;

function samples() {
  const program = process.env.FILLRATE_RENDER_SAMPLES || join(dirname(binary), "tests/slack/render_samples");
  if (!existsSync(program)) return null;
  const lines = execFileSync(program, { maxBuffer: 1 << 28, encoding: "utf8" }).trim().split("\n");
  return [...new Set(lines)].map((line) => JSON.parse(line));
}

const drawn = samples();
const sent = kept();

test("the bot was seen sending every kind of surface", () => {
  const kinds = new Set(sent.map(({ kind }) => kind));
  for (const kind of ["message", "update", "view", "ack"]) assert.ok(kinds.has(kind), `no ${kind} among ${sent.length}`);
});

test("everything sent is within the limits", () => {
  for (const { kind, json } of sent) assert.deepEqual(problemsOf(kind, json), [], JSON.stringify(json).slice(0, 2000));
});

test("every drawn sample is within the limits", { skip: !drawn && "render_samples is not built" }, () => {
  for (const { kind, json } of drawn) assert.deepEqual(problemsOf(kind, json), [], JSON.stringify(json).slice(0, 2000));
});

test("the limits checker sees what is over a limit", () => {
  const text = (count) => ({ type: "plain_text", text: "x".repeat(count) });
  const button = (more) => ({ type: "actions", elements: [{ type: "button", text: text(5), ...more }] });
  const bad = [
    ["message", { text: "", blocks: [] }],
    ["message", { text: "x".repeat(4001) }],
    ["message", { text: "hello <!channel>" }],
    ["message", { text: "x", blocks: Array(51).fill({ type: "divider" }) }],
    ["message", { text: "x", blocks: [{ type: "header", text: text(151) }] }],
    ["message", { text: "x", blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }] }],
    ["message", { text: "x", blocks: [{ type: "section" }] }],
    ["message", { text: "x", blocks: [{ type: "section", text: text(3001) }] }],
    ["message", { text: "x", blocks: [{ type: "section", text: { type: "mrkdwn", text: "<https://evil.example|Approve>" } }] }],
    ["message", { text: "x", blocks: [button({ text: text(76) })] }],
    ["message", { text: "x", blocks: [button({ value: "x".repeat(2001) })] }],
    ["message", { text: "x", blocks: [{ type: "actions", elements: Array(26).fill({ type: "button", text: text(1) }) }] }],
    ["message", { text: "x", blocks: [{ type: "table", rows: [[{ type: "raw_text", text: "a" }], []] }] }],
    ["message", { text: "x", blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "broadcast", range: "channel" }] }] }] }],
    ["message", { text: "x", blocks: [{ type: "divider", block_id: "a" }, { type: "divider", block_id: "a" }] }],
    ["update", { text: "x" }],
    ["view", { type: "modal", title: text(25), blocks: [] }],
    ["view", { type: "modal", title: text(5), blocks: [{ type: "table", rows: [] }] }],
    ["view", { type: "modal", title: text(5), blocks: [{ type: "input", label: text(5), element: { type: "plain_text_input" } }] }],
    ["view", { type: "modal", title: text(5), submit: text(4), blocks: [{ type: "input", label: text(5), element: { type: "static_select", options: [] } }] }],
    ["view", { type: "modal", title: text(5), submit: text(4), blocks: [{ type: "input", label: text(5), element: { type: "number_input" } }] }],
    ["ack", { response_action: "errors", errors: {} }],
  ];
  for (const [kind, json] of bad) assert.notDeepEqual(problemsOf(kind, json), [], JSON.stringify(json).slice(0, 300));
});

/** One file of typed constants, held against the platform's own declarations by the compiler. */
function compile(surfaces) {
  const folder = mkdtempSync(join(modules, ".surfaces-"));
  try {
    const types = {
      message: "Message satisfies ChatPostMessageArguments", ephemeral: "Ephemeral satisfies ChatPostEphemeralArguments",
      update: "Edit satisfies ChatUpdateArguments", view: "ModalView", ack: "Ack",
    };
    const lines = [
      'import type { KnownBlock, ModalView } from "@slack/types";',
      'import type { ChatPostEphemeralArguments, ChatPostMessageArguments, ChatUpdateArguments } from "@slack/web-api";',
      // The argument types take any block; ours must be known ones.
      "type Written = { text: string; blocks: KnownBlock[]; channel: string };",
      "type Message = Written & { metadata?: ChatPostMessageArguments['metadata']; thread_ts?: string; mrkdwn: false; unfurl_links: false; unfurl_media: false };",
      "type Ephemeral = Written & { user: string; thread_ts?: string };",
      "type Edit = Written & { ts: string; metadata?: ChatUpdateArguments['metadata'] };",
      "type Said = { text: string; blocks: KnownBlock[]; response_type: 'ephemeral' | 'in_channel'; replace_original?: false; thread_ts?: string };",
      "type Ack = Said | { response_action: 'errors'; errors: Record<string, string> } | { response_action: 'update' | 'push'; view: ModalView } | { response_action: 'clear' };",
      ...surfaces.map(({ kind, json }) => `(${JSON.stringify(json)}) satisfies ${types[kind]};`),
      ...unfit.map(({ kind, json }) => `// @ts-expect-error\n(${JSON.stringify(json)}) satisfies ${types[kind]};`),
    ];
    writeFileSync(join(folder, "surfaces.ts"), `${lines.join("\n")}\n`);
    const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext", types: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["surfaces.ts"] }));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    try {
      execFileSync(process.execPath, [join(modules, "typescript/bin/tsc"), "--project", folder], { encoding: "utf8", maxBuffer: 1 << 26 });
      return [];
    } catch (problem) {
      return String(problem.stdout).trim().split("\n");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// The compiler complains of an expected error that is not there, so the one run also proves that it looks.
const unfit = [
  { kind: "message", json: { text: "x", blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }] } },
  { kind: "view", json: { type: "modal", blocks: [] } },
  { kind: "ack", json: { response_action: "errors" } },
];

test("everything fits the platform's published types, and what is unfit does not", () => {
  const complaints = compile([...sent, ...(drawn ?? [])]);
  assert.deepEqual(complaints.slice(0, 20), []);
});
