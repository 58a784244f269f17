/** How often the dialogs are loaded, rendered by React itself. */
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import type { Language } from "@/lib/texts/language";
import { useLazyDialogs } from "./use-lazy-dialogs";

const tab = vi.hoisted(() => ({ client: {}, loads: [] as [string, PromiseWithResolvers<object>][] }));
vi.mock("@/lib/client/react/auth-provider", () => ({ useAuthClient: () => tab.client }));
vi.mock("./session-dialogs", () => ({}));
vi.mock("@/lib/texts/later", () => ({
  withLaterTexts(_code: unknown, language: string) {
    const load = Promise.withResolvers<object>();
    tab.loads.push([language, load]);
    return load.promise;
  },
}));

type State = { language: Language; isNeeded: boolean };
let set: (state: State) => void;
let shown: ReturnType<typeof useLazyDialogs>;
let unmount: () => void;
let renderAgain: () => void;
let renders: number;

function Page() {
  const [, setCount] = useState(0);
  renderAgain = () => setCount((count) => count + 1);
  renders += 1;
  const [state, setState] = useState<State>({ language: "en", isNeeded: true });
  set = setState;
  shown = useLazyDialogs(state.language, state.isNeeded);
  return null;
}

const languages = () => tab.loads.map(([language]) => language);
const fail = (index: number) => tab.loads[index]?.[1].reject(new Error("no network"));
/** Waits for what would be tried again, and until it is rendered. */
async function later() {
  await vi.advanceTimersByTimeAsync(60_000);
  const before = renders;
  renderAgain();
  await vi.waitUntil(() => renders > before);
}

beforeEach(async () => {
  tab.client = { cancelReauthentication: () => {} };
  tab.loads = [];
  renders = 0;
  vi.stubGlobal("window", {});
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  unmount = mountWithoutElements(<Page />);
  await vi.waitUntil(() => tab.loads.length === 1);
});
afterEach(() => {
  unmount();
  vi.useRealTimers();
});

test("a load that fails is tried again until it succeeds", async () => {
  fail(0);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(languages()).toEqual(["en", "en"]);
  tab.loads[1]?.[1].resolve({ later: {} });
  await vi.waitUntil(() => shown.loaded !== null);
  await later();
  expect(tab.loads).toHaveLength(2);
});

test("a load that fails once no dialog is needed is not tried again", async () => {
  set({ language: "en", isNeeded: false });
  await vi.waitUntil(() => tab.loads.length === 2);
  fail(0);
  fail(1);
  await later();
  expect(tab.loads).toHaveLength(2);
});

test("a load that waits for its next try is given up once no dialog is needed", async () => {
  fail(0);
  await vi.advanceTimersByTimeAsync(1_000);
  set({ language: "en", isNeeded: false });
  await vi.waitUntil(() => tab.loads.length === 2);
  await later();
  expect(tab.loads).toHaveLength(2);
});

test("of two languages the later one is loaded", async () => {
  set({ language: "de", isNeeded: true });
  await vi.waitUntil(() => tab.loads.length === 2);
  tab.loads[1]?.[1].resolve({ name: "de" });
  await vi.waitUntil(() => shown.loaded !== null);
  tab.loads[0]?.[1].resolve({ name: "en" });
  await later();
  expect(shown.loaded).toEqual({ name: "de" });
  expect(languages()).toEqual(["en", "de"]);
});
