/** Every route of the API, read from the folder so that a new route is tested too, and helpers of these tests. */
import { globSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { NextRequest } from "next/server";
import { expect } from "vitest";
import { createLog } from "@/lib/server/log";
import type { Grant } from "@/lib/server/sessions/grant";
import { overrideSingleton } from "@/lib/server/singleton";
import type { Installation } from "@/lib/server/testing/installation";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { type Route, TestBrowser, type TestResponse } from "@/lib/web/testing/browser";

overrideSingleton("log", createLog({ write: () => undefined })); // the routes are called while this file loads, before any test

interface RouteUnderTest {
  /** As the file system has it: `/api/sessions/[id]`. */
  path: string;
  route: Route;
  /** The methods it answers, without HEAD and OPTIONS. */
  methods: string[];
}

export const ROUTES: RouteUnderTest[] = await Promise.all(
  globSync("app/{api,.well-known}/**/route.ts")
    .sort()
    .map(async (file) => {
      const route = (await import(/* @vite-ignore */ path.resolve(file))) as Route;
      const url = path.dirname(file).slice("app".length);
      return { path: url, route, methods: await methodsOf(route, url) };
    }),
);

/** One entry for each method of a route. */
export const ENDPOINTS = ROUTES.flatMap(({ methods, ...route }) =>
  methods.map((method) => ({ ...route, method })),
);

async function methodsOf(route: Route, url: string): Promise<string[]> {
  const request = new NextRequest(new URL(url, "http://localhost:3000"), { method: "OPTIONS" });
  const response = await route.OPTIONS?.(request, { params: Promise.resolve(undefined) });
  return (response?.headers.get("allow") ?? "")
    .split(", ")
    .filter((method) => !["", "HEAD", "OPTIONS"].includes(method));
}

/** The event stream never ends by itself; it has tests of its own. */
export const isStream = (path: string) => path === "/api/session/events";

/**
 * Signs an administrator in, so that no request is refused for a missing right. An organization of the administrator has
 * the id of the session: whatever a path's `[id]` stands for, the session's id is one.
 */
export async function signInAdministrator(
  app: Installation,
): Promise<{ browser: TestBrowser; grant: Grant }> {
  const browser = new TestBrowser();
  const grant = await app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
  await browser.signInWith(grant);
  const id = grant.session.id as OrganizationId;
  const { now } = app;
  await app.db.create(() => ({
    outcome: null,
    changes: [
      {
        kind: "insert-organization",
        organization: { id, name: "Engines", slug: "engines", primaryColor: null, createdAt: now },
      },
      {
        kind: "insert-membership",
        membership: { organizationId: id, userId: grant.user.id, role: "owner", joinedAt: now },
      },
    ],
    events: [],
  }));
  return { browser, grant };
}

/** @returns every stored row as text, without those that count failed attempts */
export function snapshot(app: Installation): string {
  const sqlite = new Sqlite(path.join(app.root, "data", "latchkey.db"), { readonly: true });
  const tables = [
    "users",
    "sessions",
    "refresh_tokens",
    "signing_keys",
    "audit_events",
    "attempts",
    "challenges",
    "tickets",
    "outbox",
    "authenticators",
    "recovery_codes",
    "organizations",
    "memberships",
    "workspaces",
    "workspace_memberships",
    "invitations",
    "api_keys",
    "identities",
    "provider_sign_ins",
    "used_ids",
  ];
  const rows = tables.map((table) => sqlite.prepare(`select * from ${table}`).all());
  sqlite.close();
  return JSON.stringify(rows);
}

export function expectErrorShape({ json, headers, setCookies }: TestResponse): void {
  expect(json).toMatchObject({ error: expect.stringMatching(/^[a-z_]+$/), message: expect.any(String) });
  expect(Object.keys(json).filter((key) => !["error", "message", "details"].includes(key))).toEqual([]);
  expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(setCookies).toEqual([]);
}
