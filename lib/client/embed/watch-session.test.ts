/** The module `/embed.js` in the page of another site, whose browser is a stand-in. */
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bundleScript } from "@/scripts/script-bundles";
import type { EmbeddedSession } from "./embed-protocol";
import { watchSession } from "./watch-session";

const LATCHKEY = "https://app.example.com";
const FIVE_MINUTES = 300_000;

interface Frame {
  src: string;
  hidden: boolean;
  contentWindow: object;
  removed: boolean;
}

let frame: Frame;
let listeners: EventTarget;
let answers: unknown[];
let asked: { url: string; credentials: string }[];
let document: { hidden: boolean };

beforeEach(() => {
  vi.useFakeTimers();
  listeners = new EventTarget();
  answers = [];
  asked = [];
  document = Object.assign(
    { hidden: false, body: { append: () => {} } },
    {
      createElement() {
        const remove = () => {
          frame.removed = true;
        };
        frame = Object.assign({ src: "", hidden: false, contentWindow: {}, removed: false }, { remove });
        return frame;
      },
    },
  );
  vi.stubGlobal("document", document);
  vi.stubGlobal("location", { origin: "https://sister.example" });
  vi.stubGlobal("addEventListener", listeners.addEventListener.bind(listeners));
  vi.stubGlobal("fetch", async (url: string, { credentials }: RequestInit) => {
    asked.push({ url, credentials: String(credentials) });
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("Failed to fetch");
    return { ok: true, json: async () => answer };
  });
});
afterEach(() => vi.useRealTimers());

function watch() {
  const heard: EmbeddedSession[] = [];
  const stop = watchSession(LATCHKEY, (session) => heard.push(session));
  return { heard, stop };
}

function post(data: unknown, from: { origin?: string; source?: unknown } = {}): void {
  const event = new Event("message");
  listeners.dispatchEvent(
    Object.assign(event, { origin: LATCHKEY, source: frame.contentWindow, data, ...from }),
  );
}

const wake = async (type = "focus") => {
  listeners.dispatchEvent(new Event(type));
  await vi.advanceTimersByTimeAsync(0);
};
const ADA = { active: true, userId: "u-ada", epoch: "e-1" };
const message = (session: object) => ({ type: "latchkey:session", ...session });

test("the module fits into 2 kB, gzipped, and imports nothing", () => {
  const module = bundleScript("public/embed.js");
  expect(gzipSync(module, { level: 9 }).length).toBeLessThanOrEqual(2048);
  expect(module).not.toMatch(/\bimport\b/);
  expect(module).toMatch(/export\{\w+ as watchSession\};\s*$/);
});

describe("with a frame that talks", () => {
  test("each change is told once, with what the frame said and no more", () => {
    const { heard } = watch();
    expect(frame).toMatchObject({
      src: "https://app.example.com/embed/session?origin=https%3A%2F%2Fsister.example",
      hidden: true,
    });
    post(message(ADA));
    post(message(ADA));
    post(message({ active: false, reason: "signed_out", epoch: "e-2", secret: "x" }));
    expect(heard).toEqual([ADA, { active: false, reason: "signed_out", epoch: "e-2" }]);
  });

  test("the server is not asked", async () => {
    watch();
    post(message(ADA));
    await vi.advanceTimersByTimeAsync(2 * FIVE_MINUTES);
    await wake();
    expect(asked).toEqual([]);
  });

  test.each<[string, { origin?: string; source?: unknown }, object]>([
    ["another origin", { origin: "https://evil.example" }, message(ADA)],
    ["a sandbox", { origin: "null" }, message(ADA)],
    ["another frame of the same origin", { source: {} }, message(ADA)],
    ["no window", { source: null }, message(ADA)],
    ["the frame, about something else", {}, { type: "latchkey:token", ...ADA }],
  ])("a message of %s counts for nothing", (_, from, data) => {
    const { heard } = watch();
    post(data, from);
    post(null);
    expect(heard).toEqual([]);
  });
});

describe("with a frame that is silent, or gets no cookies", () => {
  test("the server is asked after five seconds, every five minutes, and on waking", async () => {
    const { heard } = watch();
    answers = [
      { ...ADA, serverTime: "t" },
      { ...ADA, serverTime: "u" },
      { active: false, epoch: "e-2" },
    ];
    await vi.advanceTimersByTimeAsync(4_999);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual([{ url: "https://app.example.com/api/session/status", credentials: "include" }]);
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES - 5_000);
    expect(asked).toHaveLength(2);
    for (const type of ["pageshow", "focus", "online", "visibilitychange"]) await wake(type);
    expect(asked).toHaveLength(6);
    expect(heard).toEqual([ADA, { active: false, epoch: "e-2" }]);
  });

  test("unavailable is told as such, and asked for again", async () => {
    const { heard } = watch();
    post(message({ active: false, unavailable: true, epoch: "" }));
    answers = [{ active: false, unavailable: true }, ADA];
    await wake();
    await wake();
    expect(heard).toEqual([{ active: false, unavailable: true, epoch: "" }, ADA]);
  });

  test("a page out of sight asks nothing, and an outage changes nothing", async () => {
    const { heard } = watch();
    document.hidden = true;
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES);
    expect(asked).toEqual([]);
    document.hidden = false;
    await wake();
    expect([asked.length, heard.length]).toEqual([1, 0]);
  });
});

test("the function that is returned stops all of it", async () => {
  const { heard, stop } = watch();
  stop();
  post(message(ADA));
  await vi.advanceTimersByTimeAsync(2 * FIVE_MINUTES);
  await wake();
  expect([heard, asked, frame.removed]).toEqual([[], [], true]);
});
