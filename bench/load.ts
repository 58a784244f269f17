/**
 * Sends the load, in a process of its own, so that the benchmark's other work does not slow it down: sixteen users,
 * each with one browser, one connection and one request at a time.
 */
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { verify } from "@node-rs/argon2";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { cookieName, DEFAULT_COOKIE_PREFIX } from "@/lib/session/cookie-names";
import { nth, type Place, totpPath, type User, usersOf } from "./load-users";
import type { Kind } from "./measurements";
import { generateAppCode } from "./second-factor-users";
import { quantile } from "./statistics";
import { CONNECTIONS, PASSWORD } from "./users";

export interface Job {
  kind: Kind;
  /** Where the requests go, each user's to the next of the addresses; null to measure the hash instead. */
  target: { urls: string[]; path: string } | null;
  /** The site whose users send the requests. Their cookies and tokens are sent to every target. */
  home: Place;
  seconds: number;
  /** How many of the users send at once; all, unless it is given. */
  connections?: number;
}

export interface Figures {
  /** How many requests were answered. */
  requests: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** How busy this process was, 0 to 1. Close to 1, this process was the bottleneck and not the server. */
  busy: number;
}

interface OutgoingRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/** Sixteen sign-ins at once wait for each other's hashes. */
const ANSWER_TIMEOUT_MS = 30_000;

/** A measurement ends after this many requests, even if the server is faster. */
const MAX_REQUESTS = 100_000;

process.on("message", async (job: Job) => process.send?.(await run(job)));
process.on("disconnect", () => process.exit());

async function run({ kind, target, home, seconds, connections = CONNECTIONS }: Job): Promise<Figures> {
  if (!target) return repeat((await hashing()).slice(0, connections), seconds);
  const { urls, path } = target;
  const users = await usersOf(home, kind);
  const senders = users.slice(0, connections);
  const agents = senders.map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  const figures = await repeat(
    senders.map((user, at) => () => exchange(kind, new URL(path, nth(urls, at)), user, agents[at])),
    seconds,
  );
  for (const agent of agents) agent.destroy();
  return figures;
}

async function hashing(): Promise<(() => Promise<unknown>)[]> {
  const hash = await hashPassword(PASSWORD);
  return Array.from({ length: CONNECTIONS }, () => () => verify(hash, PASSWORD));
}

/** Each worker repeats its work until the time is up. */
async function repeat(workers: (() => Promise<unknown>)[], seconds: number): Promise<Figures> {
  const times: number[] = [];
  const before = performance.eventLoopUtilization();
  const startedAt = performance.now();
  const deadline = startedAt + seconds * 1000;
  await Promise.all(
    workers.map(async (work) => {
      while (performance.now() < deadline && times.length < MAX_REQUESTS) {
        const sentAt = performance.now();
        await work();
        times.push(performance.now() - sentAt);
      }
    }),
  );
  return {
    requests: times.length,
    perSecond: times.length / ((performance.now() - startedAt) / 1000),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    busy: performance.eventLoopUtilization(before).utilization,
  };
}

async function exchange(kind: Kind, url: URL, user: User, agent: Agent | undefined): Promise<void> {
  forgetAttempt(user);
  const answer = await send(url, user, requestOf(kind, user), agent).catch((error: unknown) => {
    // Between two rounds the last nonce may have grown too old. The refusal has brought another.
    if (!user.key || !String(error).includes("use_dpop_nonce")) throw error;
    return send(url, user, requestOf(kind, user), agent);
  });
  if (kind !== "totp") return;
  const code = { ...requestOf("totp", user), body: JSON.stringify({ code: generateAppCode() }) };
  await send(new URL(totpPath(JSON.parse(answer).attempt), url), user, code, agent);
}

/** Few users sign in again within ten minutes. Here each would soon hold the cookies of as many attempts as a browser may. */
function forgetAttempt({ browser: { jar } }: User): void {
  const ofAttempt = jar.find(cookieName("attempt", { prefix: DEFAULT_COOKIE_PREFIX }));
  if (ofAttempt) jar.delete(ofAttempt.name);
}

/** @returns the text of the answer, whose cookies and token the user keeps */
function send(
  url: URL,
  user: User,
  { method, headers, body }: OutgoingRequest,
  agent: Agent | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent, timeout: ANSWER_TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        user.nonce = String(response.headers["dpop-nonce"] ?? user.nonce);
        if (response.statusCode !== 200) {
          reject(new Error(`${method} ${url} answered ${response.statusCode}: ${text.slice(0, 500)}`));
          return;
        }
        user.browser.jar.apply(response.headers["set-cookie"] ?? []);
        if (method === "POST")
          user.browser.accessToken = JSON.parse(text).accessToken ?? user.browser.accessToken;
        resolve(text);
      });
    });
    sent.on("timeout", () => sent.destroy(new Error(`${method} ${url}: no answer`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** @returns the request that a page of the app, or the address bar, would send */
function requestOf(kind: Kind, { browser, email, userId, key, origin, nonce }: User): OutgoingRequest {
  const cookies = { Cookie: browser.jar.header("/") ?? "" };
  const script = { Accept: "application/json", "Sec-Fetch-Site": "same-origin" };
  const json = { ...script, "Content-Type": "application/json" };
  switch (kind) {
    case "list":
      return {
        method: "GET",
        headers: { ...script, ...cookies, Authorization: `Bearer ${browser.accessToken}` },
      };
    case "session":
      return { method: "GET", headers: { ...script, ...cookies } };
    case "refresh":
    case "bound-refresh":
      return {
        method: "POST",
        headers: { ...json, ...cookies, ...key?.prove(`${origin}/api/auth/refresh`, nonce) },
        body: JSON.stringify({ expectedUserId: userId }),
      };
    case "login":
    case "totp":
      return {
        method: "POST",
        headers: { ...json, ...cookies },
        body: JSON.stringify({ email, password: PASSWORD }),
      };
    default:
      return { method: "GET", headers: { ...cookies, Accept: "text/html", "Sec-Fetch-Dest": "document" } };
  }
}
