/** The bodies and forms of adding a device. */
import { z } from "zod";
import { touchPoints } from "./fields";
import { proofFields } from "./form-schemas";

const id = z.string().max(64);

export const deviceApprovalBody = z.strictObject({ requestId: id.min(1) });

/** On the signed-in device. */
export const addDeviceForm = z.object({
  ...proofFields,
  step: z.enum(["begin", "check", "approve", "cancel"]),
  id: id.default(""),
  requestId: id.default(""),
  /** As it was shown, to be shown again. */
  url: z.string().max(512).default(""),
});

/** On the new device: the link as it was pasted, or its secret alone. */
export const joinDeviceForm = z.object({
  step: z.enum(["lookup", "request", "sign-in"]),
  link: z.string().max(2048).default(""),
  touchPoints: z.coerce.number().pipe(touchPoints).optional().catch(undefined),
});
