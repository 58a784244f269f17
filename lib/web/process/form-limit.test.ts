import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Installation, install } from "@/lib/server/testing/installation";
import { FORM_TIMEOUT_MS, limitForms, MAX_FORM_BYTES } from "./form-limit";

let app: Installation;
beforeEach(() => {
  app = install();
});
afterEach(() => void vi.useRealTimers());

/** A server with the limit. Its handler answers with the bytes it has read. */
async function listen() {
  const handled: IncomingMessage[] = [];
  const server = createServer((incoming, response) => {
    handled.push(incoming);
    incoming.on("error", () => {}); // a test may end before its request does
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk) => chunks.push(chunk)).on("end", () => response.end(Buffer.concat(chunks)));
  });
  limitForms(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { port, handled };
}

/** Posts a body in pieces, without a `Content-Length` unless the headers have one. */
async function post(port: number, pieces: Buffer[], options: { path?: string; headers?: object } = {}) {
  const { path = "/login", headers = {} } = options;
  const sending = request({ port, path, method: "POST", agent: false, headers: { ...headers } });
  sending.on("error", () => {}); // the server may close before it has read everything
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  for (const piece of pieces) sending.write(piece);
  sending.end();
  const [answer] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
}

/** Sends bytes as they are. @returns the socket, and what the server has answered so far */
async function sendRaw(port: number, bytes: string): Promise<{ socket: Socket; answer: () => string }> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk;
  });
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(bytes);
  onTestFinished(() => void socket.destroy());
  return { socket, answer: () => received };
}

const HEAD = "POST /login HTTP/1.1\r\nHost: localhost\r\n";
const fill = (size: number) => Buffer.alloc(size, "ab");

describe("a form that is small enough arrives as it was sent", () => {
  const bytes = fill(MAX_FORM_BYTES);
  const pieces = [bytes.subarray(0, 10), bytes.subarray(10, 40_000), bytes.subarray(40_000)];

  test.each([
    ["in chunks", {}],
    ["with its length", { "content-length": bytes.length }],
    ["after asking whether to go on", { expect: "100-continue" }],
  ])("%s", async (_, headers) => {
    const { port } = await listen();
    const answer = await post(port, pieces, { headers });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body.equals(bytes)).toBe(true);
  });

  test("requests without a body, and several on one connection, are handled in their order", async () => {
    const { port, handled } = await listen();
    const { answer } = await sendRaw(
      port,
      `${HEAD}Content-Length: 3\r\n\r\none${HEAD}\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nthree\r\n0\r\n\r\n`,
    );
    await expect.poll(() => answer().match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(answer()).toMatch(/one[\s\S]*three/);
    expect(handled).toHaveLength(3);
  });
});

describe("a form that is too long is refused, and no handler sees it", () => {
  test.each([
    ["in chunks", {}],
    ["with its length", { "content-length": MAX_FORM_BYTES + 1 }],
  ])("%s", async (_, headers) => {
    const { port, handled } = await listen();
    const answer = await post(port, [fill(MAX_FORM_BYTES + 1)], { headers, path: "/login?secret=canary" });
    expect(answer).toMatchObject({ status: 413, headers: { connection: "close" } });
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: "payload_too_large" });
    expect(handled).toEqual([]);
    expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "refused", method: "POST", path: "/login", code: "payload_too_large" },
    ]);
    expect(app.logged.join()).not.toContain("canary");
  });

  test("also before any of it has come, when its length says so", async () => {
    const { port, handled } = await listen();
    const { answer } = await sendRaw(port, `${HEAD}Content-Length: 99999999\r\n\r\n`);
    await expect.poll(() => answer()).toMatch(/^HTTP\/1\.1 413 /);
    expect(handled).toEqual([]);
  });

  test("a body that never ends is cut off, and its connection closed; also with many at once", async () => {
    const { port, handled } = await listen();
    const endless = async () => {
      const { socket, answer } = await sendRaw(port, `${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
      const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
      while (!socket.closed && !answer().includes("413")) {
        socket.write(chunk);
        await turn();
      }
      if (!socket.closed) await once(socket, "close");
      expect(answer()).toMatch(/^HTTP\/1\.1 413 /);
    };
    await Promise.all(Array.from({ length: 50 }, endless));
    expect(handled).toEqual([]);
  });
});

describe("a form that is too slow", () => {
  test("is refused after ten seconds, however it trickles, and its connection closed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { port, handled } = await listen();
    const { socket, answer } = await sendRaw(port, `${HEAD}Content-Length: 100\r\n\r\n`);
    while (vi.getTimerCount() === 0) await turn();
    await vi.advanceTimersByTimeAsync(FORM_TIMEOUT_MS - 1);
    socket.write("one more");
    expect(answer()).toBe("");
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await expect.poll(() => answer()).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer()).toMatch(/\r\nConnection: close\r\n/i);
    expect(handled).toEqual([]);
  });

  test("and whose client goes away leaves nothing behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { port, handled } = await listen();
    const { socket } = await sendRaw(port, `${HEAD}Content-Length: 100\r\n\r\nx`);
    while (vi.getTimerCount() === 0) await turn();
    socket.destroy();
    while (vi.getTimerCount() > 0) await turn();
    expect(handled).toEqual([]);
  });
});

test.each(["/api/me/note", "/api", "/api?x"])(
  "%s gets its request at once, and bounds it itself",
  async (path) => {
    const { port, handled } = await listen();
    await sendRaw(port, `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n`);
    await expect.poll(() => handled).toHaveLength(1);
  },
);
