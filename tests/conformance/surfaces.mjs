// Every JSON that the bot made during the tests, kept in files of one folder so that test files that
// run side by side can all add to it; at the end all are checked together.
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.FILLRATE_SURFACES;

export function keep(kind, json) {
  if (folder && json) appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify({ kind, json })}\n`);
}

/** What reached a fake Slack, in the kinds of the checks. */
export function keepAll(server) {
  const kinds = { "chat.postMessage": "message", "chat.postEphemeral": "ephemeral", "chat.update": "update" };
  for (const { method, arguments: sent } of server.api.calls) {
    if (method in kinds) keep(kinds[method], sent);
    if (method === "views.open" || method === "views.update") keep("view", sent.view);
  }
  for (const { id, ...response } of server.api.responses) keep("ack", response);
  for (const { payload } of server.acks) keep("ack", payload);
}

export function kept() {
  if (!folder || !existsSync(folder)) return [];
  const lines = readdirSync(folder).filter((name) => name.endsWith(".jsonl")).flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  return [...new Set(lines.filter(Boolean))].map((line) => JSON.parse(line));
}
