import { hash } from "@node-rs/argon2";
import { expect, test, vi } from "vitest";
import { HashQueueFull, isUnavailable } from "@/lib/server/errors";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { install, PASSWORD, requester } from "@/lib/server/testing/installation";
import { hashPassword, needsRehash, verifyPassword } from "./password-hash";

const work = vi.hoisted(() => ({ verified: [] as string[] }));
vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  const verify = (hashed: string, password: string) => {
    work.verified.push(hashed);
    return argon2.verify(hashed, password);
  };
  return { ...argon2, verify };
});

const OLD_FORM = { memoryCost: 4096, timeCost: 1, parallelism: 1 };
const login = (email: string, password: string) =>
  signIn({ email, password, rememberMe: false }, requester());

test("hashes are argon2id with 19 MiB, two passes, one lane, and a salt of their own", async () => {
  const [one, other] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
  expect(needsRehash(one)).toBe(false);
});

test("a password is verified exactly: not truncated, case-folded or trimmed", async () => {
  const password = `${"x".repeat(72)}Yz${"w".repeat(60)}`;
  const stored = await hashPassword(password);
  expect(await verifyPassword(stored, password)).toBe(true);
  const others = [
    password.toUpperCase(),
    `${password} `,
    password.slice(0, -1),
    `${"x".repeat(72)}yz${"w".repeat(60)}`, // byte 73
    `${password.slice(0, 127)}v${password.slice(128)}`, // byte 128
  ];
  for (const other of others) expect(await verifyPassword(stored, other)).toBe(false);
});

test("T20, T21: an unknown user costs the same work and gets the same answer as a wrong password", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  work.verified = [];
  const answers = [
    await login(ada.email, "a wrong password"),
    await login("unknown@example.com", "a wrong password"),
  ];
  expect(answers).toEqual([{ code: "invalid_credentials" }, { code: "invalid_credentials" }]);
  const parameters = work.verified.map((stored) => stored.split("$").slice(0, 4).join("$"));
  expect(parameters).toEqual(Array(2).fill("$argon2id$v=19$m=19456,t=2,p=1"));
});

test("no password signs in to an account that does not exist", async () => {
  expect(await verifyPassword(null, "")).toBe(false);
});

test("a disabled account says so only after the right password", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  await app.db.changeAccount({ id: ada.id }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id: ada.id, set: { disabledAt: now } }],
    events: [],
  }));
  expect(refusal(await login(ada.email, "a wrong password"))).toBe("invalid_credentials");
  expect(refusal(await login(ada.email, PASSWORD))).toBe("account_disabled");
});

test("a sign-in replaces a hash with older parameters, and the password stays valid", async () => {
  const app = install();
  const old = await hash(PASSWORD, OLD_FORM);
  expect(needsRehash(old)).toBe(true);
  const ada = await app.addUser("Ada", { passwordHash: old });
  expect(refusal(await login(ada.email, "a wrong password"))).toBe("invalid_credentials");
  expect((await app.db.findUser(ada.id))?.passwordHash).toBe(old);
  granted(await login(ada.email, PASSWORD));
  const stored = (await app.db.findUser(ada.id))?.passwordHash ?? "";
  expect(needsRehash(stored)).toBe(false);
  granted(await login(ada.email, PASSWORD));
  expect((await app.db.findUser(ada.id))?.passwordHash).toBe(stored);
});

test("sign-ins beyond the queue's limit are refused as unavailable, and the queue works afterwards", async () => {
  const stored = await hash(PASSWORD, { ...OLD_FORM, memoryCost: 8 });
  const results = await Promise.allSettled(
    Array.from({ length: 510 }, () => verifyPassword(stored, PASSWORD)),
  );
  const turnedAway = results.filter((result) => result.status === "rejected");
  expect(turnedAway).toHaveLength(7); // three are being hashed, 500 wait
  expect(turnedAway.every(({ reason }) => reason instanceof HashQueueFull && isUnavailable(reason))).toBe(
    true,
  );
  expect(await verifyPassword(stored, PASSWORD)).toBe(true);
});
