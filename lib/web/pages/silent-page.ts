import { SILENT_MESSAGE } from "@/lib/session/sign-in/silent-message";

/**
 * The page on which an identity provider's answer to a silent request arrives, in a hidden frame. It hands the answer to
 * the page around it, if that is one of our own (OWASP ASVS 5.0, 3.5.5), and shows and changes nothing.
 *
 * @param nonce of the response's Content Security Policy
 */
export function silentPage(nonce: string): Response {
  const script = `parent.postMessage({ type: "${SILENT_MESSAGE}", query: location.search }, location.origin)`;
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Signing in</title>
    <script nonce="${nonce}">${script}</script>
  </head>
</html>
`;
  return new Response(page, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}
