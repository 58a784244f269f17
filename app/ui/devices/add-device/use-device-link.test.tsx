/** When the page of a new device's link asks the server again, rendered by React itself. */
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import type { ShownDeviceLink } from "@/lib/session/sign-in/device-link-contract";
import { useDeviceLink } from "./use-device-link";

const tab = vi.hoisted(() => ({ looks: 0, status: "waiting" }));
vi.mock("@/lib/client/react/auth-provider", () => ({ useAuthClient: () => ({}) }));
vi.mock("@/lib/client/react/use-api-data", () => ({
  useApiData: () => ({ data: { id: "l-1", status: tab.status }, reload: async () => void tab.looks++ }),
}));

let renderAgain: () => void;
let renders: number;
let unmount: () => void;

function Page() {
  const [, set] = useState(0);
  renderAgain = () => set((count) => count + 1);
  useDeviceLink({ id: "l-1", status: "waiting" } as unknown as ShownDeviceLink);
  renders += 1;
  return null;
}
async function passAndRender(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
  const before = renders;
  renderAgain();
  await vi.waitUntil(() => renders > before);
}

beforeEach(async () => {
  Object.assign(tab, { looks: 0, status: "waiting" });
  renders = 0;
  vi.stubGlobal("window", {});
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  unmount = mountWithoutElements(<Page />);
  await vi.waitUntil(() => renders > 0);
});
afterEach(() => {
  unmount();
  vi.useRealTimers();
});

test("it asks every five seconds, however often the page is rendered, until the link is over", async () => {
  for (let pass = 0; pass < 5; pass++) await passAndRender(4_000);
  expect(tab.looks).toBe(4);
  tab.status = "used";
  await passAndRender(0);
  const before = tab.looks;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tab.looks).toBe(before);
});
