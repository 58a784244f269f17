import { mutate } from "swr";
import { expect, test } from "vitest";
import { bob, FakeAccounts } from "@/lib/client/fakes/fake-accounts";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { ada } from "@/lib/client/fakes/fake-server";
import { generationOf } from "./data-generation";
import { sessionMutationsOf } from "./load-session-mutations";

/** @returns what SWR holds under `key` */
async function held(key: string): Promise<unknown> {
  let found: unknown;
  await mutate(
    key,
    (current: unknown) => {
      found = current;
      return current;
    },
    { revalidate: false },
  );
  return found;
}

test("after a change, what SWR has loaded is forgotten, and what the server rendered counts no more", async () => {
  const browser = new FakeBrowser();
  const accounts = new FakeAccounts(browser, [bob, ada]);
  const [tab, other] = [0, 1].map(() =>
    browser.openTab({ initial: accounts.initial(), epoch: browser.epoch }),
  );
  if (!tab || !other) return;
  await mutate("/api/things", ["of another organization"], { revalidate: false });
  expect(await held("/api/things")).toEqual(["of another organization"]);

  await sessionMutationsOf(tab.client).switchOrganization("o-1");
  expect(await held("/api/things")).toBeUndefined();
  expect(generationOf(tab.client).get()).toEqual({ generation: 1 });
  expect(generationOf(other.client).get()).toEqual({ generation: 0 });
});
