import { describe, expect, test } from "vitest";
import { newId, seal } from "@/lib/server/crypto";
import { install } from "@/lib/server/testing/installation";
import { openBrowserState, sealBrowserState } from "./browser-cookie";
import { knownUsers, rememberUser } from "./sign-ins";

const NOW = Date.UTC(2030, 0, 1);
const known = (userId: string, sessionId = `session of ${userId}`) => ({ userId, sessionId });
const signIn = (userId: string) => ({ slot: 0, ...known(userId), absoluteExpiresAt: NOW });

describe("the users a browser remembers", () => {
  test.each([
    ["no user on a new browser", null, []],
    ["the users in its list", { knownUsers: [known("ada")], signIns: [] }, [known("ada")]],
    [
      "those who are signed in, in a cookie from before there was a list",
      { knownUsers: [], signIns: [signIn("ada")] },
      [known("ada")],
    ],
    [
      "each once, by the latest session",
      { knownUsers: [known("ada", "old"), known("grace")], signIns: [signIn("ada")] },
      [known("grace"), known("ada")],
    ],
  ])("%s", (_, browser, expected) => {
    expect(knownUsers(browser)).toEqual(expected);
  });

  test("are the ten latest, and fit into a cookie beside five sign-ins", async () => {
    const { config } = install();
    const users = Array.from({ length: 12 }, () => known(newId(), newId()));
    const remembered = users.reduce(rememberUser, []);
    expect(remembered).toEqual(users.slice(-10));
    const signIns = users.slice(-5).map((user, slot) => ({ slot, ...user, absoluteExpiresAt: NOW }));
    const state = { browserId: newId(), signIns, knownUsers: remembered, active: 4 };
    const sealed = await sealBrowserState(state, config, NOW);
    expect(sealed.length).toBeLessThan(4000); // browsers keep 4096 bytes with name and attributes
    expect(await openBrowserState(sealed, config, NOW)).toMatchObject(state);
  });

  test("a cookie without the list is read", async () => {
    const { config } = install();
    const old = { browserId: newId(), signIns: [signIn("ada")], active: 0, sealedAt: NOW };
    const state = await openBrowserState(await seal(old, config.secrets), config, NOW);
    expect(knownUsers(state)).toEqual([known("ada")]);
  });
});
