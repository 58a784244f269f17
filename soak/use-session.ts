/** What a signed-in browser does with its session: each answer is checked against what the bot knows. */
import type { AccessToken, Answered, BotBrowser } from "./bot-browser";
import { checkBearer, checkPresented, checkRefusal } from "./checks";
import { Violation } from "./journal";
import { keepGhost, type Life } from "./life";
import { type Answer, certainEnd, countArrival, possibleEnds } from "./model";
import type { Random } from "./random";

/** How long after its connection was cut a request can still be decided. */
const MAX_IDLE_SECONDS = 31_536_000;

/**
 * Refreshes the session, as a tab does: once more after `superseded`.
 *
 * @returns the new access token; null when there is none, for whatever reason
 */
export async function refresh(
  life: Life,
  browser: BotBrowser,
  tab: number,
  random: Random,
): Promise<AccessToken | null> {
  for (let isRepeated = false; ; isRepeated = true) {
    const expected = browser.presented();
    const known = expected && life.ledger.lives.get(expected.sessionId);
    const body = known && random.chance(0.5) ? { expectedUserId: known.userId } : undefined;
    const sent = await browser.send(random, {
      method: "POST",
      path: "/api/auth/refresh",
      json: body,
      rotates: true,
    });
    if (!sent) return null;
    if (sent.answer.json.error === "superseded" && !isRepeated) continue;
    if (sent.answer.status !== 200) {
      checkRefusal(life, browser, sent);
      return null;
    }
    const token = browser.keepToken(tab, sent.answer);
    const session = checkPresented(life, browser, sent, { kind: "served" });
    if (session?.id !== token.sessionId) throw new Violation(browser.number, "the token of another session");
    countArrival(session, token.generation);
    life.ledger.count("refreshes");
    if (random.chance(0.1)) keepGhost(life, browser, session.id);
    return token;
  }
}

/** @returns a token that has not expired by the bot's clock: the tab's own, else a new one */
export async function tokenOf(life: Life, browser: BotBrowser, tab: number, random: Random) {
  const token = browser.tabs[tab];
  const isUsable = token && token.sessionId === browser.jar.active && token.expiresAt > life.nodes.now();
  return isUsable ? token : refresh(life, browser, tab, random);
}

/** Calls the API, and looks whether it answers for the right user. */
export async function callApi(life: Life, browser: BotBrowser, tab: number, random: Random): Promise<void> {
  // Sometimes with an old token: the machine slept, and a request left before the refresh.
  const token = (random.chance(0.2) && browser.tabs[tab]) || (await tokenOf(life, browser, tab, random));
  const sent = token && (await browser.send(random, { method: "GET", path: "/api/me", token }));
  if (sent) checkProfile(life, browser, token, sent);
}

function checkProfile(life: Life, browser: BotBrowser, token: AccessToken, sent: Answered): void {
  const session = checkBearer(life, browser, token, sent);
  if (sent.answer.status === 200 && sent.answer.json.id !== session.userId) {
    throw new Violation(browser.number, `the profile of another user: ${sent.answer.text}`);
  }
}

/** Asks whether a user is signed in. */
export async function lookAtSession(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const sent = await browser.send(random, { method: "GET", path: "/api/session" });
  if (!sent) return;
  const { authenticated, reason, session } = sent.answer.json;
  if (authenticated && session.id !== sent.presented?.sessionId) {
    throw new Violation(browser.number, `the session of another browser: ${session.id}`);
  }
  const answer: Answer = authenticated
    ? { kind: "served" }
    : reason
      ? { kind: "ended", reason }
      : { kind: "superseded" };
  checkPresented(life, browser, sent, answer);
}

/** Opens a page. */
export async function openPage(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const path = random.pick(["/dashboard", "/profile"]);
  const sent = await browser.send(random, { method: "GET", path });
  if (!sent) return;
  const { status, headers, text } = sent.answer;
  const isShown = status === 200;
  const reason = new URL(headers.location ?? "/", life.nodes.origin).searchParams.get("reason");
  const answer: Answer = isShown
    ? { kind: "served" }
    : reason && reason !== "expired"
      ? { kind: "ended", reason }
      : { kind: "superseded" };
  const session = checkPresented(life, browser, sent, answer);
  const { accounts } = life.ledger;
  const shown = accounts.filter(({ email, name }) => text.includes(email) || text.includes(name));
  // The account menu lists the other accounts of this browser.
  const isOfBrowser = (userId: string) =>
    userId === session?.userId || life.ledger.livesOf(userId).some((one) => one.browser === browser.number);
  const stranger = shown.find(({ userId }) => !isShown || !isOfBrowser(userId));
  if (stranger) throw new Violation(browser.number, `${path} (${status}) shows ${stranger.name}`);
}

/** Reports activity, sometimes with a nonsensical time. */
export async function reportActivity(life: Life, browser: BotBrowser, tab: number, random: Random) {
  const token = await tokenOf(life, browser, tab, random);
  if (!token) return;
  const idleForSeconds = random.chance(0.8)
    ? Math.floor(random.between(0, 30))
    : random.pick([0, 7_200, MAX_IDLE_SECONDS]);
  const path = "/api/session/activity";
  const call = { method: "POST", path, json: { idleForSeconds }, token, isSlow: true } as const;
  const sent = await browser.send(random, call);
  const session = life.ledger.life(token.sessionId);
  if (!sent) {
    const latest = life.nodes.now() - idleForSeconds * 1000 + session.idleTimeoutMs;
    session.idleTo = Math.max(session.idleTo, latest);
    return;
  }
  if (sent.answer.status === 200) {
    const idleAt = Date.parse(sent.answer.json.idleExpiresAt);
    session.idleFrom = Math.max(session.idleFrom, idleAt);
    session.idleTo = Math.max(session.idleTo, idleAt);
  }
  checkBearer(life, browser, token, sent);
}

/** Lists the devices: all that must be alive, none that must be over. */
export async function listDevices(
  life: Life,
  browser: BotBrowser,
  token: AccessToken,
  random: Random,
): Promise<string[]> {
  const sent = await browser.send(random, { method: "GET", path: "/api/sessions", token });
  if (!sent) return [];
  const session = checkBearer(life, browser, token, sent);
  if (sent.answer.status !== 200) return [];
  const listed: string[] = sent.answer.json.sessions.map(({ id }: { id: string }) => id);
  const causes = life.ledger.causesOf(session.userId);
  for (const one of life.ledger.livesOf(session.userId)) {
    const end = certainEnd(one, causes, sent.asked);
    const isSure = one.opened.order < sent.asked.order && possibleEnds(one, causes, sent.heard).length === 0;
    if (end && listed.includes(one.id))
      throw new Violation(browser.number, `${one.id} is listed, after its end (${end})`);
    if (isSure && !listed.includes(one.id))
      throw new Violation(browser.number, `${one.id} lives and is not listed`);
  }
  return listed.filter((id) => id !== session.id && life.ledger.lives.has(id));
}
