/** The browser's question for a passkey goes with the dialog that asked it. */
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import { usePasskeyProof } from "./use-passkey-proof";

const tab = vi.hoisted(() => ({ client: {}, questions: [] as AbortSignal[] }));
vi.mock("@/lib/client/react/auth-provider", () => ({ useAuthClient: () => tab.client }));
vi.mock("./second-factors", () => ({
  reauthenticateWithPasskey: async (_client: unknown, signal: AbortSignal) => void tab.questions.push(signal),
}));

let setOpen: (isOpen: boolean) => void;
let prove: (() => Promise<void>) | null;
let renders: number;
let unmount: () => void;

function Page() {
  const [isOpen, set] = useState(true);
  setOpen = set;
  prove = usePasskeyProof(isOpen);
  renders += 1;
  return null;
}
const withdrawn = () => tab.questions.map(({ aborted }) => aborted);

beforeEach(async () => {
  tab.questions = [];
  prove = null;
  renders = 0;
  vi.stubGlobal("window", {});
  unmount = mountWithoutElements(<Page />);
  await expect.poll(() => renders).toBe(1);
});
afterEach(() => unmount());

test("closing the dialog withdraws the question; the next one is another", async () => {
  await prove?.();
  expect(withdrawn()).toEqual([false]);
  setOpen(false);
  await expect.poll(withdrawn).toEqual([true]);
  setOpen(true);
  await expect.poll(() => renders).toBe(3);
  await prove?.();
  expect(withdrawn()).toEqual([true, false]);
});

test("a page that is left takes its question along", async () => {
  await prove?.();
  unmount();
  await expect.poll(withdrawn).toEqual([true]);
});
