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
import { findFormPrincipal, refuseStale } from "./fresh-principal";

/**
 * Sets the idle limit with the fields of `idleTimeoutForm`.
 *
 * @returns how many devices that signed out; besides the codes of every form those of `findFormPrincipal` and
 *   `updateProfile`, and those of `refuseStale` where the limit ends another session
 */
export const setIdleTimeoutFromForm = formAction(
  idleTimeoutForm,
  async ({ idleTimeout, ...proof }, context) => {
    const principal = await findFormPrincipal(proof.pageSessionId, context);
    if (isFailure(principal)) return principal;
    const userId = principal.user.id;
    const currentSessionId = principal.session.id;
    const { choices } = await listIdleChoices({ userId, sessionId: currentSessionId });
    const ends = choices.find((choice) => choice.idleTimeout === idleTimeout)?.ends ?? [];
    const endsOthers = ends.length > 0;
    const stale = endsOthers ? await refuseStale(principal, proof, context) : null;
    if (stale) return stale;
    const changes = { idleTimeout: idleTimeout && idleTimeout * 1000 };
    // Where no end was foreseen nobody was asked: an end that has become due since is refused.
    const result = await updateProfile(principal, changes, context.client, endsOthers);
    if (isFailure(result)) return result;
    const living = await listSessions({ userId, currentSessionId });
    return { signedOut: ends.filter(({ id }) => !living.some((session) => session.id === id)).length };
  },
);
