/** Notices of what happened to an account, and the link that ends a sign-in that was not the user's. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { resetPassword } from "@/lib/server/admin/user-commands";
import { refresh } from "@/lib/server/sessions/refresh";
import { signIn, signUp } from "@/lib/server/sign-in/sign-in";
import { granted, refusal } from "@/lib/server/testing/expectations";
import {
  DAY,
  type Installation,
  install,
  installOn,
  PASSWORD,
  requester,
} from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { changePassword } from "./account";
import { endReportedSession } from "./not-me";
import { confirmPasswordReset, requestPasswordReset } from "./password-reset";

const EMAIL = "ada@example.com";
const enter = async (from = requester()) =>
  granted(await signIn({ email: EMAIL, password: PASSWORD, rememberMe: false }, from));
const notMe = (ticket: string) => endReportedSession(ticket, requester());
const newest = async (app: Installation) => (await readMail(app, EMAIL))[0];

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    await app.addUser("Ada");
    const grant = await enter();
    return { app, grant, ticket: (await newest(app))?.ticket ?? "" };
  }

  test("a sign-in on a new browser is told, with device, IP address and a link that ends it", async () => {
    const { app, grant, ticket } = await setUp();
    expect(await newest(app)).toMatchObject({
      template: "new_sign_in",
      values: { name: "Ada", device: "Chrome on Windows", ipAddress: "192.0.2.1" },
      link: `http://localhost:3000/not-me#ticket=${ticket}`,
    });
    expect(await notMe(ticket)).toBeNull();
    expect(refusal(await refresh(grant.refreshToken, {}, requester()))).toBe("session_revoked: user");
    expect(await app.audit(grant.user.id)).toContain("session_ended: user");
  });

  test("a link used twenty times at once ends the session once, and says so each time", async () => {
    const { app, grant, ticket } = await setUp();
    const other = await enter();
    const results = await Promise.all(Array.from({ length: 20 }, () => notMe(ticket)));
    expect(results).toEqual(Array(20).fill(null));
    const ends = (await app.audit(grant.user.id)).filter((event) => event.startsWith("session_ended"));
    expect(ends).toEqual(["session_ended: user"]);
    expect(refusal(await refresh(other.refreshToken, {}, requester()))).toBe("granted");
  });

  test("a link works for seven days, also when the session was over before", async () => {
    const { app, grant, ticket } = await setUp();
    app.pass(7 * DAY - 1);
    expect(await notMe(ticket)).toBeNull();
    expect((await app.session(grant.session.id)).endedReason).toBe("idle");
    app.pass(1);
    expect(refusal(await notMe(ticket))).toBe("invalid_ticket");
  });

  test("an unknown ticket, and one of another kind, end nothing", async () => {
    const { app, grant } = await setUp();
    app.pass(1);
    await requestPasswordReset(EMAIL, requester());
    const reset = (await newest(app))?.ticket ?? "";
    for (const ticket of ["", "x".repeat(43), reset])
      expect(refusal(await notMe(ticket))).toBe("invalid_ticket");
    expect((await app.session(grant.session.id)).endedAt).toBeNull();
  });

  test("its ticket chooses no password", async () => {
    const { ticket } = await setUp();
    const input = { token: ticket, newPassword: "another lamp in a harbour" };
    expect(refusal(await confirmPasswordReset(input, requester()))).toBe("invalid_ticket");
  });
});

describe("who is told what", () => {
  test("a sign-in on a known browser, a refused one and a sign-up are not told", async () => {
    const app = install();
    const ada = await app.addUser("Ada");
    const browserId = "known";
    const first = await app.openSession(ada, { browserId });
    await enter(requester(browserId, [{ userId: ada.id, sessionId: first.session.id }]));
    await signIn({ email: EMAIL, password: "wrong", rememberMe: false }, requester());
    expect(await readMail(app, EMAIL)).toEqual([]);
    granted(await signUp({ email: "grace@example.com", password: PASSWORD, name: "Grace" }, requester()));
    expect(await readMail(app, "grace@example.com")).toEqual([]);
  });

  test("a changed password is told, a refused change is not", async () => {
    const app = install();
    const grant = await app.openSession(await app.addUser("Ada"));
    const change = (currentPassword: string) =>
      changePassword(
        grant,
        grant.refreshToken,
        { currentPassword, newPassword: "another lamp in a harbour", signOutOthers: true },
        requester(),
      );
    expect(refusal(await change("wrong"))).toBe("invalid_credentials");
    expect(await readMail(app, EMAIL)).toEqual([]);
    granted(await change(PASSWORD));
    expect(await readMail(app, EMAIL)).toMatchObject([
      { template: "password_changed", values: { device: "Chrome on Windows" } },
    ]);
  });

  test("a password set by the operator is told", async () => {
    const app = install();
    await app.addUser("Ada");
    granted(await resetPassword(EMAIL, "another lamp in a harbour"));
    expect(await readMail(app, EMAIL)).toMatchObject([{ template: "password_changed" }]);
  });
});
