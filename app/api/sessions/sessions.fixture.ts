import type { Installation } from "@/lib/server/testing/installation";
import type { Role } from "@/lib/session/roles";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as me from "../me/route";
import * as device from "./[id]/route";
import * as sessions from "./route";

export async function signInBrowser(app: Installation, name: string, roles: Role[] = ["user"]) {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ??
    (await app.addUser(name, { roles }));
  const browser = new TestBrowser();
  const grant = await app.openSession(user);
  await browser.signInWith(grant);
  const id = grant.session.id;
  return { browser, user, id, why: async () => (await browser.get(me, "/api/me")).json?.details?.reason };
}

export const list = async ({ browser }: { browser: TestBrowser }, status = "active") =>
  (await browser.get(sessions, `/api/sessions?status=${status}`)).json.sessions as Record<string, unknown>[];

export const end = ({ browser }: { browser: TestBrowser }, id: string) =>
  browser.send(device, "DELETE", `/api/sessions/${id}`, { id });

export const SESSION_KEYS =
  "absoluteExpiresAt authMethods binding browser browserVersion createdAt current device expiresAt id idleExpiresAt impersonator ipAddress label lastActiveAt location os osVersion rememberMe userAgent";

export const keys = (view: object) => Object.keys(view).sort().join(" ");
