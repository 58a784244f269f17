import type { SessionView } from "@/lib/session/contract";
import { readDeviceLabel } from "@/lib/session/device/device-label";
import type { Texts } from "@/lib/texts/catalogue";

type Identity = Pick<SessionView, "browser" | "os"> & Partial<Pick<SessionView, "impersonator">>;
type Named = Identity & Pick<SessionView, "label">;
type Placed = Pick<SessionView, "location" | "ipAddress">;

/**
 * @returns the browser and system a device reported: "Chrome on Windows"; the name of an administrator who acts as the user.
 *   Never empty
 */
export function deviceIdentity({ browser, os, impersonator }: Identity, t: Texts<"device">): string {
  if (impersonator) return impersonator.name || t.mark.administrator; // the account of such a one was deleted
  if (browser && os) return t.browserOnSystem({ browser, system: os });
  return browser ?? (os ? t.aBrowserOn({ system: os }) : t.unknown);
}

/**
 * @param label "Chrome on Windows", as a record of the past has it (`deviceLabel`)
 * @returns the same in the words of the page
 */
export function recordedDevice(label: string, t: Texts<"device">): string {
  return deviceIdentity(readDeviceLabel(label), t);
}

/** @returns the name its owner gave it, else its browser and system. */
export function deviceName(device: Named, t: Texts<"device">): string {
  return device.label ?? deviceIdentity(device, t);
}

/**
 * Names that can be told apart on one screen, by eye and by ear. A device gets the lowest number that no living device
 * of the same name had when it signed in, and keeps it for its life: ending another device renumbers none.
 *
 * @param sessions the living ones, and all known ended ones
 * @returns the name of each session by its id
 */
export function distinctNames(
  sessions: readonly (SessionView & { endedAt?: string })[],
  t: Texts<"device">,
): Map<string, string> {
  const given: { name: string; number: number; endedAt: string | undefined }[] = [];
  const names = new Map<string, string>();
  for (const session of [...sessions].sort((a, b) => a.createdAt.localeCompare(b.createdAt))) {
    const name = deviceName(session, t);
    const taken = given
      .filter((one) => one.name === name && (!one.endedAt || one.endedAt > session.createdAt))
      .map((one) => one.number);
    let number = 1;
    while (taken.includes(number)) number += 1;
    given.push({ name, number, endedAt: session.endedAt });
    names.set(session.id, number === 1 ? name : `${name} (${number})`);
  }
  return names;
}

/** @returns e.g. "Chrome 141", or null when the browser did not say. */
export function browserWithVersion({ browser, browserVersion }: SessionView): string | null {
  return browser && [browser, browserVersion].filter(Boolean).join(" ");
}

/** @returns e.g. "Windows 11", or null when the system did not say. */
export function systemWithVersion({ os, osVersion }: SessionView): string | null {
  return os && [os, osVersion].filter(Boolean).join(" ");
}

// RFC 1918, RFC 3927, RFC 4193, RFC 4291 §2.5: addresses that are not routed on the internet.
const LOCAL =
  /^(?:::1|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/**
 * Where a device is, in words. A place derived from an address is a guess, and says so.
 *
 * @returns null when nothing is known
 */
export function placeName({ location, ipAddress }: Placed, t: Texts<"device">): string | null {
  const country = location?.countryCode ? t.country({ code: location.countryCode }) : location?.country;
  const place = [location?.city ?? location?.region, country].filter(Boolean).join(", ");
  if (place) return t.place({ place });
  return ipAddress && LOCAL.test(ipAddress.replace(/^::ffff:/i, "")) ? t.localNetwork : null;
}
