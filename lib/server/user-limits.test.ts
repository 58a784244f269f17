/** One account cannot fill the disk: what it may have the server write is limited, on every node together. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { updateProfile } from "@/lib/server/account/account";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { renameSession } from "@/lib/server/sessions/session-list";
import { sendEmailCode } from "@/lib/server/sign-in/attempt-steps";
import { begin } from "@/lib/server/sign-in/attempts.fixture";
import { submitSecondFactorCode } from "@/lib/server/sign-in/second-factor-steps";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { GENERATION_RETENTION_MS, MAX_CHAIN_LENGTH } from "@/lib/session/rotation";
import {
  ownCounter,
  ROTATION_SHARE_MS,
  USER_LIMITS,
  type UserLimit,
  usageKey,
} from "@/lib/session/user-limits";
import { withIdempotencyKey } from "./idempotency";
import { addressKey } from "./rate-limit";
import { granted, refusal } from "./testing/expectations";
import {
  DAY,
  HOUR,
  type Installation,
  install,
  installOn,
  PASSWORD,
  requester,
} from "./testing/installation";
import { readMail } from "./testing/mailbox";
import { addPhoneApp } from "./testing/second-factors";

const from = requester();
const renew = (token: string) => refresh(token, {}, from);

/** Counts all uses of a limit but `left`, as earlier requests did. */
async function use(app: Installation, limit: UserLimit, userId: string, left: number): Promise<void> {
  const { count, durationSeconds } = USER_LIMITS[limit];
  const counter = { key: usageKey(limit, userId), durationMs: durationSeconds * 1000, limit: count };
  for (let n = left; n < count; n += 1) await app.db.count([counter]);
}

async function store(userId: string, key: string, apiKeyId: string | null = null) {
  const identity = { key, userId, apiKeyId, method: "PATCH", path: "/api/me", body: new Uint8Array() };
  return withIdempotencyKey(identity, async () => ({ response: "done", store: { status: 200, body: "{}" } }));
}

/** Takes a key, as a request in progress does. */
async function takeKey(app: Installation, userId: string, id: string): Promise<void> {
  const row = { id, userId, holder: id, requestHash: "hash", createdAt: app.now };
  await app.db.takeKey(row, { expired: 0, abandoned: 0 }, () => null);
}

