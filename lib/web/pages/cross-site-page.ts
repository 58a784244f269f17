/**
 * The page that a browser without scripts shows after its form was refused, instead of JSON. It has no
 * style, because it may load nothing.
 *
 * @param origin our own origin, an `http:` or `https:` URL without a path
 * @returns a response with the status 403
 */
export function crossSitePage(origin: string): Response {
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Open Latchkey at its own address</title>
  </head>
  <body>
    <main>
      <h1>Open Latchkey at its own address</h1>
      <p>This form was sent from a page under another address, so nothing was changed. Latchkey runs at
        <a href="${origin}/">${origin}</a>. Open it there and try again.</p>
    </main>
  </body>
</html>
`;
  return new Response(page, { status: 403, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
