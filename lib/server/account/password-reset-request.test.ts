/** What a reset voids, and that asking for one tells nothing about an address. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { refusal } from "@/lib/server/testing/expectations";
import {
  DAY,
  type Installation,
  install,
  installOn,
  MINUTE,
  requester,
} from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { confirmPasswordReset, requestPasswordReset } from "./password-reset";

const EMAIL = "ada@example.com";
const from = requester();
const ask = (email = EMAIL) => requestPasswordReset(email, from);

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    return { app, ada };
  }

  test("a reset voids open attempts, codes and links of the user, and of no other", async () => {
    const { app, ada } = await setUp();
    const grace = await app.addUser("Grace");
    await ask(); // before the others: asking for a link voids those before it
    const token = (await readMail(app, EMAIL))[0]?.ticket ?? "";
    await beginEverything(app, ada);
    await beginEverything(app, grace);
    expect(await confirmPasswordReset({ token, newPassword: "another lamp in a harbour" }, from)).toBeNull();
    const open = async (id: string) => [
      (await rows(`select status from attempts where user_id = '${id}' or email = 'x${id}'`)).map(
        ({ status }) => status,
      ),
      (await rows(`select status from challenges where user_id = '${id}'`)).map(({ status }) => status),
      (await rows(`select revoked_at from tickets where hash = '${id}'`)).map(
        ({ revoked_at }) => revoked_at !== null,
      ),
    ];
    const rows = (sql: string) => engine.query(app.config.databaseUrl, sql);
    const byEmail = await rows("select email, status from attempts where user_id is null order by email");
    expect(await open(ada.id)).toEqual([["cancelled"], ["cancelled"], [true]]);
    expect(await open(grace.id)).toEqual([["open"], ["pending"], [false]]);
    expect(byEmail).toEqual([
      { email: "ada@example.com", status: "open" }, // its browser would learn that the address has an account
      { email: "grace@example.com", status: "open" },
    ]);
  });

  test("an unknown and a disabled address get the same answer after the same writes, and no message", async () => {
    const { app, ada } = await setUp();
    await disable(app, (await app.addUser("Grace")).id);
    const written = async (email: string) => {
      const before = await counts();
      expect(await ask(email)).toBeNull();
      const after = await counts();
      return after.map((count, at) => count - (before[at] ?? 0));
    };
    const counts = async () => {
      const [found] = await engine.query(
        app.config.databaseUrl,
        "select (select count(*) from tickets) as t, (select count(*) from outbox) as o",
      );
      return [Number(found?.t), Number(found?.o)];
    };
    expect(await written(ada.email)).toEqual([1, 1]);
    expect(await written("nobody@example.com")).toEqual([1, 1]);
    expect(await written("grace@example.com")).toEqual([1, 1]);
    expect(await written("no address")).toEqual([1, 1]);
    expect(await written("ada\0@example.com")).toEqual([1, 1]);
    expect(await readMail(app, "nobody@example.com")).toEqual([]);
    expect(await readMail(app, "grace@example.com")).toEqual([]);
  });

  test("an account without a password is told how it signs in, and gets no link", async () => {
    const { app } = await setUp();
    await app.addUser("Alan", { passwordHash: "" });
    await ask("alan@example.com");
    expect(await readMail(app, "alan@example.com")).toMatchObject([{ template: "no_password", link: null }]);
  });
});

test("too many requests for one address get the same answer, and no more messages", async () => {
  const app = install();
  await app.addUser("Ada");
  for (let at = 0; at < 15; at += 1) expect(await ask()).toBeNull();
  expect(await readMail(app, EMAIL)).toHaveLength(10);
  app.pass(DAY);
  expect(await ask()).toBeNull();
  expect(await readMail(app, EMAIL)).toHaveLength(11);
});

test("too many requests from one IP address are refused", async () => {
  install();
  for (let at = 0; at < 100; at += 1) expect(await ask(`user${at}@example.com`)).toBeNull();
  expect(refusal(await ask())).toBe("rate_limited");
});

function disable(app: Installation, id: string) {
  return app.db.changeAccount({ id }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id, set: { disabledAt: now } }],
    events: [],
  }));
}

/** An attempt of the user, one for the address alone, a code that changes the address, and a link that signs in. */
function beginEverything(app: Installation, { id: userId, email }: { id: string; email: string }) {
  const attempt = {
    kind: "sign_in" as const,
    browserId: "browser",
    email,
    status: "open" as const,
    step: "totp" as const,
    rememberMe: false,
    authMethods: [],
    verifiedHash: null,
    name: null,
    passwordHash: null,
    createdAt: app.now,
    expiresAt: app.now + 10 * MINUTE,
  };
  const times = { createdAt: app.now, expiresAt: app.now + 10 * MINUTE };
  return app.db.changeAccount({ id: userId }, () => ({
    outcome: null,
    changes: [
      { kind: "insert-attempt", attempt: { ...attempt, id: `1${userId}`, userId } },
      { kind: "insert-attempt", attempt: { ...attempt, id: `2${userId}`, userId: null } },
      {
        kind: "insert-challenge",
        challenge: {
          ...times,
          id: userId,
          type: "email_change",
          attemptId: null,
          userId,
          status: "pending",
          email: `new-${email}`,
          codeHash: "x",
          attempts: 0,
          resendAt: app.now,
        },
      },
      {
        kind: "insert-ticket",
        ticket: {
          ...times,
          hash: userId,
          type: "password_reset",
          userId,
          sessionId: null,
          attemptId: null,
          challengeId: null,
          browserId: null,
          failures: 0,
          usedAt: null,
          revokedAt: null,
          reason: null,
          deviceLink: null,
        },
      },
    ],
    events: [],
  }));
}
