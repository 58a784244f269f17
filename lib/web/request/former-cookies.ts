/** Cookies of ours that no request reads any more, since `COOKIE_DOMAIN` was set, changed or taken away. */
import { isSecure } from "@/lib/server/config";
import { type CookieConfig, cookieSite } from "./cookie-names";
import { type CookieWrite, otherCookieDomains, removal } from "./cookie-writes";

/** As many as a browser with five accounts has, and some more: a header full of names must not make a huge answer. */
const MAX_NAMES = 40;

/**
 * Finds the cookies of the other variant. On https the name tells: `__Host-` for this host alone, `__Secure-` for
 * `COOKIE_DOMAIN`. A name that comes twice is in the browser for two domains, and then neither value is read.
 *
 * @param header the `Cookie` header as it came
 * @returns what removes them; nothing for a browser that has none
 */
export function formerCookies(header: string | null, config: CookieConfig): CookieWrite[] {
  const found = namesOf(header, config);
  const isCurrent = ({ prefix }: Found) => prefix === cookieSite(config).prefix;
  const twice = found.filter(
    (one, index) => isCurrent(one) && found.findIndex(({ name }) => name === one.name) < index,
  );
  const former = found.filter((one) => !isCurrent(one));
  if (former.length + twice.length === 0) return [];
  const domains = otherCookieDomains(config);
  return [...new Map([...former, ...twice].map((one) => [one.name, one])).values()]
    .slice(0, MAX_NAMES)
    .flatMap((one) => domains.map((domain) => ({ ...removal(one), domain })))
    .filter(isAcceptable);
}

interface Found {
  name: string;
  prefix: string;
}

function namesOf(header: string | null, config: CookieConfig): Found[] {
  const guards = isSecure(config) ? ["__Host-", "__Secure-"] : [""];
  const prefixes = guards.map((guard) => guard + config.cookiePrefix);
  return (header ?? "").split(/; ?/).flatMap((pair) => {
    const name = pair.slice(0, Math.max(0, pair.indexOf("=")));
    const prefix = prefixes.find((one) => name.startsWith(one) && KIND.test(name.slice(one.length)));
    return prefix === undefined ? [] : [{ name, prefix }];
  });
}

/** The kinds of cookies, as `lib/session/cookie-names.ts` names them, with the characters a name of ours can have. */
const KIND = /^(?:browser|epoch|(?:refresh|left|attempt|bound)\.[\w.-]{1,64})$/;

/** A browser refuses `__Host-` with a domain (RFC 6265bis §4.1.3.2). */
function isAcceptable({ name, domain }: CookieWrite): boolean {
  return !name.startsWith("__Host-") || domain === null;
}
