/** The commands of a random walk through attempts. */
import type fc from "fast-check";
import { expect } from "vitest";
import { isFailure } from "@/lib/session/failure";
import type { AttemptServer, SecondFactorCommand } from "@/lib/session/testing/attempt-server";
import { ADDRESSES, type Known, type Oracle, receive, sessionsOf, USERS } from "./attempt-oracle.fixture";
import type { StepOutcome } from "./attempts";

const TEN_MINUTES_MS = 600_000;

type Act = (oracle: Oracle, server: AttemptServer) => void;
type Command = fc.Command<Oracle, AttemptServer>;

function command(name: string, act: Act): Command {
  return {
    check: () => true,
    run: (oracle, server) => {
      act(oracle, server);
      expect(server.store.sessions.size).toBe(sessionsOf(oracle));
    },
    toString: () => name,
  };
}

const lasting = ({ now }: AttemptServer) => ({ endsAt: now + TEN_MINUTES_MS });

export const beginSignIn = (address: number, browser: number) =>
  command(`begin ${ADDRESSES[address]}`, (oracle, server) => {
    const browserId = `browser ${browser}`;
    oracle.begin(server.begin(ADDRESSES[address] ?? "", browserId), browserId, lasting(server));
  });

export const beginSignUp = (address: number, hasName: boolean, hasPassword: boolean) =>
  command(`sign up ${ADDRESSES[address]}`, (oracle, server) => {
    const fields = { name: hasName ? "Name" : null, passwordHash: hasPassword ? "hash-1" : null };
    const outcome = server.signUp(ADDRESSES[address] ?? "", fields, "browser 0");
    if (isFailure(outcome) || outcome.kind !== "next") throw new Error("a sign-up begins with a code");
    oracle.begin(outcome.state.attempt.id, "browser 0", {
      ...lasting(server),
      isSignUp: true,
      hasName,
      hasPassword,
    });
  });

/** Signs in with a password in one request. */
export const logIn = (address: number, isRight: boolean) =>
  command(`log in ${ADDRESSES[address]} ${isRight}`, (oracle, server) => {
    const email = ADDRESSES[address] ?? "";
    const user = [...server.store.users.values()].find((one) => one.email === email);
    const outcome = server.logIn(email, isRight && user ? user.passwordHash : "wrong", "browser 0");
    if (isFailure(outcome)) return;
    expect(isRight).toBe(true);
    if (outcome.kind === "next")
      oracle.begin(outcome.state.attempt.id, "browser 0", { ...lasting(server), firstFactor: true });
    else {
      const hasPhone = server.authenticators.some(({ userId }) => userId === outcome.user.id);
      expect(hasPhone || server.policy.secondFactorRequired).toBe(false);
      oracle.begin(outcome.session.id, "browser 0", { firstFactor: true, sessions: 1 });
    }
  });

/** Sends a step to an attempt, once or twice. `isForeign`: from another browser. */
function step(
  name: string,
  n: number,
  { isForeign = false, isTwice = false }: Sending,
  act: (
    server: AttemptServer,
    id: string,
    browserId: string,
    known: Known,
    oracle: Oracle,
  ) => StepOutcome | null,
): Command {
  return command(
    `${name} (${n}${isForeign ? ", foreign" : ""}${isTwice ? ", twice" : ""})`,
    (oracle, server) => {
      const found = oracle.at(n);
      if (!found || !server.attempts.has(found.id)) return;
      const { id, known } = found;
      const browserId = isForeign ? "foreign" : known.browserId;
      for (let time = 0; time < (isTwice ? 2 : 1); time += 1) {
        const outcome = act(server, id, browserId, known, oracle);
        if (isForeign && outcome) expect(isFailure(outcome)).toBe(true);
        if (outcome) receive(server, id, known, outcome);
      }
    },
  );
}

export interface Sending {
  isForeign?: boolean;
  isTwice?: boolean;
}

