/** What a change of loaded data shows, rendered by React itself into a page without elements. */
import { useSyncExternalStore } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gate } from "@/lib/client/fakes/fake-clock";
import type { Store } from "@/lib/client/session/store";
import { mountWithoutElements } from "./mount.fixture";
import { type ApiData, useApiData } from "./use-api-data";

const tab = vi.hoisted(() => ({ client: {} as object, user: 0 }));
vi.mock("./auth-provider", () => ({
  useAuthClient: () => tab.client,
  useAuthState: () => ({ user: { id: `u-${tab.user}` }, sessionEnd: null }),
  useStore: <T,>({ subscribe, get, initial }: Store<T>) => useSyncExternalStore(subscribe, get, initial),
}));

type Names = readonly string[];

let answers: ReturnType<typeof gate<Names>>[];
let unmount: () => void;
let last: ApiData<Names>;

beforeEach(() => {
  answers = [];
  // The cache of SWR is one for all tests; no user sees what was loaded for another.
  tab.user += 1;
  vi.stubGlobal("window", {});
  tab.client = {
    on: () => () => {},
    call() {
      const answer = gate<Names>();
      answers.push(answer);
      return answer.promise;
    },
  };
});
afterEach(() => unmount());

function Page({ initial }: { initial?: Names }) {
  last = useApiData<Names>("/api/names", initial && { initial, loadsOnMount: true });
  return null;
}

const rename = (from: string, to: string) =>
  last.replace((now) => now?.map((name) => (name === from ? to : name)));

test("a change while the data loads for the first time is of what the server rendered, and shows at once", async () => {
  unmount = mountWithoutElements(<Page initial={["a", "b"]} />);
  await expect.poll(() => answers.length).toBe(1);
  expect(last.data).toEqual(["a", "b"]);
  rename("a", "A");
  await expect.poll(() => last.data).toEqual(["A", "b"]);
});

test("a change is of the data of its moment: what went meanwhile does not come back, and two changes are both there", async () => {
  unmount = mountWithoutElements(<Page />);
  await expect.poll(() => answers.length).toBe(1);
  answers[0]?.open(["a", "b", "c"]);
  await expect.poll(() => last.data).toEqual(["a", "b", "c"]);
  const { replace } = last;
  void last.reload();
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.open(["a", "b"]);
  await expect.poll(() => last.data).toEqual(["a", "b"]);
  // By a function of an earlier rendering, as in a handler that has waited.
  for (const name of ["a", "b"])
    replace((now) => now?.map((one) => (one === name ? name.toUpperCase() : one)));
  await expect.poll(() => last.data).toEqual(["A", "B"]);
});
