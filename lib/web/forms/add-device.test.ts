/** Adding a device from posted forms, on both devices. */
import { beforeEach, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { isFailure } from "@/lib/session/failure";
import { TestBrowser } from "@/lib/web/testing/browser";
import { addDeviceFromForm } from "./add-device";
import { joinDeviceFromForm } from "./join-device";

const request = vi.hoisted(() => ({
  headers: new Headers(),
  written: [] as { name: string; value: string }[],
}));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    set: ({ name, value }: { name: string; value: string }) => void request.written.push({ name, value }),
  }),
}));

let app: Installation;
let page: string;
let laptop: TestBrowser;
let phoneCookies: Map<string, string>;
beforeEach(async () => {
  app = install();
  const grant = await app.openSession(await app.addUser("Ada"));
  laptop = new TestBrowser();
  await laptop.signInWith(grant);
  page = grant.session.id;
  phoneCookies = new Map();
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

async function onLaptop(fields: Record<string, string>) {
  request.headers = new Headers({ cookie: laptop.cookieHeader(), origin: config().origin });
  const answer = await addDeviceFromForm(form({ pageSessionId: page, ...fields }));
  return isFailure(answer) ? { refusal: answer, link: null } : answer;
}

/** The phone keeps what is written. For a redirect, @returns where it leads. */
async function onPhone(fields: Record<string, string>) {
  const cookie = [...phoneCookies].map((pair) => pair.join("=")).join("; ");
  request.headers = new Headers({ ...(cookie && { cookie }), origin: config().origin });
  request.written = [];
  const answer = await joinDeviceFromForm(form(fields)).catch((error) => String(error.digest));
  for (const { name, value } of request.written) phoneCookies.set(name, value);
  if (typeof answer === "string") return { leadsTo: answer, refusal: null, offer: null };
  return isFailure(answer) ? { refusal: answer, offer: null } : answer;
}

test("the steps lead to a session on the new device, and the address is drawn again on each page", async () => {
  const { link: made } = await onLaptop({ step: "begin" });
  const { id = "", url = "" } = made ?? {};
  const looked = await onPhone({ step: "lookup", link: url });
  expect(looked.offer).toMatchObject({ account: { email: "ada@example.com" }, code: made?.code });
  expect(phoneCookies.size).toBe(0);
  const asked = await onPhone({ step: "request", link: url });
  const { link: seen } = await onLaptop({ step: "check", id, url });
  expect(seen).toMatchObject({ status: "requested", url, qrCode: made?.qrCode });
  expect(seen?.request?.code).toBe(asked.offer?.requestCode);
  expect(await onPhone({ step: "sign-in", link: url })).toMatchObject({
    refusal: { code: "approval_pending" },
    offer: { status: "requested" },
  });
  const { link: approved } = await onLaptop({ step: "approve", id, requestId: seen?.request?.id ?? "" });
  expect(approved?.status).toBe("approved");
  expect(await onPhone({ step: "sign-in", link: url })).toMatchObject({
    leadsTo: expect.stringContaining(";/dashboard#;"),
  });
  expect((await onLaptop({ step: "check", id })).link?.status).toBe("used");
});

test("a copy of the phone's browser cookie and the link lead nowhere: the key is in a cookie that the request wrote", async () => {
  const { link } = await onLaptop({ step: "begin" });
  const { id = "", url = "" } = link ?? {};
  await onPhone({ step: "request", link: url });
  const own = phoneCookies;
  const copied = new Map([...own].filter(([name]) => !name.startsWith("latchkey_attempt.")));
  expect([own.size, copied.size]).toEqual([2, 1]);
  const poll = async () => {
    phoneCookies = copied;
    for (const step of ["lookup", "request", "sign-in"])
      expect(await onPhone({ step, link: url })).toEqual({
        refusal: { code: "invalid_ticket" },
        offer: null,
      });
    phoneCookies = own;
  };
  await poll();
  const requestId = (await onLaptop({ step: "check", id })).link?.request?.id ?? "";
  await onLaptop({ step: "approve", id, requestId });
  await poll();
  expect(await onPhone({ step: "sign-in", link: url })).toMatchObject({
    leadsTo: expect.stringContaining(";/dashboard#;"),
  });
});

test("a copy of the cookies of a session that is bound to a key adds no device", async () => {
  const set = { binding: "key", boundKey: "thumbprint" } as const;
  await app.db.changeSession(page, () => ({
    outcome: null,
    changes: [{ kind: "update-session", id: page, set }],
    events: [],
  }));
  expect(await onLaptop({ step: "begin" })).toEqual({
    refusal: { code: "reauthentication_required" },
    link: null,
  });
  const { link } = await onLaptop({ step: "begin", password: PASSWORD });
  const { id = "", url = "" } = link ?? {};
  await onPhone({ step: "request", link: url });
  const requestId = (await onLaptop({ step: "check", id })).link?.request?.id ?? "";
  const approval = { step: "approve", id, requestId };
  expect(await onLaptop(approval)).toMatchObject({
    refusal: { code: "reauthentication_required" },
    link: { status: "requested" },
  });
  expect(await onLaptop({ ...approval, password: PASSWORD })).toMatchObject({
    refusal: null,
    link: { status: "approved" },
  });
});

test("no address but ours is drawn", async () => {
  const { link } = await onLaptop({ step: "begin" });
  for (const url of ["https://example.com/add-device#ticket=1", "javascript:alert(1)", ""]) {
    const { link: shown } = await onLaptop({ step: "check", id: link?.id ?? "", url });
    expect([shown?.url, shown?.qrCode]).toEqual([undefined, undefined]);
  }
});

test("after a quarter of an hour the form asks for the password, and looking and calling off never do", async () => {
  const { link } = await onLaptop({ step: "begin" });
  const { id = "", url = "" } = link ?? {};
  app.pass(15 * MINUTE);
  expect((await onLaptop({ step: "begin" })).refusal?.code).toBe("reauthentication_required");
  expect((await onLaptop({ step: "begin", password: "not the password at all" })).refusal?.code).toBe(
    "invalid_credentials",
  );
  expect((await onLaptop({ step: "check", id, url })).refusal).toBeNull();
  const { link: again } = await onLaptop({ step: "begin", password: PASSWORD });
  await onPhone({ step: "request", link: again?.url ?? "" });
  const { link: seen } = await onLaptop({ step: "check", id: again?.id ?? "" });
  const approval = { step: "approve", id: again?.id ?? "", requestId: seen?.request?.id ?? "" };
  expect(await onLaptop(approval)).toMatchObject({
    refusal: { code: "reauthentication_required" },
    link: { status: "requested" },
  });
  expect((await onLaptop({ ...approval, password: PASSWORD })).link?.status).toBe("approved");
  expect((await onLaptop({ step: "cancel", id: again?.id ?? "" })).link?.status).toBe("cancelled");
});

test("a device that was added is no fresher for a form than the one that added it", async () => {
  app.pass(14 * MINUTE);
  const { link } = await onLaptop({ step: "begin" });
  const { id = "", url = "" } = link ?? {};
  await onPhone({ step: "request", link: url });
  const { link: seen } = await onLaptop({ step: "check", id });
  await onLaptop({ step: "approve", id, requestId: seen?.request?.id ?? "" });
  await onPhone({ step: "sign-in", link: url });
  app.pass(MINUTE);
  const [added] = (await app.db.listLiving((await app.session(page)).userId)).filter(
    (session) => session.id !== page,
  );
  page = added?.id ?? "";
  laptop = new TestBrowser();
  const cookie = [...phoneCookies].map((pair) => pair.join("=")).join("; ");
  request.headers = new Headers({ cookie, origin: config().origin });
  expect(await addDeviceFromForm(form({ pageSessionId: page, step: "begin" }))).toMatchObject({
    code: "reauthentication_required",
  });
});
