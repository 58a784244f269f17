/**
 * Adding an authenticator app, and making recovery codes, from plain forms, which work without JavaScript.
 */
import "server-only";
import { confirmTotp, replaceRecoveryCodes, startTotp } from "@/lib/server/factors/authenticators";
import { drawTotpQrCode } from "@/lib/server/qr-code";
import { type Failure, isFailure } from "@/lib/session/failure";
import { secondFactorForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal, refuseStale } from "./fresh-principal";

/** An authenticator app that waits for its first code, with what the page needs to show it again. */
export interface WaitingApp {
  id: string;
  secret: string;
  uri: string;
  /** The address of an image. */
  qrCode: string | null;
}

export interface SecondFactorAnswer {
  refusal: Failure | null;
  setup: WaitingApp | null;
  recoveryCodes: string[] | null;
}

const NOTHING: SecondFactorAnswer = { refusal: null, setup: null, recoveryCodes: null };

/**
 * Does what the form's `step` says. `begin-app` and `new-codes` need a recent sign-in, or the password in the form.
 *
 * @returns what the page shows next; or a failure, which for a wrong code comes with the same set-up again. Besides the
 *   codes of every form those of `refuseStale`, `startTotp`, `confirmTotp` and `replaceRecoveryCodes`
 */
export const changeSecondFactorsFromForm = formAction(
  secondFactorForm,
  async (input, context): Promise<SecondFactorAnswer | Failure> => {
    const principal = await findFormPrincipal(input.pageSessionId, context);
    if (isFailure(principal)) return principal;
    const { client } = context;
    if (input.step === "confirm-app") {
      const { id, secret, uri, code } = input;
      const confirmed = await confirmTotp(principal, { id, code }, client);
      const setup = { id, secret, uri, qrCode: drawTotpQrCode(uri) };
      if (isFailure(confirmed)) return { ...NOTHING, refusal: confirmed, setup };
      return { ...NOTHING, recoveryCodes: confirmed.recoveryCodes ?? null };
    }
    const stale = await refuseStale(principal, input, context);
    if (stale) return stale;
    if (input.step === "new-codes") {
      const replaced = await replaceRecoveryCodes(principal, client);
      return isFailure(replaced) ? replaced : { ...NOTHING, recoveryCodes: replaced.recoveryCodes };
    }
    const app = await startTotp(principal, client);
    return isFailure(app) ? app : { ...NOTHING, setup: { ...app, qrCode: drawTotpQrCode(app.uri) } };
  },
);
