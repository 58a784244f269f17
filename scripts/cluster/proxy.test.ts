import { EventEmitter, once } from "node:events";
import { createServer, get, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { NODE_HEADER, startProxy } from "./proxy";

async function startNode(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0);
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** @returns an address on which no server listens */
async function unusedAddress(): Promise<string> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://localhost:${port}`;
}

async function behindProxy(...nodes: string[]): Promise<string> {
  const proxy = await startProxy(0, nodes);
  onTestFinished(() => proxy.close());
  return `http://localhost:${proxy.port}`;
}

/** A node that answers with the request it received. */
const echo: RequestListener = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  response.end(JSON.stringify({ ...request.headers, body: Buffer.concat(chunks).toString() }));
};

test("each request goes to the next node", async () => {
  const url = await behindProxy(await startNode(echo), await startNode(echo), await startNode(echo));
  const nodes: (string | null)[] = [];
  for (let count = 0; count < 4; count += 1) nodes.push((await fetch(url)).headers.get(NODE_HEADER));
  expect(nodes).toEqual(["1", "2", "3", "1"]);
});

test("a node that does not listen is skipped, and the next node gets the whole request", async () => {
  const url = await behindProxy(await unusedAddress(), await unusedAddress(), await startNode(echo));
  const body = "x".repeat(300_000);
  const answer = await fetch(url, { method: "POST", body });
  expect([answer.status, (await answer.json()).body.length]).toEqual([200, body.length]);
});

test("a request that a node may have begun to process is not sent to another", async () => {
  let asked = 0;
  const dies: RequestListener = (request) => {
    asked += 1;
    request.socket.destroy();
  };
  const url = await behindProxy(await startNode(dies), await startNode(dies));
  expect((await fetch(url, { method: "POST", body: "once" })).status).toBe(502);
  expect(asked).toBe(1);
});

test("without any node: 503 with Retry-After", async () => {
  const answer = await fetch(await behindProxy(await unusedAddress()));
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
});

test("the client's real address is appended to the X-Forwarded-For it sent", async () => {
  const url = await behindProxy(await startNode(echo));
  const told = await (await fetch(url, { headers: { "X-Forwarded-For": "192.0.2.1" } })).json();
  expect(told["x-forwarded-for"]).toMatch(/^192\.0\.2\.1, (::1|::ffff:127\.0\.0\.1|127\.0\.0\.1)$/);
  expect(told["x-forwarded-host"]).toBe(new URL(url).host);
});

test("each Set-Cookie header stays separate, and a stream arrives as it is written", async () => {
  let write = (_: string) => {};
  const url = await behindProxy(
    await startNode((_, response) => {
      response.writeHead(200, { "Set-Cookie": ["a=1", "b=2"], "Content-Type": "text/event-stream" });
      response.flushHeaders();
      write = (text) => void response.write(text);
    }),
  );
  const [answer] = (await once(get(url), "response")) as [IncomingMessage];
  onTestFinished(() => void answer.destroy());
  expect(answer.headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  for (const text of ["first", "second"]) {
    write(text);
    expect(String((await once(answer, "data"))[0])).toBe(text);
  }
});

test("when the client disconnects, the request to the node is cancelled", async () => {
  const node = new EventEmitter();
  const url = await behindProxy(
    await startNode((request) => {
      request.socket.once("close", () => node.emit("left"));
      node.emit("reached");
    }),
  );
  const reached = once(node, "reached");
  const asked = get(url).on("error", () => {});
  await reached;
  const left = once(node, "left");
  asked.destroy();
  await left;
});
