/** Holds the answers to a browser against what the bot knows. */
import type { AccessToken, Answered, BotBrowser } from "./bot-browser";
import { Violation } from "./journal";
import { readAnswer } from "./ledger";
import type { Life } from "./life";
import type { Answer, SessionLife } from "./model";

/** Checks an answer about the session whose refresh token was presented. @returns that session; null for none */
export function checkPresented(
  life: Life,
  browser: BotBrowser,
  { presented, asked, heard }: Answered,
  answer: Answer,
): SessionLife | null {
  if (!presented) {
    if (answer.kind === "served") throw new Violation(browser.number, "served without a token");
    return null;
  }
  const session = life.ledger.life(presented.sessionId);
  const { generation } = presented;
  life.ledger.check(browser.number, session, { asked, heard, generation, answer });
  return session;
}

/** Checks the answer to a bearer. @returns its session */
export function checkBearer(
  life: Life,
  browser: BotBrowser,
  { sessionId, generation, expiresAt }: AccessToken,
  { answer, asked, heard }: Answered,
): SessionLife {
  const session = life.ledger.life(sessionId);
  const hasExpired = answer.json?.error === "token_expired" && heard.at >= expiresAt;
  const told = hasExpired ? null : readAnswer(answer);
  if (told) life.ledger.check(browser.number, session, { asked, heard, generation, answer: told });
  return session;
}

/** A refresh was refused: if its session is over, the browser shows the login page. */
export function checkRefusal(life: Life, browser: BotBrowser, sent: Answered): void {
  const told = readAnswer(sent.answer);
  if (!told) {
    if (sent.answer.json.error === "session_mismatch") return;
    throw new Violation(
      browser.number,
      `an answer that means nothing: ${sent.answer.status} ${sent.answer.text}`,
    );
  }
  checkPresented(life, browser, sent, told);
  // Another tab may have signed in meanwhile: then the refusal is about the session before.
  if ((sent.presented?.sessionId ?? null) === browser.jar.active || !browser.presented()) {
    browser.isSignedOut = true;
  }
}