export const password = (n: number, isRight: boolean, sending: Sending) =>
  step(`password ${isRight}`, n, sending, (server, id, browserId, known) => {
    const email = server.attempts.get(id)?.email;
    const user = [...server.store.users.values()].find((one) => one.email === email);
    const isGood = isRight && user !== undefined;
    const before = server.attempts.get(id);
    const outcome = prove(
      known,
      isGood && browserId === known.browserId && before?.step === "credential",
      () => server.password(id, browserId, isGood ? user.passwordHash : "wrong"),
    );
    if (!isGood) expect(isFailure(outcome)).toBe(true);
    return outcome;
  });

/** Notes a factor as right before the step, and takes it back when the step was refused. */
function prove(known: Known, isRight: boolean, send: () => StepOutcome): StepOutcome {
  const before = known.firstFactor;
  known.firstFactor ||= isRight;
  const outcome = send();
  if (isFailure(outcome)) known.firstFactor = before;
  return outcome;
}

export const sendCode = (n: number, how: "email_code" | "resend", sending: Sending) =>
  step(how, n, sending, (server, id, browserId) => server.sendCode(id, browserId, how));

/** @param which 0: the last code that was sent for this attempt; more: older ones, and those of other attempts */
export const code = (n: number, which: number, byLink: boolean, sending: Sending) =>
  step(`${byLink ? "link" : "code"} ${which}`, n, sending, (server, id, browserId, known, oracle) => {
    const own = server.sent.filter(({ attemptId }) => attemptId === id);
    const isLast = which === 0;
    const sent = isLast ? own.at(-1) : server.sent.at(-1 - which);
    if (!sent) return null;
    const isOwnLast = sent === own.at(-1);
    const isRight = isOwnLast && sent.recipient !== null && !oracle.spent.has(sent.code);
    if (byLink && sent.attemptId !== id) return null;
    const outcome = prove(known, isRight, () =>
      byLink ? server.link(sent.ticket, browserId) : server.code(id, browserId, sent.code),
    );
    if (!isRight) expect(isFailure(outcome)).toBe(true);
    if (!isFailure(outcome)) oracle.spent.add(sent.code);
    return outcome;
  });

export const secondFactor = (n: number, isRight: boolean, how: SecondFactorCommand, sending: Sending) =>
  step(`${how} ${isRight}`, n, sending, (server, id, browserId, known) => {
    const before = { ...known };
    known.secondFactor ||= isRight;
    if (how === "passkey") known.firstFactor ||= isRight;
    const outcome = server.secondFactor(id, browserId, isRight, how);
    if (isFailure(outcome)) Object.assign(known, before);
    return outcome;
  });

export const profile = (n: number, name: boolean, secret: boolean, sending: Sending) =>
  step("profile", n, sending, (server, id, browserId, known) => {
    const before = { ...known };
    known.hasName ||= name;
    known.hasPassword ||= secret;
    const fields = { ...(name && { name: "Name" }), ...(secret && { passwordHash: "hash-1" }) };
    const outcome = server.profile(id, browserId, fields);
    if (isFailure(outcome)) Object.assign(known, before);
    return outcome;
  });

export const cancel = (n: number, sending: Sending) =>
  step("cancel", n, sending, (server, id, browserId, known) => {
    if (server.cancel(id, browserId) === null) known.isVoid = true;
    return null;
  });

export const passes = (milliseconds: number) =>
  command(`${milliseconds} ms pass`, (_, server) => {
    server.now += milliseconds;
  });

export const changeUser = (n: number, what: "password" | "disabled") =>
  command(`${what} of ${USERS[n]}`, (oracle, server) => {
    const user = server.store.users.get(USERS[n] ?? "");
    if (!user) return;
    const set =
      what === "password"
        ? { passwordHash: `hash ${server.sent.length} ${server.now}` }
        : { disabledAt: server.now };
    server.store.users.set(user.id, { ...user, ...set });
    if (what === "disabled" || user.passwordHash === set.passwordHash) return;
    for (const [id, known] of oracle.attempts) {
      const attempt = server.attempts.get(id);
      const isAtWork = attempt?.email === user.email && attempt.step !== "credential";
      if (isAtWork && known.sessions === 0) known.isVoid = true;
    }
  });