describe.each(engines)("on $name", (engine) => {
  async function signedIn(environment = {}) {
    const app = await installOn(engine, environment);
    const ada = await app.addUser("Ada");
    return { app, ada, grant: await app.openSession(ada, { rememberMe: true }) };
  }

  test("rotations: one too many is refused and ends nothing; the user's other session goes on", async () => {
    const { app, ada, grant } = await signedIn();
    const other = await app.openSession(ada);
    app.pass(ROTATION_SHARE_MS);
    let token = granted(await renew(grant.refreshToken)).refreshToken;
    await use(app, "rotation", ada.id, 2);
    token = granted(await renew(token)).refreshToken;
    expect(await renew(token)).toEqual({ code: "rate_limited", details: { retryAfter: 5 } });
    expect(await app.session(grant.session.id)).toMatchObject({ endedAt: null, generation: 2 });
    granted(await renew(other.refreshToken));
    app.pass(ROTATION_SHARE_MS);
    granted(await renew(token));
  });

  test("rotations of many sessions at once: as many as are left, and no more", async () => {
    const { app, ada } = await signedIn();
    const grants = await Promise.all(Array.from({ length: 12 }, () => app.openSession(ada)));
    await use(app, "rotation", ada.id, 3);
    const answers = await Promise.all(grants.map(({ refreshToken }) => renew(refreshToken)));
    expect(answers.map(refusal).filter((code) => code === "granted")).toHaveLength(3);
  });

  test("sign-ins: one too many is refused after the right password, and opens no session", async () => {
    const { app, ada } = await signedIn();
    const enter = (password = PASSWORD) =>
      signIn({ email: ada.email, password, rememberMe: false }, requester());
    await use(app, "signIn", ada.id, 0);
    const living = await app.db.listLiving(ada.id);
    expect(refusal(await enter())).toBe("rate_limited");
    expect(refusal(await enter("a wrong password"))).toBe("invalid_credentials");
    expect(await app.db.listLiving(ada.id)).toEqual(living);
    app.pass(HOUR);
    granted(await enter());
  });

  test("messages about new browsers: one too many is dropped, and the sign-in is not", async () => {
    const { app, ada } = await signedIn();
    const enter = () => signIn({ email: ada.email, password: PASSWORD, rememberMe: false }, requester());
    await use(app, "signInNotice", ada.id, 1);
    for (let times = 0; times < 3; times += 1) granted(await enter());
    expect(await readMail(app, ada.email)).toMatchObject([{ template: "new_sign_in" }]);
    expect((await app.audit(ada.id)).slice(-3)).toEqual(Array(3).fill("signed_in_new_browser"));
    app.pass(DAY);
    granted(await enter());
    expect(await readMail(app, ada.email)).toHaveLength(2);
  });

  test("passwords that wait for a second factor: one too many writes no attempt; other ways stay open", async () => {
    const { app, ada } = await signedIn();
    const { phone } = await addPhoneApp(app, ada.id);
    const client = requester();
    const enter = () => signIn({ email: ada.email, password: PASSWORD, rememberMe: false }, client);
    await use(app, "secondStep", ownCounter(ada.id, addressKey(client.device.ipAddress)), 1);
    const begun = await enter();
    if (!("attempt" in begun)) throw new Error("no attempt");
    client.attemptIds.push(begun.attempt.id);
    expect(refusal(await enter())).toBe("rate_limited");
    const rows = await engine.query(app.config.databaseUrl, "select id from attempts");
    expect(rows).toEqual([{ id: begun.attempt.id }]);
    granted(await submitSecondFactorCode(begun.attempt.id, "totp", phone.code(), client));
    await sendEmailCode(await begin(client, ada.email), client);
    app.pass(HOUR);
    expect(refusal(await enter())).toBe("granted");
  });

  test("changes of names: one too many is refused, and tells nothing in the activity", async () => {
    const { app, ada, grant } = await signedIn();
    await use(app, "nameChange", ada.id, 2);
    granted(await renameSession(grant, grant.session.id, "Desk", from));
    granted(await renameSession(grant, grant.session.id, "Desk", from)); // the same again is no change
    granted(await updateProfile(grant, { name: "Ada L." }, from));
    expect(refusal(await updateProfile(grant, { name: "Ada M." }, from))).toBe("rate_limited");
    expect(refusal(await renameSession(grant, grant.session.id, "Door", from))).toBe("rate_limited");
    expect((await app.audit(ada.id)).slice(-2)).toEqual(["device_renamed", "profile_changed"]);
    app.pass(HOUR);
    granted(await updateProfile(grant, { name: "Ada M." }, from));
  });

  test("stored responses: two hundred in a day, with however many requests at once", async () => {
    const { app, ada } = await signedIn();
    const { count } = USER_LIMITS.storedResponse;
    granted(await store(ada.id, "key-0"));
    for (let n = 1; n < count - 5; n += 1) await takeKey(app, ada.id, `key-${n}`);
    app.pass(HOUR);
    const last = await Promise.all(Array.from({ length: 20 }, (_, n) => store(ada.id, `late-${n}`)));
    expect(last.map(refusal).filter((code) => code === "rate_limited")).toHaveLength(15);
    expect(await store(ada.id, "key-0")).toMatchObject({ replay: { status: 200 } });
    expect(await store(ada.id, "one-more")).toEqual({
      code: "rate_limited",
      details: { retryAfter: (DAY - HOUR) / 1000 },
    });
    granted(await store("grace", "key-0"));
    app.pass(DAY - HOUR + 1);
    granted(await store(ada.id, "one-more"));
  });

  test("stored responses of an API key: two hundred for itself, and none of its creator's", async () => {
    const { app, ada } = await signedIn();
    const { count } = USER_LIMITS.storedResponse;
    for (let n = 1; n < count; n += 1) await takeKey(app, "reader", `key-${n}`);
    const at = await Promise.all(Array.from({ length: 9 }, (_, n) => store(ada.id, `late-${n}`, "reader")));
    expect(at.map(refusal).filter((code) => code === "rate_limited")).toHaveLength(8);
    for (const apiKeyId of [null, "writer"]) granted(await store(ada.id, "late-0", apiKeyId));
    expect(await store(ada.id, "late-0", "writer")).toMatchObject({ replay: { status: 200 } });
  });

  test("generations: those older than two weeks are deleted, and the session goes on", async () => {
    const app = await installOn(engine, { RATE_LIMIT: "off", IDLE_TIMEOUT: String((30 * DAY) / 1000) });
    const grant = await app.openSession(await app.addUser("Ada"));
    let token = grant.refreshToken;
    const again = async (times: number) => {
      for (let n = 0; n < times; n += 1) token = granted(await renew(token)).refreshToken;
    };
    const left = async () => (await app.db.listGenerations(grant.session.id, 1000)).length;
    await again(127);
    expect(await left()).toBe(128); // nothing is old yet
    app.pass(GENERATION_RETENTION_MS + 1);
    await again(1);
    expect(await left()).toBe(MAX_CHAIN_LENGTH + 1);
    expect(refusal(await renew(grant.refreshToken))).toBe("not_authenticated");
    await again(1);
    expect((await app.session(grant.session.id)).endedAt).toBeNull();
  });
});

test("RATE_LIMIT=off lifts all but what is stored", async () => {
  const app = install({ RATE_LIMIT: "off" });
  const ada = await app.addUser("Ada");
  const grant: Grant = await app.openSession(ada);
  for (const limit of ["rotation", "signIn", "nameChange"] as const) await use(app, limit, ada.id, 0);
  granted(await renew(grant.refreshToken));
  granted(await updateProfile(grant, { name: "Ada L." }, from));
  granted(await signIn({ email: ada.email, password: PASSWORD, rememberMe: false }, from));
  for (let n = 0; n < USER_LIMITS.storedResponse.count; n += 1) granted(await store(ada.id, `key-${n}`));
  expect(refusal(await store(ada.id, "one-more"))).toBe("rate_limited");
});
