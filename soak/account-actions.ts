/** What users do with their accounts: sign in and out, change the password, and end other devices. */
import type { EndReason } from "@/lib/session/reasons";
import type { AccessToken, Answered, BotBrowser } from "./bot-browser";
import { checkBearer, checkPresented } from "./checks";
import { Violation } from "./journal";
import type { Account } from "./ledger";
import { keepGhost, type Life } from "./life";
import type { Cause } from "./model";
import type { Random } from "./random";
import { listDevices, refresh, tokenOf } from "./use-session";

export async function signIn(
  life: Life,
  browser: BotBrowser,
  account: Account,
  random: Random,
): Promise<void> {
  const { ledger } = life;
  const { userId, email } = account;
  const wasUncertain = account.isDisabled || account.isChanging;
  const mayFail = () => wasUncertain || account.isDisabled || account.isChanging;
  // The same user's session on this browser is replaced; a sixth account's sign-in ends the earliest. When the browser
  // signs in without its cookies, because its clock takes them for expired, and sends them again later, the session is
  // none that its own cookie names any more, and ends as signed out.
  const earlier = ledger.livesOf(userId).filter((one) => one.browser === browser.number);
  const replaced = earlier.flatMap((one) =>
    (["replaced", "signed_out"] as const).map((reason) =>
      ledger.ask(userId, reason, { only: one.id, isCertain: false }),
    ),
  );
  const evicted = [...ledger.lives.values()]
    .filter((one) => one.browser === browser.number && one.userId !== userId)
    .map((one) => ledger.ask(one.userId, "signed_out", { only: one.id, isCertain: false }));
  const asked = ledger.journal.moment();
  const json = { email, password: account.password, rememberMe: random.chance(0.6) };
  const sent = await browser.send(random, { method: "POST", path: "/api/auth/login", json, isSlow: true });
  const opened = ledger.journal.moment();
  if (!sent) return;
  if (sent.answer.status !== 200) {
    ledger.takeBack(...replaced, ...evicted);
    if (!mayFail()) {
      throw new Violation(browser.number, `the right password is refused: ${sent.answer.text}`);
    }
    return;
  }
  ledger.confirm(...replaced, ...evicted);
  const session = ledger.open(browser.number, sent.answer, asked, opened);
  browser.keepToken(0, sent.answer);
  browser.tabs.fill(null, 1);
  browser.isSignedOut = false;
  ledger.count("sign-ins");
  if (random.chance(0.3)) keepGhost(life, browser, session.id);
}

export async function signOut(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const { ledger } = life;
  const { active } = browser.jar;
  const own = [...ledger.lives.values()].filter((one) => one.browser === browser.number);
  const causes = own.map((one) => {
    // A token from before a password change ends nothing, nor one the jar has lost.
    const { mayBeBarred, barrier, id } = one;
    const presented = browser.presented();
    const isCertain = id === active && !mayBeBarred && (presented?.generation ?? -1) >= barrier;
    return ledger.ask(one.userId, "signed_out", { only: id, isCertain });
  });
  const sent = await browser.send(random, { method: "POST", path: "/api/auth/logout" });
  if (!sent) return; // as far as the user can see, nothing has happened
  if (sent.answer.status !== 204)
    throw new Violation(browser.number, `a sign-out fails: ${sent.answer.text}`);
  ledger.confirm(...causes);
  ledger.count("sign-outs");
  browser.tabs.fill(null);
  browser.isSignedOut = true;
}

/** Ends one other device, all others, or all of them. */
export async function revoke(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const which = random.weighted({ one: 3, others: 1.5, all: 0.5 });
  const token =
    which === "one" ? await tokenOf(life, browser, 0, random) : await reauthenticate(life, browser, random);
  if (!token) return;
  const { userId, id } = life.ledger.life(token.sessionId);
  if (which !== "one") {
    const reason = which === "others" ? "user" : "revoked_everywhere";
    const cause = life.ledger.ask(userId, reason, which === "others" ? { except: id } : {});
    const json = { scope: which };
    await end(
      life,
      browser,
      token,
      [cause],
      { method: "POST", path: "/api/sessions/revoke-all", json },
      random,
    );
    return;
  }
  const others = await listDevices(life, browser, token, random);
  if (others.length === 0) return;
  const other = random.pick(others);
  const cause = life.ledger.ask(userId, "user", { only: other });
  await end(life, browser, token, [cause], { method: "DELETE", path: `/api/sessions/${other}` }, random);
}

/** Changes the password. The other tabs of the browser are quiet meanwhile, as the lock of the app makes them. */
export async function changePassword(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const { ledger } = life;
  const token = await reauthenticate(life, browser, random);
  if (!token) return;
  const session = ledger.life(token.sessionId);
  const account = ledger.accountOf(session.userId);
  if (account.isChanging) return;
  account.isChanging = true;
  const newPassword = `another passphrase ${Math.floor(random.next() * 1e12)}`;
  const signOutOthers = random.chance(0.5);
  const causes = signOutOthers
    ? [ledger.ask(session.userId, "password_changed", { except: session.id })]
    : [];
  const json = { currentPassword: account.password, newPassword, signOutOthers };
  const call = { method: "POST", path: "/api/me/password", json, rotates: true, isSlow: true } as const;
  const sent = await end(life, browser, token, causes, call, random);
  if (!sent) {
    session.mayBeBarred = true;
    account.maybePassword = newPassword;
    return;
  }
  if (sent.answer.status !== 200) return;
  session.barrier = browser.keepToken(0, sent.answer).generation;
  account.password = newPassword;
  ledger.count("password changes");
}

/** Gives the password once more, for what only a recent sign-in may do. @returns the fresh access token */
async function reauthenticate(life: Life, browser: BotBrowser, random: Random): Promise<AccessToken | null> {
  const token = await refresh(life, browser, 0, random);
  if (!token) return null;
  const account = life.ledger.accountOf(life.ledger.life(token.sessionId).userId);
  const json = { password: account.password };
  const path = "/api/auth/reauthenticate";
  const call = { method: "POST", path, json, token, rotates: true, isSlow: true } as const;
  const sent = await browser.send(random, call);
  if (!sent) return null;
  checkBearer(life, browser, token, sent);
  return sent.answer.status === 200 ? browser.keepToken(0, sent.answer) : null;
}

/** Sends a request that ends sessions, and writes down what became of it. */
async function end(
  life: Life,
  browser: BotBrowser,
  token: AccessToken,
  causes: Cause[],
  call: Parameters<BotBrowser["send"]>[1],
  random: Random,
): Promise<Answered | null> {
  const sent = await browser.send(random, { ...call, token });
  if (!sent) return null;
  checkBearer(life, browser, token, sent);
  if (sent.answer.status >= 300) {
    life.ledger.takeBack(...causes);
    return sent;
  }
  if (call.rotates) checkPresented(life, browser, sent, { kind: "served" });
  life.ledger.confirm(...causes);
  for (const { reason } of causes) life.ledger.count(`ends asked for: ${reason satisfies EndReason}`);
  return sent;
}
