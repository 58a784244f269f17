/** The JSON of adding a device. Times are ISO 8601 UTC strings. */
import type { DeviceKind, LocationView } from "./contract";
import type { DeviceLinkStatus } from "./device-links";

/** The browser that asks to be added, as the signed-in device shows it. */
export interface DeviceRequestView {
  id: string;
  /** Four digits that only this browser shows: "83-05". */
  code: string;
  browser: string | null;
  os: string | null;
  device: DeviceKind;
  userAgent: string | null;
  ipAddress: string | null;
  location: LocationView | null;
  at: string;
}

/** A link that adds a device, as the signed-in device sees it. */
export interface DeviceLinkView {
  id: string;
  status: DeviceLinkStatus;
  /** Four digits beside the QR code: "42-17". */
  code: string;
  request: DeviceRequestView | null;
  expiresAt: string;
}

/** The same when it is made: with its secret, which no other answer contains. */
export interface NewDeviceLinkView extends DeviceLinkView {
  /** What the new device opens; the secret stands in the fragment. */
  url: string;
  /** The address as a QR code: the address of an SVG image, as a `data:` URI. */
  qrCode: string;
}

/** A link as the browser that opened it sees it: whose account it is, before anything happens. */
export interface DeviceLinkOfferView {
  account: { name: string; email: string };
  status: "waiting" | "requested" | "approved";
  code: string;
  /** Four digits that the signed-in device shows with this browser's request; null until this browser has asked. */
  requestCode: string | null;
  expiresAt: string;
}

/** A link as a page shows it; without the address once that is of no more use. */
export type ShownDeviceLink = DeviceLinkView & Partial<Pick<NewDeviceLinkView, "url" | "qrCode">>;
