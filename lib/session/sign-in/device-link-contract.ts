/** The JSON of adding a device. Times are ISO 8601 UTC strings. */
import type { z } from "zod";
import type {
  deviceLinkOfferSchema,
  deviceLinkSchema,
  newDeviceLinkSchema,
} from "@/lib/session/view-schemas/device-link";

/** A link that adds a device, as the signed-in device sees it. */
export type DeviceLinkView = z.infer<typeof deviceLinkSchema>;

/** The same when it is made: with its secret, which no other answer contains. */
export type NewDeviceLinkView = z.infer<typeof newDeviceLinkSchema>;

/** A link as the browser that opened it sees it: whose account it is, before anything happens. */
export type DeviceLinkOfferView = z.infer<typeof deviceLinkOfferSchema>;

/** A link as a page shows it; without the address once that is of no more use. */
export type ShownDeviceLink = DeviceLinkView & Partial<Pick<NewDeviceLinkView, "url" | "qrCode">>;
