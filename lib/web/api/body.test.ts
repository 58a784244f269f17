import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  activityBody,
  loginBody,
  passwordBody,
  profileBody,
  renameBody,
  signUpBody,
} from "@/lib/web/request/schemas";
import { readBody } from "./body";

const schema = z.strictObject({ text: z.string().optional() });
const JSON_TYPE = { "content-type": "application/json" };
type Body = string | Uint8Array<ArrayBuffer> | ReadableStream;

afterEach(() => void vi.restoreAllMocks());

async function read(body: Body | null, headers: HeadersInit = JSON_TYPE, shape: z.ZodType = schema) {
  const init = { method: "POST", headers, body, duplex: "half" };
  const result = await readBody(new Request("http://localhost/", init as RequestInit), shape);
  return "code" in result ? result.code : result.value;
}

const parse = (json: unknown, shape: z.ZodType) => read(JSON.stringify(json), JSON_TYPE, shape);

function streamOf(pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  const cancelled = vi.fn();
  const stream = new ReadableStream<Uint8Array>({ pull, cancel: cancelled });
  return { stream, cancelled };
}

describe("T32: size and time", () => {
  test("16 KB are read, one byte more is too large", async () => {
    const fill = (size: number) => JSON.stringify({ text: "x".repeat(size - '{"text":""}'.length) });
    expect(fill(16_384)).toHaveLength(16_384);
    expect(await read(fill(16_384))).toHaveProperty("text");
    expect(await read(fill(16_385))).toBe("payload_too_large");
  });

  test("a Content-Length that is too large is refused before the body is read", async () => {
    const { stream } = streamOf(() => {
      throw new Error("read");
    });
    expect(await read(stream, { ...JSON_TYPE, "content-length": "16385" })).toBe("payload_too_large");
  });

  test("an endless body, or one longer than its Content-Length, is cut off", async () => {
    let sent = 0;
    const { stream, cancelled } = streamOf((controller) => {
      sent += 1024;
      controller.enqueue(new Uint8Array(1024).fill(32));
    });
    expect(await read(stream, { ...JSON_TYPE, "content-length": "10" })).toBe("payload_too_large");
    expect(sent).toBeLessThan(32 * 1024);
    expect(cancelled).toHaveBeenCalled();
  });

  test("a body that takes too long is refused", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const slow = streamOf(() => new Promise<void>(() => undefined)); // never sends a byte
      const reading = read(slow.stream);
      await vi.advanceTimersByTimeAsync(9_999);
      expect(slow.cancelled).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(await reading).toBe("request_timeout");
      expect(slow.cancelled).toHaveBeenCalled();
      await read("{}");
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test("a body of the announced length is complete, also before its stream ends", async () => {
    const text = '{"text":"two parts"}';
    const parts = [text.slice(0, 7), text.slice(7)].map((part) => Buffer.from(part));
    const { stream } = streamOf((controller) => {
      const part = parts.shift();
      return part ? controller.enqueue(part) : new Promise<void>(() => undefined);
    });
    const announced = { ...JSON_TYPE, "content-length": String(text.length) };
    expect(await read(stream, announced)).toEqual({ text: "two parts" });
  });

  test("without an announced length, an empty part is not the end", async () => {
    const parts = ["", '{"text":"x"}'].map((part) => Buffer.from(part));
    const { stream } = streamOf((controller) => {
      const part = parts.shift();
      return part ? controller.enqueue(part) : controller.close();
    });
    expect(await read(stream)).toEqual({ text: "x" });
  });

  test("a body that breaks off causes no server error", async () => {
    const { stream } = streamOf((controller) => controller.error(new Error("aborted")));
    expect(await read(stream)).toBe("request_timeout");
  });
});

describe("form", () => {
  test("an empty body counts as an empty object and needs no content type", async () => {
    expect(await read(null, {})).toEqual({});
    expect(await read("", {})).toEqual({});
  });

  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "Application/JSON",
    "application/json;x",
  ])("content type %s", async (type) =>
    expect(await read('{"text":"x"}', { "content-type": type })).toEqual({ text: "x" }),
  );

  test.each([
    "text/plain",
    "text/plain; application/json",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "application/json-patch+json",
    "",
  ])("3.5.2: content type %j, which a form can send or is not JSON", async (type) => {
    expect(await read('{"text":"x"}', { "content-type": type })).toBe("unsupported_media_type");
  });

  test("what is not JSON", async () => {
    for (const text of [
      "{",
      "nonsense",
      "'x'",
      "{}{}",
      "{text:1}",
      "NaN",
      "[".repeat(16_000),
      '{"a":'.repeat(3000),
    ]) {
      expect(await read(text)).toBe("invalid_request");
    }
  });

  test("invalid UTF-8 is refused, not repaired", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"text":"'),
      Buffer.from([0xff, 0xc0, 0xaf]),
      Buffer.from('"}'),
    ]);
    expect(await read(new Uint8Array(bytes))).toBe("invalid_request");
  });

  test.each([
    "null",
    "[]",
    "1",
    '"x"',
    "true",
    '{"text":1}',
    '{"text":null}',
    '{"text":["x"]}',
    '{"text":{}}',
  ])("the wrong shape: %s", async (text) => expect(await read(text)).toBe("invalid_request"));

  test("deeply nested JSON is refused", async () => {
    const deep = `${'{"text":'.repeat(1800)}1${"}".repeat(1800)}`;
    expect(await read(deep)).toBe("invalid_request");
    expect(await read(`${"[".repeat(8000)}${"]".repeat(8000)}`)).toBe("invalid_request");
  });

  test("T30, T31: unknown members, __proto__ among them, pollute nothing", async () => {
    for (const text of [
      '{"text":"x","roles":["admin"]}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"__proto__":{"polluted":1,"text":"theirs"},"text":"x"}',
    ]) {
      expect(await read(text)).toBe("invalid_request");
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("the shapes of the API", () => {
  const login = { email: "ada@example.com", password: "x" };
  const signUp = { ...login, name: "Ada" };

  const notSignIns = {
    "an array for the address": { ...login, email: ["ada@example.com"] },
    "an object for the password": { ...login, password: { length: 20 } },
    "a string for a boolean": { ...login, rememberMe: "true" },
    "a number for a boolean": { ...login, rememberMe: 1 },
    "a text for a number": { ...login, touchPoints: "5" },
    "more fingers than there are": { ...login, touchPoints: 257 },
    "an empty password": { ...login, password: "" },
    "a password of 1025 characters": { ...login, password: "x".repeat(1025) },
    "an address of 255 characters": { ...login, email: "x".repeat(255) },
    "a member more": { ...login, userId: "grace" },
    "a member less": { email: login.email },
  };
  test.each(Object.entries(notSignIns))("not a sign-in: %s", async (_, json) => {
    expect(await parse(json, loginBody)).toBe("invalid_request");
  });

  const notSignUps = {
    "no address": { ...signUp, email: "not an address" },
    "no top-level domain": { ...signUp, email: "ada@example" },
    "a space in the address": { ...signUp, email: "ada lovelace@example.com" },
    "two @": { ...signUp, email: "ada@x@example.com" },
    "a domain that ends in a hyphen": { ...signUp, email: "ada@example-.com" },
    "a NUL in the address": { ...signUp, email: "ada@exa\u0000mple.com" },
    "no name": { ...signUp, name: "" },
    "a name of spaces": { ...signUp, name: "   " },
    "a name of 101 characters": { ...signUp, name: "x".repeat(101) },
    "a line break": { ...signUp, name: "Ada\nSet-Cookie: x" },
    "a line separator": { ...signUp, name: "Ada\u2028L." },
    "a name of nothing that is seen": { ...signUp, name: "\u200b\u3164\u2060" },
    "text turned round": { ...signUp, name: "Ada\u202egnp.exe" },
    "a terminal's control": { ...signUp, name: "Ada\u001b[31m" },
    "a role of one's own choice": { ...signUp, roles: ["admin"] },
    "an id of one's own choice": { ...signUp, id: "x" },
  };
  test.each(Object.entries(notSignUps))("not a sign-up: %s", async (_, json) => {
    expect(await parse(json, signUpBody)).toBe("invalid_request");
  });

  test("T49: an e-mail address is normalised before it is validated", async () => {
    const parsed = await parse({ ...signUp, email: " ＡDA@Example.COM " }, signUpBody);
    expect(parsed).toMatchObject({ email: "ada@example.com" });
    expect(await parse({ ...signUp, email: "ada＠example.com" }, signUpBody)).toMatchObject({
      email: "ada@example.com",
    });
  });

  test.each([
    ["a&b@example.com", "a&b@example.com"],
    ["name=tag@example.com", "name=tag@example.com"],
    ["user/dept@example.com", "user/dept@example.com"],
    ["ada+tag@sub.example.co.uk", "ada+tag@sub.example.co.uk"],
    ["u@bücher.example", "u@xn--bcher-kva.example"],
    ["u@example.xn--p1ai", "u@example.xn--p1ai"],
    ["u@пример.рф", "u@xn--e1afmkfd.xn--p1ai"],
  ])("an address that browsers take is taken: %s", async (email, canonical) => {
    expect(await parse({ ...signUp, email }, signUpBody)).toMatchObject({ email: canonical });
  });

  test("a label is null or 1 to 60 characters as a user counts them", async () => {
    expect(await parse({ label: "🦊".repeat(60) }, renameBody)).toHaveProperty("label");
    expect(await parse({ label: "🦊".repeat(61) }, renameBody)).toBe("invalid_request");
    expect(await parse({ label: " Work " }, renameBody)).toEqual({ label: "Work" });
    expect(await parse({ label: null }, renameBody)).toEqual({ label: null });
    for (const label of ["", "  ", 7, ["x"], undefined]) {
      expect(await parse({ label }, renameBody)).toBe("invalid_request");
    }
  });

  test("presence is a whole number of seconds in the past", async () => {
    expect(await parse({ idleForSeconds: 0 }, activityBody)).toEqual({ idleForSeconds: 0 });
    for (const idleForSeconds of [-1, 0.5, 31_536_001, "0", null, undefined]) {
      expect(await parse({ idleForSeconds }, activityBody)).toBe("invalid_request");
    }
  });

  test("a password change signs out the other sessions by default; a name changes alone", async () => {
    const passwords = { currentPassword: "a", newPassword: "b" };
    expect(await parse(passwords, passwordBody)).toEqual({ ...passwords, signOutOthers: true });
    expect(await parse({ name: "Ada", email: "x@example.com" }, profileBody)).toBe("invalid_request");
  });
});
