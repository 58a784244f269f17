/**
 * Choosing the idle limit from a plain form, which works without JavaScript.
 */
import "server-only";
import { updateProfile } from "@/lib/server/account/account";
import { listIdleChoices } from "@/lib/server/sessions/idle-choices";
import { listSessions } from "@/lib/server/sessions/session-list";
import { isFailure } from "@/lib/session/failure";
import { idleTimeoutForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";

/**
 * Sets the idle limit with the fields of `idleTimeoutForm`.
 *
 * @returns how many devices that signed out; besides the codes of every form those of `updateProfile`, and
 *   `session_mismatch` when another account is signed in by now than the page was rendered for
 */
export const setIdleTimeoutFromForm = formAction(
  idleTimeoutForm,
  async ({ pageSessionId, idleTimeout }, context) => {
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const userId = principal.user.id;
    const currentSessionId = principal.session.id;
    const { choices } = await listIdleChoices({ userId, sessionId: currentSessionId });
    const changes = { idleTimeout: idleTimeout && idleTimeout * 1000 };
    const result = await updateProfile(principal, changes, context.client);
    if (isFailure(result)) return result;
    const ends = choices.find((choice) => choice.idleTimeout === idleTimeout)?.ends ?? [];
    const living = await listSessions({ userId, currentSessionId });
    return { signedOut: ends.filter(({ id }) => !living.some((session) => session.id === id)).length };
  },
);
