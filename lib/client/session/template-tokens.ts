/**
 * Tokens for other services, as their templates on the server describe them (lib/server/tokens/token-templates.ts). They are
 * kept in memory, each until shortly before it expires.
 */
import { AuthError } from "@/lib/client/http/auth-error";
import type { TemplateTokenView } from "@/lib/session/contract";
import type { AuthClient } from "./auth-client";

/** How long before its expiry a token is replaced; at most half of its life. Milliseconds. */
const LEEWAY_MS = 5_000;

export interface TemplateTokens {
  /**
   * Ask for the token before every call to the other service; never store it.
   *
   * @param template the name of a template, such as `reports`
   * @returns a token that is good for a few seconds more
   * @throws {AuthError} `unknown_template`, no session, `session_mismatch` when another user signed in meanwhile
   */
  getToken(template: string): Promise<string>;
  /** Forgets every token, also those that are being asked for: what they say of the session has changed. */
  clear(): void;
}

/** Two clocks: one that no user can set, and one that goes on while the device sleeps. Both in milliseconds. */
export interface Clocks {
  now(): number;
  dateNow(): number;
}

interface HeldToken {
  token: string;
  isGood(): boolean;
}

/** @param client whose session the tokens are of; a token of an earlier session is never returned */
export function createTemplateTokens(
  { call, state }: Pick<AuthClient, "call"> & { state: Pick<AuthClient["state"], "get"> },
  clocks: Clocks,
): TemplateTokens {
  let sessionId: string | null = null;
  let held = new Map<string, HeldToken>();
  let requests = new Map<string, Promise<string>>();

  function clear(): void {
    held = new Map();
    requests = new Map();
  }

  /** Forgets the tokens and the requests of another session. */
  function followSession(): void {
    const current = state.get().session?.id ?? null;
    if (current === sessionId) return;
    sessionId = current;
    clear();
  }

  async function request(template: string): Promise<string> {
    const { user } = state.get();
    const asked = held; // a new session has another one
    const isGood = startCountdown(clocks);
    const body = { template };
    const view = await call<TemplateTokenView>("/api/session/token", { method: "POST", body });
    followSession();
    if (held === asked) {
      held.set(template, { token: view.token, isGood: () => isGood(view.expiresIn * 1000) });
      return view.token;
    }
    if (user && user.id !== state.get().user?.id) throw new AuthError("session_mismatch");
    return getToken(template);
  }

  async function getToken(template: string): Promise<string> {
    followSession();
    const known = held.get(template);
    if (known?.isGood()) return known.token;
    const own = requests;
    const running = own.get(template) ?? request(template).finally(() => own.delete(template));
    own.set(template, running);
    return running;
  }

  return { getToken, clear };
}

const tokensOf = new WeakMap<object, TemplateTokens>();

/** @returns the tokens of a tab: one cache for all its components */
export function templateTokensOf(client: AuthClient): TemplateTokens {
  const clocks = { now: () => performance.now(), dateNow: () => Date.now() };
  const tokens = tokensOf.get(client) ?? createTemplateTokens(client, clocks);
  tokensOf.set(client, tokens);
  return tokens;
}

/** @returns a function that says whether a token with this life, asked for now, is still good. Either clock may say no. */
function startCountdown({ now, dateNow }: Clocks): (lifeMs: number) => boolean {
  const [sentAt, sentOn] = [now(), dateNow()];
  return (lifeMs) => {
    const goodForMs = lifeMs - Math.min(LEEWAY_MS, lifeMs / 2);
    return Math.max(now() - sentAt, dateNow() - sentOn) < goodForMs;
  };
}
