/** The rules of adding a device, as a walk: every state, and everything that may happen in it. */
import { describe, expect, test } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { actorOf, DEVICE, MINUTE_MS, makeUser, POLICY } from "@/lib/session/testing/test-records";
import {
  type DeviceLinkTicket,
  decideDeviceApproval,
  decideDeviceCancel,
  decideDeviceRequest,
  decideNewDeviceLink,
  deviceLinkStatus,
  openDeviceLink,
} from "./device-links";
import { decideDeviceSignIn } from "./device-sign-in";
import { openSession } from "./sign-in";
import type { TicketWithAccount } from "./tickets";

const WINDOW = { reauthenticationWindow: 15 * MINUTE_MS };
const ATTEMPTS = { ...POLICY, secondFactorRequired: false };
const user = makeUser();
const opening = { browserId: "laptop", rememberMe: false, authMethods: ["pwd"], device: DEVICE };
const approver = openSession(user, { id: "laptop-session", ...opening }, 0, POLICY);
const caller = { session: approver };
const NOW = MINUTE_MS;

function made(now = NOW): DeviceLinkTicket {
  const { outcome } = decideNewDeviceLink(caller, { hash: "hash", code: "42-17", authTime: 0 }, now, WINDOW);
  if (isFailure(outcome)) throw new Error(outcome.code);
  return outcome;
}

const withAccount = (
  ticket: DeviceLinkTicket,
  change: Partial<TicketWithAccount["account"]> = {},
): TicketWithAccount => ({
  ticket,
  account: { user, sessions: [approver], signIns: null, notices: null, ...change },
  factors: { authenticators: [], recoveryCodes: [] },
});

/** A browser asks for the first time without a key, and is then given that of its request. */
const HELD = ["request"];
const ask = (ticket: DeviceLinkTicket, browserId = "phone", now = NOW, heldIds = HELD) =>
  decideDeviceRequest(
    withAccount(ticket),
    { browserId, heldIds, id: "request", code: "83-05", device: DEVICE, actor: actorOf(null) },
    now,
  );
const approve = (
  ticket: DeviceLinkTicket | null,
  now = NOW,
  requestId = "request",
  by = caller,
  authTime = 0,
) => decideDeviceApproval(ticket, { requestId, authTime, actor: actorOf("ada") }, now, by, WINDOW);
const signIn = (
  found: TicketWithAccount,
  browserId = "phone",
  now = NOW,
  policy = ATTEMPTS,
  heldIds = HELD,
) =>
  decideDeviceSignIn(
    found,
    {
      newUserId: "",
      knownBrowser: true,
      language: "en",
      session: {
        id: "phone-session",
        tokenHash: "token",
        browserId,
        device: DEVICE,
        actor: actorOf(null),
        signedInUsers: [],
        heldIds,
      },
    },
    now,
    policy,
  );

function granted<T>({ outcome }: { outcome: T }) {
  if (isFailure(outcome)) throw new Error(outcome.code);
  return outcome as Exclude<T, { code: string } | null>;
}
const code = ({ outcome }: { outcome: unknown }) => (isFailure(outcome) ? outcome.code : "done");

const waiting = made();
const requested = granted(ask(waiting)) as DeviceLinkTicket;
const approved = granted(approve(requested)) as DeviceLinkTicket;
const used = { ...approved, usedAt: NOW };
const cancelled = { ...requested, revokedAt: NOW };
const expired = { ...requested, expiresAt: NOW };

describe("the walk", () => {
  const WALK: [string, DeviceLinkTicket, asked: string, approval: string, cancel: string, signsIn: string][] =
    [
      ["waiting", waiting, "done", "device_link_closed", "done", "invalid_ticket"],
      ["requested", requested, "done", "done", "done", "approval_pending"],
      ["approved", approved, "done", "device_link_closed", "done", "done"],
      ["used", used, "invalid_ticket", "device_link_closed", "device_link_closed", "invalid_ticket"],
      ["cancelled", cancelled, "invalid_ticket", "device_link_closed", "done", "invalid_ticket"],
      ["expired", expired, "invalid_ticket", "device_link_closed", "done", "invalid_ticket"],
    ];
  test.each(WALK)("%s", (status, ticket, asked, approval, cancel, signsIn) => {
    expect(deviceLinkStatus(ticket, NOW)).toBe(status);
    expect([
      code(ask(ticket)),
      code(approve(ticket)),
      code(decideDeviceCancel(ticket, NOW, caller)),
      code(signIn(withAccount(ticket))),
    ]).toEqual([asked, approval, cancel, signsIn]);
  });
});

test("a refusal writes nothing", () => {
  for (const decision of [
    ask(used),
    approve(waiting),
    approve(null),
    signIn(withAccount(requested)),
    signIn(withAccount(approved), "thief"),
    signIn(withAccount(approved), "phone", NOW, ATTEMPTS, []),
    ask(requested, "phone", NOW, []),
  ])
    expect([decision.changes, decision.events]).toEqual([[], []]);
});

