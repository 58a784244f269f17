/** Changing the address of an account. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { signOut } from "@/lib/server/sessions/sessions";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted, refusal } from "@/lib/server/testing/expectations";
import {
  type Installation,
  install,
  installOn,
  PASSWORD,
  requester,
} from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { confirmEmailChange, requestEmailChange } from "./email-change";
import { confirmPasswordReset, requestPasswordReset } from "./password-reset";

const OLD = "ada@example.com";
const NEW = "ada@new.example";
const from = requester();

async function begin(app: Installation) {
  const ada = await app.addUser("Ada");
  return { app, ada, grant: await app.openSession(ada) };
}

const newestTo = async (app: Installation, to: string) => (await readMail(app, to))[0];
const enter = (email: string) => signIn({ email, password: PASSWORD, rememberMe: false }, requester());

describe.each(engines)("$name", (engine) => {
  const setUp = async () => begin(await installOn(engine));

  test("the code that the new address got changes it, and the old one is told", async () => {
    const { app, ada, grant } = await setUp();
    expect(await requestEmailChange(grant, NEW, from)).toMatchObject({
      type: "email_change",
      method: "email_code",
      status: "pending",
      destination: "a•••@new.example",
      remainingAttempts: 5,
    });
    const mail = await newestTo(app, NEW);
    expect(mail).toMatchObject({ template: "email_change_code", code: expect.stringMatching(/^\d{6}$/) });
    expect(await confirmEmailChange(grant, mail?.code ?? "", from)).toMatchObject({ id: ada.id, email: NEW });
    expect(await newestTo(app, OLD)).toMatchObject({
      template: "email_changed",
      values: { device: "Chrome on Windows" },
    });
    expect(refusal(await enter(OLD))).toBe("invalid_credentials");
    expect(refusal(await enter(NEW))).toBe("granted");
    expect((await app.db.findUser(ada.id))?.emailVerifiedAt).toBe(app.now);
    expect((await app.session(grant.session.id)).endedAt).toBeNull();
    expect(await app.audit(ada.id)).toContain("email_changed");
  });

  test("many accounts together send an address ten codes at most", async () => {
    const { app, grant } = await setUp();
    const other = await app.openSession(await app.addUser("Grace"));
    for (let count = 0; count < 5; count += 1)
      for (const who of [grant, other]) granted(await requestEmailChange(who, NEW, from));
    for (const who of [grant, other])
      expect(refusal(await requestEmailChange(who, NEW, from))).toBe("rate_limited");
    expect(await readMail(app, NEW)).toHaveLength(10);
    expect(refusal(await requestEmailChange(grant, "ada@other.example", from))).toBe("granted");
  });

  test("a code twenty times at once changes the address once", async () => {
    const { app, ada, grant } = await setUp();
    granted(await requestEmailChange(grant, NEW, from));
    const code = (await newestTo(app, NEW))?.code ?? "";
    const results = await Promise.all(
      Array.from({ length: 20 }, () => confirmEmailChange(grant, code, from)),
    );
    expect(results.map(refusal).sort()).toEqual([...Array(19).fill("challenge_closed"), "granted"]);
    expect((await app.audit(ada.id)).filter((event) => event === "email_changed")).toHaveLength(1);
  });

  test("a taken address: the same answer, its owner is told, and no code is right", async () => {
    const { app, grant } = await setUp();
    await app.addUser("Grace");
    const free = granted(await requestEmailChange(grant, NEW, from));
    app.pass(1);
    const taken = granted(await requestEmailChange(grant, "grace@example.com", from));
    expect({ ...taken, id: "", resendAt: "", expiresAt: "" }).toEqual({
      ...free,
      id: "",
      resendAt: "",
      expiresAt: "",
      destination: "g•••@example.com",
    });
    expect(await readMail(app, "grace@example.com")).toMatchObject([{ template: "email_taken", code: null }]);
    for (const code of ["000000", "123456"])
      expect(refusal(await confirmEmailChange(grant, code, from))).toBe("invalid_code");
  });

  test("two users who take one address at once: one gets it", async () => {
    const { app, grant } = await setUp();
    const other = await app.openSession(await app.addUser("Grace"));
    const confirmed = await Promise.all(
      [grant, other].map(async (who) => {
        granted(await requestEmailChange(who, NEW, from));
        const mails = await readMail(app, NEW);
        return mails.map(({ code }) => code ?? "");
      }),
    );
    const codes = [...new Set(confirmed.flat())];
    const tries = [grant, other].map(async (who) => {
      for (const code of codes) {
        const result = refusal(await confirmEmailChange(who, code, from));
        if (result !== "invalid_code") return result;
      }
      return "invalid_code";
    });
    expect((await Promise.all(tries)).sort()).toEqual(["challenge_closed", "granted"]);
  });

  test("a second code voids the first; the fifth wrong one ends it", async () => {
    const { app, grant } = await setUp();
    granted(await requestEmailChange(grant, NEW, from));
    const first = (await newestTo(app, NEW))?.code ?? "";
    app.pass(1);
    granted(await requestEmailChange(grant, "other@new.example", from));
    const second = (await newestTo(app, "other@new.example"))?.code ?? "";
    const wrong = ["111111", "222222", "333333"].find((code) => code !== second) ?? "";
    expect(refusal(await confirmEmailChange(grant, first === second ? wrong : first, from))).toBe(
      "invalid_code",
    );
    for (let at = 0; at < 4; at += 1)
      expect(refusal(await confirmEmailChange(grant, wrong, from))).toBe("invalid_code");
    expect(refusal(await confirmEmailChange(grant, second, from))).toBe("challenge_closed");
  });

  test("a reset link that was sent to the old address is void", async () => {
    const { app, grant } = await setUp();
    await requestPasswordReset(OLD, from);
    const token = (await newestTo(app, OLD))?.ticket ?? "";
    granted(await requestEmailChange(grant, NEW, from));
    granted(await confirmEmailChange(grant, (await newestTo(app, NEW))?.code ?? "", from));
    const input = { token, newPassword: "another lamp in a harbour" };
    expect(refusal(await confirmPasswordReset(input, from))).toBe("invalid_ticket");
  });

  test("a session that has ended changes nothing", async () => {
    const { app, ada, grant } = await setUp();
    granted(await requestEmailChange(grant, NEW, from));
    const code = (await newestTo(app, NEW))?.code ?? "";
    await signOut([grant.refreshToken], from);
    expect(refusal(await confirmEmailChange(grant, code, from))).toBe("session_revoked: signed_out");
    expect((await app.db.findUser(ada.id))?.email).toBe(OLD);
  });
});

test("the user's own address is refused; so are too many requests", async () => {
  const { grant } = await begin(install());
  expect(refusal(await requestEmailChange(grant, OLD, from))).toBe("invalid_request");
  for (let at = 1; at < 10; at += 1) granted(await requestEmailChange(grant, `${at}@new.example`, from));
  expect(refusal(await requestEmailChange(grant, NEW, from))).toBe("rate_limited");
});
