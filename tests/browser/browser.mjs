// Chromium and the web harness, for the browser tests. Where they are:
//   FILLRATE_WEB_HARNESS   the built tests/web/web_harness
//   FILLRATE_CHROMIUM      default /usr/bin/chromium
//   FILLRATE_NODE_MODULES  default tests/conformance/node_modules
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const modules = process.env.FILLRATE_NODE_MODULES || new URL("../conformance/node_modules", import.meta.url).pathname;
const { chromium } = createRequire(join(modules, "x.js"))("playwright-core");

/** The served page and its control port. */
export async function startHarness() {
  const child = spawn(process.env.FILLRATE_WEB_HARNESS, { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the harness ended with ${code}`)));
  });
  const [, chat, control] = /chat (\d+) control (\d+)/.exec(line);
  const order = async (path, body) => {
    const answer = await fetch(`http://127.0.0.1:${control}${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {});
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  return {
    url: `http://127.0.0.1:${chat}/`,
    append: (channel, m, more = {}) => order("/append", { channel, m, ...more }),
    down: () => order("/down"),
    up: () => order("/up"),
    requests: async () => JSON.parse(await order("/requests")),
    stop: () => new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.once("exit", resolve);
      child.kill("SIGTERM");
    }),
  };
}

/** A browser with a profile of its own. */
export async function startBrowser() {
  const profile = await mkdtemp(join(tmpdir(), "fillrate-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.FILLRATE_CHROMIUM || "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
  // Only a bound for what never comes: a busy machine is no failure.
  context.setDefaultTimeout(120000);
  return {
    context,
    stop: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
