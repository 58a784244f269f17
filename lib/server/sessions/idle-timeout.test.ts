/** A user's own idle limit in both databases: kept with the user, and in force in every session at once. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { updateProfile } from "@/lib/server/account/account";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { HOUR, installOn, MINUTE, requester } from "@/lib/server/testing/installation";
import { listIdleChoices } from "./idle-choices";
import { listSessions } from "./session-list";

const from = requester();

describe.each(engines)("$name", (engine) => {
  test("the choice ends the devices that were shown with it, and no other", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const phone = await app.openSession(ada, { rememberMe: true });
    app.pass(2 * HOUR);
    const tablet = await app.openSession(ada, { rememberMe: true });
    const laptop = await app.openSession(ada);

    const of = { userId: ada.id, sessionId: laptop.session.id };
    const hour = (await listIdleChoices(of)).choices.find(({ idleTimeout }) => idleTimeout === 3600);
    expect(hour?.ends.map(({ id }) => id)).toEqual([phone.session.id]);
    const devices = { userId: ada.id, currentSessionId: laptop.session.id };
    expect((await listIdleChoices(of)).living).toEqual(await listSessions(devices));

    const hourHere = (isRecent: boolean) => updateProfile(laptop, { idleTimeout: HOUR }, from, isRecent);
    expect(refusal(await hourHere(false))).toBe("reauthentication_required");
    expect((await app.session(phone.session.id)).endedReason).toBeNull();
    granted(await hourHere(true));
    expect((await app.session(phone.session.id)).endedReason).toBe("idle");
    expect(await app.session(tablet.session.id)).toMatchObject({ endedAt: null, idleTimeout: HOUR });
    expect(await app.session(laptop.session.id)).toMatchObject({ endedAt: null, idleTimeout: 30 * MINUTE });
    expect(await app.db.findUser(ada.id)).toMatchObject({ idleTimeout: HOUR });
    expect((await listIdleChoices(of)).choices.filter(({ isCurrent }) => isCurrent)).toMatchObject([
      { idleTimeout: 3600, ends: [] },
    ]);
  });

  test("a caller whose session has ended meanwhile changes nothing", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const laptop = await app.openSession(ada);
    app.pass(HOUR);
    expect(refusal(await updateProfile(laptop, { idleTimeout: HOUR }, from))).toBe("session_expired: idle");
    expect(await app.db.findUser(ada.id)).toMatchObject({ idleTimeout: null });
  });
});
