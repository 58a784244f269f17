/** Adding a device on both databases: what happens at the same time. */
import { expect, test } from "vitest";
import { changePassword } from "@/lib/server/account/account";
import { signOut } from "@/lib/server/sessions/sessions";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { type Installation, onEveryEngine, PASSWORD, requester } from "@/lib/server/testing/installation";
import { approveDevice, cancelDeviceLink, createDeviceLink, describeDeviceLink } from "./device-links";
import { requestDevice } from "./device-sign-in";
import { submitTicket } from "./tickets";

async function approved(app: Installation) {
  const laptop = await app.openSession(await app.addUser("Ada"));
  const from = requester(laptop.session.browserId);
  const made = granted(await createDeviceLink(laptop));
  const secret = new URL(made.url).hash.slice("#ticket=".length);
  const phone = requester();
  const { key } = granted(await requestDevice(secret, phone));
  phone.attemptIds.push(key.id);
  const requestId = granted(await describeDeviceLink(laptop, made.id)).request?.id ?? "";
  const approve = () => approveDevice(laptop, { id: made.id, requestId }, from);
  const signIn = () => submitTicket(secret, phone, () => null);
  return { laptop, from, made, secret, phone, approve, signIn };
}

const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));

onEveryEngine((installOn) => {
  test("twenty exchanges at once make one session", async () => {
    const app = await installOn();
    const { laptop, approve, signIn } = await approved(app);
    granted(await approve());
    const answers = await times(20, signIn);
    expect(answers.map(refusal).sort()).toEqual(["granted", ...Array(19).fill("invalid_ticket")]);
    expect(await app.db.listLiving(laptop.user.id)).toHaveLength(2);
  });

  test("of twenty browsers that ask at once, one is shown", async () => {
    const app = await installOn();
    const laptop = await app.openSession(await app.addUser("Ada"));
    const made = granted(await createDeviceLink(laptop));
    const secret = new URL(made.url).hash.slice("#ticket=".length);
    const answers = await times(20, () => requestDevice(secret, requester()));
    expect(answers.map(refusal).sort()).toEqual(["granted", ...Array(19).fill("invalid_ticket")]);
    expect((await app.audit(laptop.user.id)).filter((name) => name === "device_requested")).toHaveLength(1);
  });

  test("of twenty holders of one browser's id that ask at once, one gets the key, and no other sees the code", async () => {
    const app = await installOn();
    const laptop = await app.openSession(await app.addUser("Ada"));
    const made = granted(await createDeviceLink(laptop));
    const secret = new URL(made.url).hash.slice("#ticket=".length);
    const { browserId } = requester();
    const answers = await times(20, () => requestDevice(secret, requester(browserId)));
    expect(answers.map(refusal).sort()).toEqual(["granted", ...Array(19).fill("invalid_ticket")]);
  });

  test("a holder of the browser's id without the key, who asks as often as the phone does, takes no session", async () => {
    const app = await installOn();
    const { laptop, secret, phone, approve, signIn } = await approved(app);
    const thief = () => submitTicket(secret, requester(phone.browserId), () => null);
    expect((await times(10, thief)).map(refusal)).toEqual(Array(10).fill("invalid_ticket"));
    expect(refusal(await signIn())).toBe("approval_pending");
    granted(await approve());
    const [own, ...others] = await Promise.all([signIn(), ...Array.from({ length: 10 }, thief)]);
    expect(refusal(own)).toBe("granted");
    expect(others.map(refusal)).toEqual(Array(10).fill("invalid_ticket"));
    expect(await app.db.listLiving(laptop.user.id)).toHaveLength(2);
  });

  test("twenty approvals at once are one", async () => {
    const app = await installOn();
    const { laptop, approve } = await approved(app);
    const answers = await times(20, approve);
    expect(answers.map(refusal).sort()).toEqual([...Array(19).fill("device_link_closed"), "granted"]);
    expect((await app.audit(laptop.user.id)).filter((name) => name === "device_approved")).toHaveLength(1);
  });

  test("an approval by a session that has ended meanwhile is none, and one that was given is void", async () => {
    const app = await installOn();
    const { laptop, from, approve, signIn } = await approved(app);
    await signOut([laptop.refreshToken], from);
    expect(refusal(await approve())).toBe("session_revoked: signed_out");
    const other = await approved(await installOn());
    granted(await other.approve());
    await signOut([other.laptop.refreshToken], other.from);
    expect(refusal(await other.signIn())).toBe("invalid_ticket");
    expect(refusal(await signIn())).toBe("invalid_ticket");
  });

  test("a sign-in and a call-off at once: one of the two has happened", async () => {
    const app = await installOn();
    const { laptop, made, approve, signIn } = await approved(app);
    granted(await approve());
    const [signedIn, calledOff] = await Promise.all([signIn(), cancelDeviceLink(laptop, made.id)]);
    const living = await app.db.listLiving(laptop.user.id);
    expect([refusal(signedIn), calledOff?.code ?? "done", living.length]).toEqual(
      living.length === 2 ? ["granted", "device_link_closed", 2] : ["invalid_ticket", "done", 1],
    );
  });

  test("a changed password voids the link, whoever approved it", async () => {
    const app = await installOn();
    const { laptop, from, approve, signIn } = await approved(app);
    granted(await approve());
    const passwords = {
      currentPassword: PASSWORD,
      newPassword: "seven quiet lanterns",
      signOutOthers: false,
    };
    granted(await changePassword(laptop, laptop.refreshToken, passwords, from));
    expect(refusal(await signIn())).toBe("invalid_ticket");
  });
});
