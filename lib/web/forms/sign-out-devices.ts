/**
 * Signing other devices out from a plain form, which works without JavaScript.
 */
import "server-only";
import { revokeSession, revokeSessions } from "@/lib/server/sessions/session-list";
import { fail, isFailure } from "@/lib/session/failure";
import { ALL_OTHERS, signOutDevicesForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal, refuseStale } from "./fresh-principal";

/**
 * Signs one other device out, or all of them, with the fields of `signOutDevicesForm`.
 *
 * @returns null when it is done; besides the codes of every form those of `findFormPrincipal`, `refuseStale` and
 *   `revokeSession`
 */
export const signOutDevicesFromForm = formAction(
  signOutDevicesForm,
  async ({ devices, ...proof }, context) => {
    const principal = await findFormPrincipal(proof.pageSessionId, context);
    if (isFailure(principal)) return principal;
    const stale = await refuseStale(principal, proof, context);
    if (stale) return stale;
    if (devices === ALL_OTHERS) {
      const revoked = await revokeSessions(principal, "others", context.client);
      return isFailure(revoked) ? revoked : null;
    }
    // This device leaves by the header's form, which removes its cookies as well.
    if (devices === principal.session.id) return fail("not_found");
    return revokeSession(principal, devices, context.client);
  },
);
