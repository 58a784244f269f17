/**
 * The one keeper of the access token in a tab. The token is in memory here and in the token share, nowhere else.
 */

import type { Cancel, Environment, SharedToken } from "@/lib/client/browser/environment";
import { AuthError, asAuthError } from "@/lib/client/http/auth-error";
import { isLong, type Outage, worsen } from "@/lib/client/http/backoff";
import type { RefreshView, TokenView } from "@/lib/session/contract";
import { isTerminal } from "@/lib/session/errors";
import { createWaitingLine } from "./pending-requests";
import { type Rotation, rotate } from "./refresh-request";
import { withTabLock } from "./tab-lock";

export interface TokenOwner {
  /** The user this tab believes in, null when it does not know. */
  userId(): string | null;
  /** The session was rotated and the token is in place. @param sentAt when the request left */
  rotated(view: RefreshView, sentAt: number): void;
  /** The server ended the session. Must call `drop`. */
  ended(error: AuthError): void;
  /** Somebody else is active in this browser now. */
  mismatched(): void;
  /** Refreshing failed for longer than calls wait; it goes on in the background. */
  failed(error: AuthError): void;
}

export interface Ask {
  /** A token the server answered 401 to. */
  refused?: string;
  /** From `drawTicket`: the call's place in the line. */
  ticket?: number;
}

export interface TokenManager {
  /**
   * @returns a token that is good now; refreshes when there is none
   * @throws {AuthError} the same one for every call that waited for the same refresh
   */
  getAccessToken(ask?: Ask): Promise<string>;
  drawTicket(): number;
  /** Refreshes even though the token is still good. */
  forceRefresh(): Promise<void>;
  /** Rotates at another endpoint than refresh, under the same lock, and takes over the token it answers. */
  rotateAt(path: string, body: unknown): Promise<void>;
  /**
   * Another session begins; answers on their way for the one before count no more.
   * With a sign-in's token, calls that wait are rejected: they may be another user's. Without, they are served.
   */
  begin(signIn?: { view: TokenView; sentAt: number }): void;
  /** The session is over: forgets the token, and rejects every call that waits or comes later. */
  drop(error: AuthError): void;
  /**
   * The session is over, but the same person may sign in again: forgets the token, and lets calls wait.
   * Either `begin` or `drop` must follow.
   */
  suspend(): void;
  /** The clock stood still for so many milliseconds: the token is that much older. */
  age(milliseconds: number): void;
  /** A refresh has failed for a reason that is not the session's, and will be tried again. */
  isRetrying(): boolean;
  /** The page is looked at or online again: see whether it is time. */
  wake(): void;
}