describe("the browser that has asked", () => {
  const refused: [string, string, string[]][] = [
    ["its id alone, which may have been copied", "phone", []],
    ["its id and the key of something else", "phone", ["another"]],
    ["the key in another browser", "thief", HELD],
  ];
  test.each(refused)("is known by its id and the key of the request: not by %s", (_, browserId, heldIds) => {
    for (const ticket of [requested, approved]) {
      const found = withAccount(ticket);
      expect(openDeviceLink(found, { browserId, heldIds }, NOW)).toBeNull();
      expect(code(ask(ticket, browserId, NOW, heldIds))).toBe("invalid_ticket");
      expect(code(signIn(found, browserId, NOW, ATTEMPTS, heldIds))).toBe("invalid_ticket");
    }
  });

  test("sees the same request when it asks again, and before it had asked it needed no key", () => {
    expect(ask(requested).outcome).toEqual(requested);
    expect(code(ask(waiting, "phone", NOW, []))).toBe("done");
    expect(openDeviceLink(withAccount(waiting), { browserId: "phone" }, NOW)).not.toBeNull();
    expect(openDeviceLink(withAccount(requested), { browserId: "phone" }, NOW)).toBeNull();
  });
});

describe("the session that approves", () => {
  const acting = { session: { ...approver, impersonatorId: "grace" } };
  const provider = { session: { ...approver, authMethods: ["oidc"] } };
  const link = { hash: "hash", code: "42-17", authTime: 0 };

  test("must be its user's own, from a sign-in here, and recent to the millisecond", () => {
    expect(code(decideNewDeviceLink(acting, link, NOW, WINDOW))).toBe("forbidden_while_impersonating");
    expect(code(decideNewDeviceLink(provider, link, NOW, WINDOW))).toBe("forbidden");
    expect(code(approve(requested, NOW, "request", acting))).toBe("forbidden_while_impersonating");
    expect(code(approve(requested, NOW, "request", provider))).toBe("forbidden");
    const late = 15 * MINUTE_MS;
    const lateLink = granted(ask(made(late - 1), "phone", late - 1)) as DeviceLinkTicket;
    expect(code(approve(lateLink, late - 1))).toBe("done");
    expect(code(approve(lateLink, late))).toBe("reauthentication_required");
    expect(code(decideNewDeviceLink(caller, link, late, WINDOW))).toBe("reauthentication_required");
  });

  test("must be the one that made the link", () => {
    const other = { session: { ...approver, id: "another" } };
    expect(code(approve(requested, NOW, "request", other))).toBe("not_found");
    expect(code(decideDeviceCancel(requested, NOW, other))).toBe("not_found");
  });

  const GONE: [string, Partial<TicketWithAccount["account"]>][] = [
    ["has ended", { sessions: [] }],
    ["has run into a limit", { sessions: [{ ...approver, absoluteExpiresAt: NOW }] }],
    ["has had its password changed since", { sessions: [{ ...approver, minGeneration: 1 }] }],
    ["has a disabled user", { user: { ...user, disabledAt: NOW } }],
  ];
  test.each(GONE)("takes its approval along when it %s", (_, change) => {
    expect(code(signIn(withAccount(approved, change)))).toBe("invalid_ticket");
    const asked = { browserId: "phone", id: "r", code: "1", device: DEVICE, actor: actorOf(null) };
    expect(code(decideDeviceRequest(withAccount(waiting, change), asked, NOW))).toBe("invalid_ticket");
  });
});

describe("the new session", () => {
  test("says how it began, and when its user was last there to prove it", () => {
    const decision = signIn(withAccount(approved));
    const { outcome } = decision;
    expect(outcome).toMatchObject({
      kind: "signed-in",
      session: {
        authMethods: ["device_link", "pwd"],
        authenticatedAt: 0,
        createdAt: NOW,
        browserId: "phone",
      },
    });
    expect(decision.events.map(({ name }) => name)).toEqual(["signed_in"]);
    expect(decision.changes[0]).toEqual({ kind: "update-ticket", hash: "hash", set: { usedAt: NOW } });
  });

  test("of a device that was itself added says so once", () => {
    const added = { ...approver, authMethods: ["device_link", "pwd", "otp"] };
    expect(signIn(withAccount(approved, { sessions: [added] })).outcome).toMatchObject({
      session: { authMethods: ["device_link", "pwd", "otp"] },
    });
  });

  test("needs the second factor that is required of every user", () => {
    const policy = { ...ATTEMPTS, secondFactorRequired: true };
    expect(code(signIn(withAccount(approved), "phone", NOW, policy))).toBe("second_factor_needed");
  });

  test("that finds no room leaves the link open, for another try", () => {
    const full = { ...withAccount(approved) };
    const decision = decideDeviceSignIn(
      full,
      {
        newUserId: "",
        knownBrowser: true,
        language: "en",
        session: {
          id: "s",
          tokenHash: "t",
          browserId: "phone",
          device: DEVICE,
          actor: actorOf(null),
          signedInUsers: ["1", "2", "3", "4", "5"],
          heldIds: HELD,
        },
      },
      NOW,
      ATTEMPTS,
    );
    expect([code(decision), decision.changes]).toEqual(["too_many_accounts", []]);
  });
});
