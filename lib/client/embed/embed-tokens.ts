import type { Environment } from "@/lib/client/browser/environment";
import { type AuthError, asAuthError } from "@/lib/client/http/auth-error";
import { requestJson } from "@/lib/client/http/request";
import { createTokenManager, type TokenManager } from "@/lib/client/tokens/token-manager";
import type { TemplateTokenView } from "@/lib/session/contract";

/** As the tabs do: 60 seconds before it expires, an access token is renewed. */
const LEEWAY_MS = 60_000;

export interface EmbedTokens {
  /** @throws {AuthError} `forbidden` for a template that other sites don't get, `unknown_template`, no session, … */
  getToken(template: string): Promise<TemplateTokenView>;
  /** Another user is signed in, or none: answers to what was asked before are dropped. */
  reset(): void;
}

/**
 * The tokens for the page around the frame. The access token they are asked with stays in the frame, and is shared with the
 * tabs of this browser as among them.
 *
 * @param userId who is signed in, as far as this frame knows
 * @param onDoubt called when an answer contradicts that
 */
export function createEmbedTokens(
  env: Environment,
  userId: () => string | null,
  onDoubt: () => void,
): EmbedTokens {
  let manager: TokenManager | null = null;

  function tokens(): TokenManager {
    const created = createTokenManager(
      env,
      {
        expected() {
          const expectedUserId = userId();
          return expectedUserId === null ? null : { expectedUserId };
        },
        dispatch(signal) {
          if (signal.type === "refresh-refused") created.drop(signal.error);
          if (signal.type !== "refreshed") onDoubt();
        },
      },
      LEEWAY_MS,
    );
    return created;
  }

  async function ask(template: string, rejectedToken?: string): Promise<TemplateTokenView> {
    manager ??= tokens();
    const accessToken = await manager.getAccessToken(rejectedToken === undefined ? {} : { rejectedToken });
    try {
      const body = { template, embedded: true };
      return await requestJson<TemplateTokenView>(env, "/api/session/token", { body }, accessToken);
    } catch (thrown) {
      const error: AuthError = asAuthError(thrown);
      if (error.code !== "token_expired" || rejectedToken !== undefined) throw error;
      return ask(template, accessToken);
    }
  }

  return {
    getToken: (template) => ask(template),
    reset: () => manager?.startSession(),
  };
}
