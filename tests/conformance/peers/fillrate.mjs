// The real binary as a child process: started, asked, stopped, killed; its whole output is kept.
import { spawn, execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const binary = process.env.FILLRATE_BINARY || new URL("../../../build/release/fillrate", import.meta.url).pathname;

/** Secrets of these tests only; none may ever be printed. */
export const secrets = {
  SLACK_BOT_TOKEN: "xoxb-conformance-0123456789-secret",
  SLACK_APP_TOKEN: "xapp-1-conformance-0123456789-secret",
  SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99yyyzzz85a5",
};

const plainEnvironment = () => ({
  PATH: process.env.PATH, TMPDIR: tmpdir(), LANG: "C.UTF-8",
  ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? "abort_on_error=0:detect_leaks=0", UBSAN_OPTIONS: "print_stacktrace=1",
});

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "fillrate-test-"));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a command to its end: {code, out, err}. */
export function run(parameters, { env = {}, within = 60000 } = {}) {
  return new Promise((resolve) => {
    execFile(binary, parameters, { env: { ...plainEnvironment(), ...env }, timeout: within, killSignal: "SIGKILL" }, (problem, out, err) => {
      resolve({ code: problem ? (problem.code ?? problem.signal) : 0, out, err });
    });
  });
}

export class Fillrate {
  /** `descriptors`: the most it may have open. */
  constructor(parameters, { env = {}, descriptors } = {}) {
    this.parameters = parameters;
    this.env = env;
    this.descriptors = descriptors;
    this.output = "";
    this.ended = null;
  }

  /** The demo on any free port, with its data in `folder`. */
  static demo(folder, { config, slack, listen = "127.0.0.1", speed, env = {}, descriptors } = {}) {
    const parameters = ["demo", "--port", "0", "--listen", listen, "--data", join(folder, "data")];
    if (speed !== undefined) parameters.push("--speed", String(speed));
    if (slack) {
      config = join(folder, "fillrate.toml");
      writeFileSync(config, slackConfiguration(slack));
    }
    if (config) parameters.push("--config", config);
    return new Fillrate(parameters, { env: { ...(config ? secrets : {}), ...env }, descriptors });
  }

  /** The bot itself on any free port, with Slack at `apiUrl`; `more` is added to its configuration. */
  static serve(folder, { apiUrl, more = "", env = {} }) {
    const config = join(folder, "serve.toml");
    const head = `[server]\nlisten = "127.0.0.1:0"\n\n[store]\ndata_dir = "${join(folder, "data")}"\n\n`;
    writeFileSync(config, head + slackConfiguration({ mode: "socket", apiUrl }) + more);
    const made = new Fillrate(["serve", "--config", config], { env: { ...secrets, ...env } });
    made.config = config;
    return made;
  }

  /** Resolves when the address is printed; fails with what was printed instead. */
  start({ within = 60000 } = {}) {
    this.ended = null;
    const command = this.descriptors ? ["sh", "-c", 'ulimit -n "$0" && exec "$@"', String(this.descriptors), binary] : [binary];
    this.child = spawn(command[0], [...command.slice(1), ...this.parameters], { env: { ...plainEnvironment(), ...this.env }, stdio: ["ignore", "pipe", "pipe"] });
    this.pid = this.child.pid;
    const child = this.child;
    this.exited = new Promise((resolve) => child.once("close", (code, signal) => {
      this.ended = { code, signal };
      resolve(this.ended);
    }));
    let fresh = "";
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`not ready in time\n${fresh}`));
      }, within);
      const take = (data) => {
        fresh += data;
        this.output += data;
        const ready = /^(?:Fillrate demo: http:\/\/[^\s/]*:|Fillrate is ready on [^\s]*:)(\d+)/m.exec(fresh);
        if (ready) {
          clearTimeout(timer);
          this.port = Number(ready[1]);
          this.url = `http://127.0.0.1:${this.port}`;
          resolve(this);
        }
      };
      child.stdout.on("data", take);
      child.stderr.on("data", take);
      this.exited.then(({ code, signal }) => {
        clearTimeout(timer);
        reject(Object.assign(new Error(`ended with ${code ?? signal}\n${fresh}`), { code, signal, output: fresh }));
      });
    });
  }

  async stop() {
    if (this.ended === null) this.child.kill("SIGTERM");
    return this.exited;
  }

  async kill() {
    if (this.ended === null) this.child.kill("SIGKILL");
    return this.exited;
  }

  async metrics() {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const found = {};
    for (const [, name, value] of text.matchAll(/^([a-z_]+(?:\{[^}]*\})?) ([0-9.e+-]+)$/gm)) found[name] = Number(value);
    return found;
  }

  async outcome(name) {
    return (await this.metrics())[`fillrate_commands_total{outcome="${name}"}`];
  }
}

export function slackConfiguration({ mode, apiUrl, app = "A0FILLRATE", connections = 1 }) {
  return `[slack]\nmode = "${mode}"\napi_url = "${apiUrl}"\napp_id = "${app}"\nconnections = ${connections}\n\n[log]\nlevel = "debug"\n`;
}

/** Waits for something that has no event of its own. */
export async function eventually(look, what, { within = 20000, every = 25 } = {}) {
  const end = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`never seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** The redis-server processes whose working or data directory is under `folder`. */
export function redisProcesses(folder) {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return command.includes("redis-server") && (command.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder));
    } catch {
      return false;
    }
  });
}

/** What must never be printed, wherever the output comes from. */
export function leaksIn(text) {
  const patterns = [/xox[bpae]-/, /xapp-/, /Bearer /, /eyJ[A-Za-z0-9_-]{8}/, new RegExp(secrets.SLACK_SIGNING_SECRET)];
  return patterns.filter((pattern) => pattern.test(text)).map(String);
}
