/** Changes of second factors that are sent many times at once, on both engines. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import type { Principal } from "@/lib/server/sessions/sessions";
import { type Installation, installOn, requester } from "@/lib/server/testing/installation";
import { addPhoneApp, PhoneApp } from "@/lib/server/testing/second-factors";
import { isFailure } from "@/lib/session/failure";
import {
  confirmTotp,
  listAuthenticators,
  removeAuthenticator,
  replaceRecoveryCodes,
  startTotp,
} from "./authenticators";

const from = requester();

async function adaOn(app: Installation): Promise<Principal> {
  const ada = await app.addUser("Ada");
  const { session, now } = await app.openSession(ada);
  return { user: ada, session, now };
}

const outcomes = (results: unknown[]) => results.map((result) => (isFailure(result) ? result.code : "done"));

describe.each(engines)("$name", (engine) => {
  test("twenty confirmations at once: one is right, and gives the recovery codes that are stored", async () => {
    const app = await installOn(engine);
    const ada = await adaOn(app);
    const started = await startTotp(ada, from);
    if (isFailure(started)) throw new Error(started.code);
    const { id } = started;
    const code = new PhoneApp(app, started.secret).code();
    const results = await Promise.all(Array.from({ length: 20 }, () => confirmTotp(ada, { id, code }, from)));
    expect(outcomes(results).filter((outcome) => outcome === "done")).toHaveLength(1);
    // At most ten of them have recovery codes made.
    const expected = ["done", "not_found", "rate_limited"];
    expect(expected).toEqual(expect.arrayContaining(outcomes(results)));
    expect(results.flatMap((result) => ("recoveryCodes" in result ? result.recoveryCodes : []))).toHaveLength(
      10,
    );
    expect(await listAuthenticators(ada.user.id)).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await app.audit(ada.user.id)).filter((event) => event === "factor_added")).toHaveLength(1);
  });

  test("two factors that are removed at once where one is required: one stays", async () => {
    const app = await installOn(engine, { SECOND_FACTOR: "required" });
    const ada = await adaOn(app);
    const [first, second] = [await addPhoneApp(app, ada.user.id), await addPhoneApp(app, ada.user.id)];
    const results = await Promise.all([first, second].map(({ id }) => removeAuthenticator(ada, id, from)));
    expect(outcomes(results).sort()).toEqual(["done", "second_factor_needed"]);
    expect((await listAuthenticators(ada.user.id)).authenticators).toHaveLength(1);
  });

  test("new recovery codes four times at once: the last ten are left", async () => {
    const app = await installOn(engine);
    const ada = await adaOn(app);
    await addPhoneApp(app, ada.user.id);
    await Promise.all(Array.from({ length: 4 }, () => replaceRecoveryCodes(ada, from)));
    expect(await listAuthenticators(ada.user.id)).toMatchObject({ recoveryCodesLeft: 10 });
  });

  test("a session that has ended changes nothing any more", async () => {
    const app = await installOn(engine);
    const ada = await adaOn(app);
    const { id } = await addPhoneApp(app, ada.user.id);
    await app.db.changeSession(ada.session.id, () => ({
      outcome: null,
      changes: [
        { kind: "update-session", id: ada.session.id, set: { endedAt: app.now, endedReason: "user" } },
      ],
      events: [],
    }));
    expect(outcomes([await removeAuthenticator(ada, id, from), await startTotp(ada, from)])).toEqual([
      "session_revoked",
      "session_revoked",
    ]);
    expect((await listAuthenticators(ada.user.id)).authenticators).toHaveLength(1);
  });
});
