/**
 * The page `/embed/session` in a frame of another site: tells the page around it whether a user is signed in, at once and
 * at every change, and gets it tokens.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { asAuthError } from "@/lib/client/http/auth-error";
import { SESSION_MESSAGE, TOKEN_MESSAGE, type TokenMessage } from "./embed-protocol";
import { createEmbedTokens } from "./embed-tokens";
import type { FrameCookies } from "./frame-cookies";
import type { ParentPage } from "./parent-page";
import { watchStatus } from "./status-watch";

/** @returns a function that stops it */
export function startSessionFrame(env: Environment, parent: ParentPage, cookies: FrameCookies): Cancel {
  if (!cookies.areSent()) {
    // Never that no user is signed in: this frame can't know.
    parent.post({ type: SESSION_MESSAGE, active: false, unavailable: true, epoch: "" });
    return parent.onTokenRequest((template) =>
      parent.post({ type: TOKEN_MESSAGE, template, error: "unavailable" }),
    );
  }
  const watch = watchStatus(env, cookies, (session) => {
    tokens.reset();
    parent.post({ type: SESSION_MESSAGE, ...session });
  });
  const tokens = createEmbedTokens(
    env,
    () => watch.current()?.userId ?? null,
    () => void watch.check(),
  );

  async function answer(template: string): Promise<TokenMessage> {
    const asked = { type: TOKEN_MESSAGE, template } as const;
    if (!watch.current()) await watch.check();
    if (!watch.current()?.active) return { ...asked, error: "not_authenticated" };
    try {
      const { token, expiresIn } = await tokens.getToken(template);
      return { ...asked, token, expiresIn };
    } catch (thrown) {
      return { ...asked, error: asAuthError(thrown).code };
    }
  }

  const stopAnswers = parent.onTokenRequest(
    (template) => void answer(template).then((message) => parent.post(message)),
  );
  return () => {
    stopAnswers();
    watch.stop();
  };
}
