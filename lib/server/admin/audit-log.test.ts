import { describe, expect, test } from "vitest";
import type { AuditFilter } from "@/db/queries/audit-search";
import { engines } from "@/db/testing/engines";
import { listRunningImpersonations } from "@/lib/server/sessions/impersonation";
import { withAdministrator } from "@/lib/server/sessions/impersonation.fixture";
import { signOut } from "@/lib/server/sessions/sessions";
import { installOn, MINUTE } from "@/lib/server/testing/installation";
import { searchAuditLog } from "./audit-log";

const ALL: AuditFilter = { name: null, user: "", from: null, until: null };

describe.each(engines)("$name", (engine) => {
  test("the log is searched by event, by user or actor, and by time", async () => {
    const app = await installOn(engine);
    const { ada, grace, start } = await withAdministrator(app);
    const began = app.now;
    app.pass(MINUTE);
    await start();
    const found = async (filter: Partial<AuditFilter>) =>
      (await searchAuditLog({ ...ALL, ...filter }, null)).entries.map(({ event, user }) => [
        event,
        user?.name,
      ]);
    const acting = ["impersonation_started", "Ada"];
    const asked = ["impersonation_requested", "Ada"];
    expect(await found({ name: "impersonation_started" })).toEqual([acting]);
    expect(await found({ user: "ADA@" })).toEqual([acting, asked]);
    expect(await found({ user: "grace" })).toEqual([acting, asked, ["signed_in_new_browser", "Grace"]]);
    expect(await found({ user: "%" })).toEqual([]);
    expect(await found({ from: began + 1 })).toEqual([acting, asked]);
    expect(await found({ until: began + 1, name: "impersonation_started" })).toEqual([]);
    const { entries } = await searchAuditLog({ ...ALL, user: "ada" }, null);
    const logged = {
      ...{ user: { id: ada.id, name: "Ada" }, actor: { id: grace.id, name: "Grace" } },
      details: { reason: "She can't see her devices" },
    };
    expect(entries).toMatchObject([logged, logged]);
  });

  test("a page has thirty entries, and says where the next one begins", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    for (let times = 0; times < 31; times += 1) await app.openSession(ada);
    const first = await searchAuditLog(ALL, null);
    expect(first.entries).toHaveLength(30);
    const [at = 0, id = 0] = (first.nextCursor ?? "").split("-").map(Number);
    const second = await searchAuditLog(ALL, { at, id });
    expect(second).toMatchObject({ entries: [{}], nextCursor: null });
    expect(new Set([...first.entries, ...second.entries].map((entry) => entry.id)).size).toBe(31);
  });

  test("which administrators act as users now, with the reason, until it is over", async () => {
    const app = await installOn(engine);
    const { ada, grace, own, from, start } = await withAdministrator(app);
    const { session } = await start();
    expect(await listRunningImpersonations()).toEqual([
      {
        ...{ sessionId: session.id, user: { id: ada.id, name: "Ada" } },
        administrator: { id: grace.id, name: "Grace" },
        ...{ reason: "She can't see her devices", startedAt: "2030-01-01T00:00:00.000Z" },
      },
    ]);
    await signOut([own.refreshToken], from);
    expect(await listRunningImpersonations()).toEqual([]);
  });
});
