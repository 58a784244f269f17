import { getEventListeners } from "node:events";
import { expect, onTestFinished, test, vi } from "vitest";
import { openNew, postgres } from "@/db/testing/engines";
import { auditEvent, collectEventNames, commitEvents } from "@/db/testing/events";
import { tcpProxy } from "@/db/testing/tcp-proxy";
import { createPostgresEngine } from "./engine";

const LISTENERS = "from pg_stat_activity where application_name = 'latchkey listener'";

/**
 * The address of another database of the same server, which still accepts connections when the test's database does
 * not.
 */
function besides(url: string): string {
  const other = new URL(url);
  other.pathname = "postgres";
  return other.href;
}

test("events committed while the listening connection was down are delivered when it is back", async () => {
  const { db, url } = await openNew(postgres);
  const name = new URL(url).pathname.slice(1);
  const received = collectEventNames(db);
  await commitEvents(db, auditEvent("signed_in"));
  await expect.poll(() => received).toEqual(["signed_in"]);

  await postgres.query(besides(url), `alter database ${name} allow_connections false`);
  await postgres.query(besides(url), `select pg_terminate_backend(pid) ${LISTENERS} and datname = '${name}'`);
  await commitEvents(db, auditEvent("device_renamed"));
  await commitEvents(db, auditEvent("profile_changed"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(received).toEqual(["signed_in"]);

  await postgres.query(besides(url), `alter database ${name} allow_connections true`);
  await vi.waitFor(
    () => expect(received).toEqual(expect.arrayContaining(["device_renamed", "profile_changed"])),
    {
      timeout: 5000,
    },
  );
});

test("an event committed while the listener connects for the first time is delivered", async () => {
  const { db } = await openNew(postgres);
  await db.ready();
  const received = collectEventNames(db);
  await commitEvents(db, auditEvent("signed_in"));
  await expect.poll(() => received).toContain("signed_in");
});

test("a connection that died silently is detected and replaced", async () => {
  const { db, url } = await openNew(postgres);
  const network = await tcpProxy(url);
  const limits = { check: 50, checkAnswer: 100, queryTimeout: 100 };
  const engine = createPostgresEngine(network.url, { poolSize: 2, limits });
  onTestFinished(() => engine.close());
  const received: string[] = [];
  engine.onCommitted((events) => void received.push(...events.map(({ name }) => name)));
  await commitEvents(db, auditEvent("signed_in"));
  await expect.poll(() => received).toContain("signed_in");

  network.freeze("open");
  await commitEvents(db, auditEvent("device_renamed"));
  await vi.waitFor(() => expect(received).toContain("device_renamed"), { timeout: 5000 });
});

test("a process that has connected many times has no more listeners than after the first time", async () => {
  const { url } = await openNew(postgres);
  const signals = new Set<AbortSignal>();
  const addEventListener = EventTarget.prototype.addEventListener;
  vi.spyOn(EventTarget.prototype, "addEventListener").mockImplementation(function (
    this: EventTarget,
    ...args
  ) {
    if (this instanceof AbortSignal) signals.add(this);
    return addEventListener.apply(this, args);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const engine = createPostgresEngine(url, {
    poolSize: 2,
    limits: { check: 20, checkAnswer: 5_000, queryTimeout: 5_000 },
  });
  onTestFinished(() => engine.close());
  engine.onCommitted(() => undefined);
  // Only one that has caught up, which its check shows: the next connection then comes at once.
  const cut = `select pg_terminate_backend(pid) ${LISTENERS} and datname = '${new URL(url).pathname.slice(1)}'
    and state = 'idle' and query = 'select 1'`;
  let lost = 0;
  await expect
    .poll(
      async () => {
        lost += (await postgres.query(besides(url), cut)).length;
        return lost;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(12);
  const counts = [...signals].map((signal) => getEventListeners(signal, "abort").length);
  expect(counts.length).toBeGreaterThan(0);
  expect(Math.max(...counts)).toBeLessThan(5);
});
