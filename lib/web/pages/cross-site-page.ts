import type { Language } from "@/lib/texts/language";
import { textsIn } from "@/lib/texts/texts-in";

/**
 * The page that a browser without scripts shows after its form was refused, instead of JSON. It has no
 * style, because it may load nothing.
 *
 * @param origin our own origin, an `http:` or `https:` URL without a path
 * @returns a response with the status 403
 */
export function crossSitePage(origin: string, language: Language): Response {
  const t = textsIn(language, "crossSite");
  const page = `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${t.title}</title>
  </head>
  <body>
    <main>
      <h1>${t.title}</h1>
      <p>${t.text({ address: `<a href="${origin}/">${origin}</a>` })}</p>
    </main>
  </body>
</html>
`;
  return new Response(page, { status: 403, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
