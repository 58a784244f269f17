/** A provider that is away: five seconds for an answer, whatever part of it is missing, and never longer. */
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { providerFetch } from "./provider-fetch";

const LIMIT_MS = 5_000;

afterEach(() => vi.restoreAllMocks());

/** A provider on this machine, and the limit of our requests to it, which passes when the test says so. */
async function provider(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  install({
    OIDC_ISSUER: url,
    OIDC_CLIENT_ID: "c",
    OIDC_CLIENT_SECRET: "a secret of it",
    OIDC_NAME: "Example ID",
  });
  const limit = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(limit.signal);
  const pass = () => limit.abort(new DOMException("The operation timed out", "TimeoutError"));
  return { url, server, timeout, pass };
}

const AWAY = { name: "ProviderUnavailable" };

describe("a provider that hangs is away after the limit", () => {
  test("before its answer", async () => {
    const { url, server, timeout, pass } = await provider(() => {});
    const asked = providerFetch(`${url}/token`, { method: "POST", body: "code=c" });
    await once(server, "request");
    expect(timeout).toHaveBeenCalledExactlyOnceWith(LIMIT_MS);
    pass();
    await expect(asked).rejects.toMatchObject(AWAY);
  });

  test("in the middle of it", async () => {
    const { url, server, pass } = await provider((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"issuer":');
    });
    const asked = providerFetch(`${url}/.well-known/openid-configuration`);
    await once(server, "request");
    pass();
    await expect(asked).rejects.toMatchObject(AWAY);
  });
});

test("a provider that is not there, is busy, or has an error is away", async () => {
  let status = 500;
  const { url, server } = await provider((_request, response) => void response.writeHead(status).end("x"));
  for (status of [500, 503, 429]) await expect(providerFetch(url)).rejects.toMatchObject(AWAY);
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  await expect(providerFetch(url)).rejects.toMatchObject(AWAY);
});

describe("a connection that the provider closes without an answer", () => {
  /** Asks a provider that closes the connection of each request whose number it is given. */
  async function ask(closed: number[]) {
    const bodies: string[] = [];
    const { url } = await provider(async (request, response) => {
      const number = bodies.push("") - 1;
      for await (const chunk of request) bodies[number] += chunk;
      if (closed.includes(number)) request.socket.destroy();
      else response.end(`answer ${number}`);
    });
    const send = async () => (await providerFetch(`${url}/token`, { method: "POST", body: "code=c" })).text();
    return { send, bodies };
  }

  test("is opened again, and the request sent once more", async () => {
    const { send, bodies } = await ask([1]);
    expect(await send()).toBe("answer 0");
    expect(await send()).toBe("answer 2");
    expect(bodies).toEqual(Array(3).fill("code=c"));
  });

  test("twice means that it is away", async () => {
    const { send, bodies } = await ask([0, 1]);
    await expect(send()).rejects.toMatchObject(AWAY);
    expect(bodies).toHaveLength(2);
  });

  test("in the middle of an answer is not asked again", async () => {
    let requests = 0;
    const { url } = await provider((request, response) => {
      requests += 1;
      response.writeHead(200, { "content-length": "10" });
      response.write("half", () => request.socket.destroy());
    });
    await expect(providerFetch(url)).rejects.toMatchObject(AWAY);
    expect(requests).toBe(1);
  });
});

test("an answer of any other kind is its answer; a redirect is not followed", async () => {
  let status = 200;
  const paths: string[] = [];
  const { url } = await provider((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(status, { location: `${request.url}elsewhere` }).end();
  });
  for (status of [200, 204, 302, 400, 401]) expect((await providerFetch(`${url}/x`)).status).toBe(status);
  expect(paths).toEqual(Array(5).fill("/x"));
});

test("an address without https is asked only of a provider without it", async () => {
  const { url } = await provider((_request, response) => void response.end());
  install({
    OIDC_ISSUER: "https://id.example.com",
    OIDC_CLIENT_ID: "c",
    OIDC_CLIENT_SECRET: "a secret of it",
    OIDC_NAME: "Example ID",
  });
  await expect(providerFetch(`${url}/jwks`)).rejects.toThrow("without it");
});
