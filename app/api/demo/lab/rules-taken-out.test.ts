/** A card of the session lab fails when its rule is taken out of the app: what it shows is the rule, and nothing else. */
import { expect, test, vi } from "vitest";
import { runScenario } from "@/lib/demo/lab/run-scenario";
import type { ScenarioId } from "@/lib/demo/lab/scenario";
import { SCENARIOS } from "@/lib/demo/lab/scenarios";
import { install } from "@/lib/server/testing/installation";
import { labEndpoints } from "./endpoints";

/** The rules that are out now. */
const out = vi.hoisted(() => new Set<string>());

/** @returns the module with some of its functions exchanged for as long as the rule of that name is out */
function without<Module extends object>(
  real: Module,
  broken: Partial<Record<keyof Module, unknown>>,
): Module {
  const exchange = (name: keyof Module) => {
    const [rule, usual] = [broken[name], real[name]] as ((...parts: unknown[]) => unknown)[];
    return (...parts: unknown[]) => (out.has(String(name)) ? rule?.(...parts) : usual?.(...parts));
  };
  const exchanged = (Object.keys(broken) as (keyof Module)[]).map((name) => [name, exchange(name)]);
  return { ...real, ...Object.fromEntries(exchanged) };
}

vi.mock("@/lib/session/rotation", async (load) => {
  const real = await load<typeof import("@/lib/session/rotation")>();
  return {
    ...without(real, { isInChain: () => false }),
    rotate: (...parts: Parameters<typeof real.rotate>) => {
      const rotated = real.rotate(...parts);
      const [{ session }, , now] = parts;
      const late = out.has("lateGenerations") ? [{ lateGenerations: 0 }] : [];
      const presence = out.has("presence") ? [{ lastPresenceAt: now }] : [];
      const more = [...late, ...presence].map(
        (set) => ({ kind: "update-session", id: session.id, set }) as const,
      );
      return { ...rotated, changes: [...rotated.changes, ...more] };
    },
  };
});
vi.mock("@/lib/session/revocation", async (load) =>
  without(await load<typeof import("@/lib/session/revocation")>(), {
    endSessions: () => ({ changes: [], events: [] }),
    decideRevoke: () => ({ outcome: { found: true }, changes: [], events: [] }),
    decideRevokeAll: () => ({ outcome: { revoked: 0 }, changes: [], events: [] }),
  }),
);
vi.mock("@/lib/session/device-binding/device-proof", async (load) =>
  without(await load<typeof import("@/lib/session/device-binding/device-proof")>(), {
    decideProof: ({ session }: { session: unknown }) => ({ outcome: session, changes: [], events: [] }),
  }),
);
vi.mock("@/lib/session/account/password-change", async (load) => {
  const real = await load<typeof import("@/lib/session/account/password-change")>();
  return {
    ...real,
    decidePasswordChange: (...parts: Parameters<typeof real.decidePasswordChange>) => {
      const decided = real.decidePasswordChange(...parts);
      const isBarrier = (change: object) => JSON.stringify(change).includes('minGeneration":');
      const changes = decided.changes.filter(
        (change) => change.kind !== "update-session" || !isBarrier(change),
      );
      return out.has("minGeneration") ? { ...decided, changes } : decided;
    },
  };
});
vi.mock("@/lib/session/errors", async (load) =>
  without(await load<typeof import("@/lib/session/errors")>(), { isTerminal: () => true }),
);
vi.mock("@/lib/client/tokens/tab-lock", async (load) =>
  without(await load<typeof import("@/lib/client/tokens/tab-lock")>(), {
    withTabLock: () => new Promise(() => {}),
  }),
);
vi.mock("@/lib/client/session/expiry-monitor", async (load) => {
  const real = await load<typeof import("@/lib/client/session/expiry-monitor")>();
  return {
    ...real,
    // As a page that trusts the clock of its device.
    createExpiryMonitor: (...[env, callbacks]: Parameters<typeof real.createExpiryMonitor>) => {
      const monitor = real.createExpiryMonitor(env, callbacks);
      return {
        ...monitor,
        setLimits: (...[limits, serverTime, heardAt]: Parameters<typeof monitor.setLimits>) => {
          const ownTime = new Date(Date.parse(serverTime) - 10 * 60_000).toISOString();
          monitor.setLimits(limits, out.has("serverTime") ? ownTime : serverTime, heardAt);
        },
      };
    },
  };
});
vi.mock("@/db/transaction", async (load) => {
  const real = await load<typeof import("@/db/transaction")>();
  return {
    ...real,
    // Each write is committed by itself, so that a crash leaves half of a decision.
    createTransaction: (...[engine, hooks]: Parameters<typeof real.createTransaction>) => {
      const piecewise = {
        ...engine,
        decide: (makeQuery: () => never) => engine.run(makeQuery()),
      };
      const run = real.createTransaction(engine, hooks);
      const runPiecewise = real.createTransaction(piecewise as unknown as typeof engine, hooks);
      return (...parts: Parameters<typeof run>) => (out.has("transaction") ? runPiecewise : run)(...parts);
    },
  };
});

/** What each scenario shows, by the functions above that are exchanged. */
const RULES: readonly [scenario: ScenarioId, rule: string][] = [
  ["lost-answer", "isInChain"],
  ["two-tabs", "isInChain"],
  ["laptop-asleep", "isInChain"],
  ["wrong-clock", "serverTime"],
  ["frozen-tab", "withTabLock"],
  ["browser-killed", "isInChain"],
  ["server-killed", "transaction"],
  ["server-killed", "isInChain"],
  ["stolen-late", "endSessions"],
  ["stolen-at-once", "endSessions"],
  ["stolen-first", "lateGenerations"],
  ["stolen-quietly", "lateGenerations"],
  ["stolen-bound", "decideProof"],
  ["password-changed", "minGeneration"],
  ["revoked-remotely", "decideRevoke"],
  ["account-disabled", "decideRevokeAll"],
  ["before-limit", "presence"],
  ["network-off", "isTerminal"],
  ["server-away", "isTerminal"],
];

test("every scenario of the lab has a rule here", () => {
  expect([...new Set(RULES.map(([id]) => id))].sort()).toEqual(Object.keys(SCENARIOS).sort());
});

test.each(RULES)("%s fails without %s", async (id, rule) => {
  install({ DEMO: "on" });
  expect((await runScenario(id, labEndpoints, "en")).passed).toBe(true);
  out.add(rule);
  const { passed } = await runScenario(id, labEndpoints, "en").finally(() => out.delete(rule));
  expect(passed).toBe(false);
});
