import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClientHintHeaders } from "./client-hints";
import { describeDevice } from "./device";

const NO_HINTS: ClientHintHeaders = {
  brands: null,
  fullVersionList: null,
  mobile: null,
  platform: null,
  platformVersion: null,
  model: null,
};

function fromAgent(userAgent: string | null) {
  return describeDevice({ userAgent, clientHints: NO_HINTS });
}

function fromHints(userAgent: string | null, hints: Partial<ClientHintHeaders>) {
  return describeDevice({ userAgent, clientHints: { ...NO_HINTS, ...hints } });
}

describe("hostile headers", { timeout: 60_000 }, () => {
  it("are cut at 512 bytes and lose control characters and characters that reverse text", () => {
    const { userAgent } = fromAgent(`cu\u0000rl/8\r\n\u202e${"é".repeat(200)}${"x".repeat(5000)}`);
    expect(userAgent).toMatch(/^curl\/8x+$/);
    expect(userAgent?.length).toBeLessThanOrEqual(512);
    const { model, browser } = fromHints(null, {
      model: `"${"m".repeat(400)}"`,
      brands: `"${"b".repeat(400)}"`,
    });
    expect([model?.length, browser?.length]).toEqual([64, 64]);
  });

  // Parts that make parsers of User-Agents and structured fields fail, in any number and order.
  const part = fc.constantFrom(
    ..."Mozilla/5.0 |Macintosh| FxiOS|/|iPad|Android 10; |(Linux; |Build/|Version/|1.1.1.1|_1_1|Chrome/|os 1_|windows |NT |".split(
      "|",
    ),
    ...[
      '"',
      "\\",
      ";v=",
      ",",
      " ",
      "?1",
      "Not",
      "Brand",
      "\u0000",
      "\u202e",
      "__proto__",
      "(",
      ")",
      "é",
      "1.0",
    ],
  );
  const hostile = fc.option(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 700 }),
      fc.array(part, { maxLength: 200 }).map((parts) => parts.join("")),
      fc.tuple(part, fc.nat(800)).map(([text, times]) => text.repeat(times)),
    ),
  );
  const headers = fc.record({
    userAgent: hostile,
    clientHints: fc.record({
      brands: hostile,
      fullVersionList: hostile,
      mobile: hostile,
      platform: hostile,
      platformVersion: hostile,
      model: hostile,
    }),
  });

  it("never throw, and come out as short printable text or null", () => {
    fc.assert(
      fc.property(headers, (given) => {
        const { userAgent, device, ...texts } = describeDevice(given);
        expect(["desktop", "mobile", "tablet", "unknown"]).toContain(device);
        expect(userAgent ?? "x").toMatch(/^[\x20-\x7e]{1,512}$/);
        for (const text of Object.values(texts)) expect(text ?? "x").toMatch(/^[\x20-\x7e]{1,512}$/);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    "Mozilla/5.0 Macintosh",
    " FxiOS",
    "os 1_",
    "version/1.1",
    "1.1",
    '"\\',
    '"a";v="',
    "Android 1.",
    " ",
  ])("%j over and over takes no time to speak of", (text) => {
    const long = `Mozilla/5.0 ${text.repeat(100_000)}`;
    const clientHints = { ...NO_HINTS, brands: long, platform: long, model: long };
    const once = () => {
      const started = performance.now();
      describeDevice({ userAgent: long, clientHints });
      return performance.now() - started;
    };
    // The fastest of several runs: a busy machine slows down some of them, a bad parser all of them.
    expect(Math.min(...Array.from({ length: 20 }, once))).toBeLessThan(5);
  });
});