/** @param leeway milliseconds before its expiry that a token is renewed; at most half of its life */
export function createTokenManager(env: Environment, owner: TokenOwner, leeway: number): TokenManager {
  const line = createWaitingLine();
  let held: { accessToken: string; expiresAt: number; renewAt: number } | null = null;
  let refused: string | undefined;
  let flight: Promise<void> | null = null;
  let outage: Outage | null = null;
  let over: AuthError | null = null;
  // The session has ended, and whoever calls waits for the person.
  let suspended = false;
  // Counts sessions, so that an answer can tell whether the one it was asked for is still on.
  let tenure = 0;
  let tickets = 0;
  let cancelAlarm: Cancel = () => {};

  const leewayOf = (life: number) => Math.min(leeway, life / 2);

  function shareKey(): string | null {
    const epoch = env.epoch();
    const userId = owner.userId();
    return epoch && userId ? `${epoch} ${userId}` : null;
  }

  function hold({ accessToken, remaining, life }: SharedToken): void {
    const expiresAt = env.now() + remaining;
    held = { accessToken, expiresAt, renewAt: expiresAt - leewayOf(life) };
    outage = null;
    setAlarm(held.renewAt);
    line.release(accessToken);
  }

  function holdAnswer({ accessToken, expiresIn }: TokenView, sentAt: number): void {
    const life = expiresIn * 1000;
    const token = { accessToken, life, remaining: sentAt + life - env.now() };
    const key = shareKey();
    if (key) env.share.keep(key, token);
    hold(token);
  }

  function setAlarm(at: number): void {
    cancelAlarm();
    // Looks again when it rings: the longest timer is shorter than the longest token.
    cancelAlarm = env.after(Math.max(0, at - env.now()), () => (env.now() < at ? setAlarm(at) : fly()));
  }

  /** @returns what another tab got meanwhile, unless that is what this tab has, was refused, or is due itself. */
  async function findShared(): Promise<SharedToken | null> {
    const key = shareKey();
    const found = key && (await env.share.find(key));
    if (!found || found.accessToken === refused || found.accessToken === held?.accessToken) return null;
    return found.remaining > leewayOf(found.life) ? found : null;
  }

  /** @returns tells whether the session of this moment is still on; an answer for one that is over is nobody's. */
  function mark(): () => boolean {
    const begun = tenure;
    return () => tenure === begun;
  }

  /** Runs within the lock to the end, so that the next tab to get in finds the new token shared. */
  async function rotateAndHold(path: string, body: unknown, token?: string): Promise<Rotation> {
    const isOn = mark();
    const rotation = await rotate(env, path, body, token);
    if (isOn()) holdAnswer(rotation.view, rotation.sentAt);
    return rotation;
  }

  async function refresh(force: boolean): Promise<void> {
    const isOn = mark();
    try {
      const rotation = await withTabLock(env, async () => {
        const shared = force ? null : await findShared();
        if (!isOn()) return null;
        const expectedUserId = owner.userId();
        if (!shared)
          return rotateAndHold("/api/auth/refresh", expectedUserId ? { expectedUserId } : undefined);
        hold(shared);
        return null;
      });
      if (rotation && isOn()) owner.rotated(rotation.view, rotation.sentAt);
    } catch (thrown) {
      if (isOn()) fail(asAuthError(thrown));
    }
  }

  function fail(error: AuthError): void {
    if (isTerminal(error.code)) owner.ended(error);
    else if (error.code === "session_mismatch") {
      line.reject(error);
      owner.mismatched();
    } else {
      outage = worsen(outage, error, env.now(), env.random());
      setAlarm(outage.retryAt);
      if (!isLong(outage)) return;
      line.reject(error);
      owner.failed(error);
    }
  }

  /** One refresh at a time: whoever needs one while it runs waits for it. */
  function fly(force = false): void {
    if (flight || suspended) return;
    const mine = refresh(force).finally(() => {
      if (flight !== mine) return;
      flight = null;
      // Whoever joined in its last moment was not served by it; in an outage the alarm will do it.
      if (!line.isEmpty() && !outage) fly();
    });
    flight = mine;
  }

  /** Joins the line. In an outage nothing leaves before its time; the alarm sees to that. */
  function wait(ticket: number, force?: boolean): Promise<string> {
    if (over) return Promise.reject(over);
    if (suspended) return line.wait(ticket);
    if (outage && env.now() < outage.retryAt) {
      if (isLong(outage)) return Promise.reject(outage.error);
    } else fly(force);
    return line.wait(ticket);
  }

  /** Another session from here on, or none. */
  function clear(error: AuthError | null): void {
    tenure++;
    over = error;
    suspended = false;
    flight = held = outage = null;
    cancelAlarm();
  }

  async function getAccessToken({ refused: bad, ticket = tickets++ }: Ask = {}): Promise<string> {
    if (held && held.accessToken === bad) {
      refused = bad;
      held = null;
    }
    if (!held || env.now() >= held.expiresAt) return wait(ticket);
    if (env.now() >= held.renewAt && !outage) fly();
    return held.accessToken;
  }

  return {
    getAccessToken,
    drawTicket: () => tickets++,
    async forceRefresh() {
      await flight;
      await wait(tickets++, true);
    },
    async rotateAt(path, body) {
      const send = async (token: string) => {
        const isOn = mark();
        const { view, sentAt } = await withTabLock(env, () => rotateAndHold(path, body, token));
        if (isOn()) owner.rotated(view, sentAt);
      };
      const token = await getAccessToken();
      await send(token).catch(async (error: AuthError) => {
        if (error.code !== "token_expired" && !isTerminal(error.code)) throw error;
        await send(await getAccessToken({ refused: token }));
      });
    },
    begin(signIn) {
      const goesOn = suspended;
      clear(null);
      if (signIn) {
        if (!goesOn) line.reject(new AuthError("not_authenticated", "Somebody signed in meanwhile."));
        holdAnswer(signIn.view, signIn.sentAt);
      } else if (!line.isEmpty()) fly();
    },
    drop(error) {
      clear(error);
      env.share.drop();
      line.reject(error);
    },
    suspend() {
      clear(null);
      suspended = true;
      env.share.drop();
    },
    age(milliseconds) {
      if (!held) return;
      held.expiresAt -= milliseconds;
      held.renewAt -= milliseconds;
    },
    isRetrying: () => outage !== null,
    wake() {
      if (outage) setAlarm(outage.notBefore);
      else if (held && env.now() >= held.renewAt) fly();
    },
  };
}
