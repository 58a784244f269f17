/** Adding a device from plain forms of the signed-in device, which work without JavaScript. */
import "server-only";
import { config } from "@/lib/server/config";
import { drawLinkQrCode } from "@/lib/server/qr-code";
import type { Principal } from "@/lib/server/sessions/sessions";
import {
  approveDevice,
  cancelDeviceLink,
  createDeviceLink,
  describeDeviceLink,
  type LinkMaker,
} from "@/lib/server/sign-in/device-links";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { NewDeviceLinkView, ShownDeviceLink } from "@/lib/session/sign-in/device-link-contract";
import { addDeviceForm } from "@/lib/web/request/device-link-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal, isRecentByCookie, refuseStale } from "./fresh-principal";

export interface AddDeviceAnswer {
  refusal: Failure | null;
  link: ShownDeviceLink | null;
}

/**
 * Does what the form's `step` says. `begin` and `approve` need a recent sign-in, or the password in the form.
 *
 * @returns the link as it stands then, with the failure if there is one; or a failure alone. Besides the codes of every
 *   form those of `refuseStale`, `createDeviceLink`, `describeDeviceLink`, `approveDevice` and `cancelDeviceLink`
 */
export const addDeviceFromForm = formAction(
  addDeviceForm,
  async (input, context): Promise<AddDeviceAnswer | Failure> => {
    const principal = await findFormPrincipal(input.pageSessionId, context);
    if (isFailure(principal)) return principal;
    const { step, id, requestId, url } = input;
    const needsProof = step === "begin" || step === "approve";
    const refusal = needsProof ? await refuseStale(principal, input, context) : null;
    const maker = { ...principal, authTime: lastProof(principal) };
    if (step === "begin") return refusal ?? begin(maker);
    const failure =
      refusal ??
      (step === "approve" ? await approveDevice(maker, { id, requestId }, context.client) : null) ??
      (step === "cancel" ? await cancelDeviceLink(maker, id) : null);
    const link = await describeDeviceLink(principal, id);
    if (isFailure(link)) return link;
    return { refusal: isFailure(failure) ? failure : null, link: { ...link, ...addressOf(url) } };
  },
);

async function begin(maker: LinkMaker): Promise<AddDeviceAnswer | Failure> {
  const link = await createDeviceLink(maker);
  return isFailure(link) ? link : { refusal: null, link };
}

/** Called once `refuseStale` is content: where the cookies were not enough, the password was in the form. */
function lastProof(principal: Principal): number {
  return isRecentByCookie(principal) ? principal.session.authenticatedAt : principal.now;
}

/** @param url the address as the page had it: only an address of ours is drawn again */
function addressOf(url: string): Partial<Pick<NewDeviceLinkView, "url" | "qrCode">> {
  return url.startsWith(`${config().origin}/add-device#ticket=`) ? { url, qrCode: drawLinkQrCode(url) } : {};
}
