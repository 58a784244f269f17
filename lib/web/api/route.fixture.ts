import { z } from "zod";
import { install } from "@/lib/server/testing/installation";
import { jsonResponse } from "@/lib/web/request/responses";
import { TestBrowser } from "@/lib/web/testing/browser";
import { authenticated, publicEndpoint, route } from "./route";

export const CANARY = "canary-0123456789";

export const UNAVAILABLE = Object.assign(new Error("SQLITE_BUSY"), { name: "DatabaseUnavailable" });

export const body = z.strictObject({ text: z.string().optional() });

const query = z.object({ n: z.string().regex(/^\d$/).default("1") });

export const plain = route({
  GET: publicEndpoint({ query, handle: async (call) => jsonResponse({ n: call.query.n }) }),
  POST: publicEndpoint({ body, handle: async (call) => jsonResponse({ text: call.body.text ?? null }) }),
});

export const broken = (error: unknown) =>
  route({
    POST: publicEndpoint({
      body,
      handle: async () => {
        throw error;
      },
    }),
  });

export const forAdmins = route({
  GET: authenticated({ role: "admin", handle: async () => jsonResponse({ secret: true }) }),
});

export async function signedIn(app = install(), roles: ("user" | "admin")[] = ["user"]) {
  const browser = new TestBrowser();
  const grant = await app.openSession(await app.addUser("Ada", { roles }));
  await browser.signInWith(grant);
  return { app, browser, grant };
}
