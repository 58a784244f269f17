import type { CookieSite } from "@/lib/session/cookie-names";

/** The address of the script, which `scripts/build-scripts.ts` writes. */
const SCRIPT = "/embed-session.js";

/**
 * The page that trusted sites show in a frame: nothing to see, and one script.
 *
 * @param parentOrigin one of `TRUSTED_ORIGINS`, whose form is checked at the start: it needs no escaping
 * @param cookieSite what the script needs to read our cookies; also checked at the start
 */
export function embedSessionPage(parentOrigin: string, cookieSite: CookieSite, nonce: string): string {
  const domain = cookieSite.domain ? ` data-cookie-domain="${cookieSite.domain}"` : "";
  return `<!doctype html>
<html lang="en" data-parent-origin="${parentOrigin}" data-cookie-prefix="${cookieSite.prefix}"${domain}>
<meta charset="utf-8">
<title>Session</title>
<script type="module" nonce="${nonce}" src="${SCRIPT}"></script>
</html>
`;
}
