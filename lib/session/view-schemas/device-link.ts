/** The JSON of adding a device. `lib/session/sign-in/device-link-contract.ts` has the types. */
import { z } from "zod";
import { DEVICE_LINK_STATUSES } from "@/lib/session/sign-in/device-links";
import { deviceKindSchema, locationSchema, timeSchema } from "./values";

const deviceRequestSchema = z
  .object({
    id: z.string(),
    code: z.string().describe('Four digits that only this browser shows: "83-05".'),
    browser: z.string().nullable(),
    os: z.string().nullable(),
    device: deviceKindSchema,
    userAgent: z.string().nullable(),
    ipAddress: z.string().nullable(),
    location: locationSchema.nullable(),
    at: timeSchema,
  })
  .meta({
    id: "DeviceRequest",
    description: "The browser that asks to be added, as the signed-in device shows it.",
  });

export const deviceLinkSchema = z
  .object({
    id: z.string(),
    status: z.enum(DEVICE_LINK_STATUSES),
    code: z.string().describe('Four digits beside the QR code: "42-17".'),
    request: deviceRequestSchema.nullable(),
    expiresAt: timeSchema,
  })
  .meta({ id: "DeviceLink", description: "A link that adds a device, as the signed-in device sees it." });

export const newDeviceLinkSchema = deviceLinkSchema
  .extend({
    url: z.string().describe("What the new device opens; the secret stands in the fragment."),
    qrCode: z.string().describe("The address as a QR code: the address of an SVG image, as a `data:` URI."),
  })
  .meta({ id: "NewDeviceLink", description: "A new link, with its secret, which no other answer contains." });

export const deviceLinkOfferSchema = z
  .object({
    account: z.object({ name: z.string(), email: z.string() }),
    status: z.enum(["waiting", "requested", "approved"]),
    code: z.string(),
    requestCode: z
      .string()
      .nullable()
      .describe(
        "Four digits that the signed-in device shows with this browser's request; null until this browser has asked.",
      ),
    expiresAt: timeSchema,
  })
  .meta({
    id: "DeviceLinkOffer",
    description:
      "A link as the browser that opened it sees it: whose account it is, before anything happens.",
  });
