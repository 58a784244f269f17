/** When `useSession` asks the server again, rendered by React itself. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountWithoutElements } from "./mount.fixture";
import { type LoadedSession, useSession } from "./use-session";

const tab = vi.hoisted(() => ({ client: {} as object }));
vi.mock("./auth-provider", () => ({
  useAuthClient: () => tab.client,
  useAuthState: () => ({ status: "signed-in", session: { id: "s-1" }, mismatch: false }),
}));

let asked: number;
let listeners: Set<() => void>;
let unmount: () => void;
let last: ReturnType<typeof useSession> | null;

beforeEach(() => {
  asked = 0;
  last = null;
  listeners = new Set();
  vi.stubGlobal("window", {});
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  tab.client = {
    state: { get: () => ({ user: { id: "u-1" }, sessionEnd: null }) },
    async checkSession() {
      asked += 1;
      return { signIns: [], attempts: [], organization: null, workspace: null, impersonator: null };
    },
    on(_: string, listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
});
afterEach(() => {
  unmount();
  vi.useRealTimers();
});

function Page() {
  last = useSession();
  return null;
}

const loaded = () => last as LoadedSession;

test("it is loading first, then asks every thirty seconds, and when the sessions have changed", async () => {
  unmount = mountWithoutElements(<Page />);
  await expect.poll(() => last?.loading).toBe(false);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked).toBe(3);
  for (const tell of listeners) tell();
  await expect.poll(() => asked).toBe(4);
  await loaded().refetch();
  expect(asked).toBe(5);
});
