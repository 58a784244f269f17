/**
 * A second site beside Latchkey, without any framework: it shows who is signed in there.
 *
 *     PORT=4000 APP_URL=http://localhost:3000 node scripts/run.mjs examples/sister-site/server.ts
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/**
 * Starts the site; it listens on loopback.
 *
 * @param options.appUrl the origin of Latchkey, which must name this site's origin in `TRUSTED_ORIGINS`; read for each
 *   page
 * @param options.port 0 for any
 */
export async function startSisterSite({
  appUrl,
  port = 0,
}: {
  appUrl: () => string;
  port?: number;
}): Promise<{ port: number; server: Server }> {
  const page = readFileSync(new URL("index.html", import.meta.url), "utf8");
  const server = createServer((request, response) => {
    if (request.url !== "/") return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    return response.end(page.replaceAll("APP_ORIGIN", new URL(appUrl()).origin));
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  return { port: (server.address() as AddressInfo).port, server };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const appUrl = process.env.APP_URL || "http://localhost:3000";
  const { port } = await startSisterSite({
    appUrl: () => appUrl,
    port: Number(process.env.PORT || 4000),
  });
  console.log(`The sister site is running at http://localhost:${port}, beside ${appUrl}`);
}
