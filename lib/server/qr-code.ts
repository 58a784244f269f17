import { renderSVG } from "uqr";

/** Characters; longer than any address of an authenticator app's secret. */
const MAX_LENGTH = 512;
/** The white margin that a scanner needs, in modules (ISO/IEC 18004). It is part of the image: a page may be dark. */
const QUIET_ZONE = 4;

/**
 * Draws the address of an authenticator app's secret as a QR code. Drawn here, so that no page loads code for it.
 *
 * @param uri `otpauth://totp/…`
 * @returns the address of an SVG image, as a `data:` URI; null for anything but such an address
 */
export function drawTotpQrCode(uri: string): string | null {
  if (!uri.startsWith("otpauth://totp/") || uri.length > MAX_LENGTH) return null;
  return drawLinkQrCode(uri);
}

/** Draws an address of ours as a QR code. @returns the address of an SVG image, as a `data:` URI */
export function drawLinkQrCode(url: string): string {
  const svg = renderSVG(url, { border: QUIET_ZONE });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
