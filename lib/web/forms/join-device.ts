/** Adding a device from plain forms of the new device, which work without JavaScript: the user pastes the link there. */
import "server-only";
import { redirect } from "next/navigation";
import { describeDeviceOffer, requestDevice } from "@/lib/server/sign-in/device-sign-in";
import { submitTicket } from "@/lib/server/sign-in/tickets";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { HOME } from "@/lib/session/login-url";
import type { DeviceLinkOfferView } from "@/lib/session/sign-in/device-link-contract";
import { tokenReader } from "@/lib/web/request/credentials";
import { joinDeviceForm } from "@/lib/web/request/device-link-schemas";
import { attemptCookiesFor, signInCookiesFor } from "@/lib/web/request/session-responses";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";
import { secretOfLink } from "./link-secret";

export interface JoinDeviceAnswer {
  refusal: Failure | null;
  offer: DeviceLinkOfferView | null;
}

/**
 * Does what the form's `step` says: looks the link up, asks to be added, or signs in once that was approved. After the
 * sign-in it goes to the first page, and does not return.
 *
 * @returns the offer, with the failure if there is one; or a failure alone. Besides the codes of every form those of
 *   `describeDeviceOffer`, `requestDevice` and `signInDevice`
 */
export const joinDeviceFromForm = formAction(
  joinDeviceForm,
  async ({ step, link, touchPoints }, context): Promise<JoinDeviceAnswer | Failure> => {
    const secret = secretOfLink(link);
    const client = context.clientWith(touchPoints);
    if (step === "request") {
      const asked = await requestDevice(secret, client);
      if (isFailure(asked)) return asked;
      await writeCookies(await attemptCookiesFor(asked.key, context));
      return { refusal: null, offer: asked.offer };
    }
    const offer = await describeDeviceOffer(secret, client);
    if (step === "lookup" || isFailure(offer)) return isFailure(offer) ? offer : { refusal: null, offer };
    const result = await submitTicket(secret, client, tokenReader(context.credentials));
    if (isFailure(result)) return { refusal: result, offer };
    // A device link leaves no step to take.
    if ("attempt" in result) return fail("wrong_step");
    await writeCookies(await signInCookiesFor(result, context));
    // A browser takes the fragment along to where it is sent, and with it the secret of a link.
    return redirect(`${HOME}#`);
  },
  { whileImpersonating: true, opensSession: true },
);
