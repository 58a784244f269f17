import type { SessionView } from "@/lib/session/contract";

/** An ordinary session for tests, with the given fields changed. */
export function aSession(facts: Partial<SessionView> = {}): SessionView {
  return {
    id: "s1",
    current: false,
    impersonator: null,
    binding: null,
    label: null,
    browser: "Chrome",
    browserVersion: "141",
    os: "Windows",
    osVersion: "11",
    device: "desktop",
    userAgent: null,
    ipAddress: null,
    location: null,
    createdAt: "2026-03-01T10:00:00.000Z",
    lastActiveAt: "2026-03-01T10:00:00.000Z",
    idleExpiresAt: "2026-03-01T10:30:00.000Z",
    absoluteExpiresAt: "2026-03-31T10:00:00.000Z",
    expiresAt: "2026-03-01T10:30:00.000Z",
    rememberMe: false,
    authMethods: ["pwd"],
    ...facts,
  };
}
