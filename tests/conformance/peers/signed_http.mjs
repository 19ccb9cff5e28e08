// Slack's side of signed HTTP: requests as bytes, signed by the published recipe, sent as they are.
import { createHmac } from "node:crypto";
import http from "node:http";
import net from "node:net";

export const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";

export const now = () => Math.floor(Date.now() / 1000);

export function signature(body, timestamp, secret = signingSecret) {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
}

/** Headers of a good request; a test spoils what it wants to. */
export function signed(body, { timestamp = String(now()), secret, contentType = "application/x-www-form-urlencoded" } = {}) {
  return {
    "Content-Type": contentType,
    "X-Slack-Request-Timestamp": timestamp,
    "X-Slack-Signature": signature(body, timestamp, secret),
  };
}

export const form = (fields) => new URLSearchParams(fields).toString();

/** Sends exactly these bytes and headers (an array sends a header twice): {status, headers, body}. */
export function post(url, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: "POST", agent: false, headers: { ...headers, "Content-Length": Buffer.byteLength(body) } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Sends raw bytes; resolves with all that came back when the other side closes, or after it was silent. */
export function raw(port, bytes, { silence = 1500 } = {}) {
  return new Promise((resolve) => {
    const parts = [];
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    const end = (closed) => {
      socket.destroy();
      const text = Buffer.concat(parts).toString("latin1");
      resolve({ text, closed, status: Number(/^HTTP\/1\.[01] (\d+)/.exec(text)?.[1] ?? 0) });
    };
    socket.setTimeout(silence, () => end(false));
    socket.on("data", (part) => parts.push(part));
    socket.on("end", () => end(true));
    socket.on("error", () => end(true));
  });
}
