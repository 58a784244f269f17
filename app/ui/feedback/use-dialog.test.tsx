/** A dialog that is closed, and opened again for another thing, while an action runs. */
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AllTexts } from "@/app/ui/texts/all-texts.fixture";
import { AuthError } from "@/lib/client/http/auth-error";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import { useDialog } from "./use-dialog";

const page = vi.hoisted(() => ({ refreshes: 0, toasts: [] as string[] }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => void page.refreshes++ }) }));
vi.mock("./toaster", () => ({
  useToast: () => ({
    success: (text: string) => page.toasts.push(text),
    error: (text: string) => page.toasts.push(`error: ${text}`),
  }),
}));
vi.mock("./use-current-error", () => ({ useCurrentError: (error: unknown) => error }));

let running: PromiseWithResolvers<string>[];
let shown: ReturnType<typeof useDialog> | null;
let unmount: () => void;
let renderAgain: () => void;
let renders: number;

function Page() {
  const [, set] = useState(0);
  renderAgain = () => set((count) => count + 1);
  renders += 1;
  shown = useDialog(() => {
    running.push(Promise.withResolvers());
    return running.at(-1)?.promise as Promise<string>;
  });
  return null;
}
const dialog = () => (shown as NonNullable<typeof shown>).dialog;
const isOpen = (open: boolean) => expect.poll(() => dialog().open).toBe(open);

async function openDialog() {
  shown?.open();
  await isOpen(true);
}
async function confirm() {
  dialog().onConfirm();
  await expect.poll(() => dialog().isPending).toBe(true);
}
/** Waits until everything that was set before is rendered, too. */
async function rendered() {
  const before = renders;
  renderAgain();
  await expect.poll(() => renders).toBeGreaterThan(before);
}
/** Confirms one thing, closes the dialog while that runs, and opens it for another thing. */
async function confirmAndReopen(): Promise<PromiseWithResolvers<string>> {
  await openDialog();
  await confirm();
  dialog().onOpenChange(false);
  await isOpen(false);
  await openDialog();
  return running[0] as PromiseWithResolvers<string>;
}

beforeEach(async () => {
  Object.assign(page, { refreshes: 0, toasts: [] });
  running = [];
  renders = 0;
  shown = null;
  vi.stubGlobal("window", {});
  unmount = mountWithoutElements(
    <AllTexts>
      <Page />
    </AllTexts>,
  );
  await expect.poll(() => shown).not.toBeNull();
});
afterEach(() => unmount());

test("a success closes the dialog, and an error is told in it", async () => {
  await openDialog();
  await confirm();
  running[0]?.reject(new AuthError("unavailable"));
  await expect.poll(() => dialog().error).not.toBeNull();
  await expect.poll(() => dialog().isPending).toBe(false);
  expect(dialog().open).toBe(true);
  await confirm();
  running[1]?.resolve("done");
  await isOpen(false);
  expect(page).toEqual({ refreshes: 1, toasts: ["done"] });
});

test("the success of the action before is told, and leaves the dialog open", async () => {
  const before = await confirmAndReopen();
  expect(dialog().isPending).toBe(false);
  before.resolve("done before");
  await expect.poll(() => page.refreshes).toBe(1);
  expect(page.toasts).toEqual(["done before"]);
  await rendered();
  expect(dialog()).toMatchObject({ open: true, isPending: false, error: null });
});

test("the error of the action before is told in a toast, while the dialog stays busy with its own", async () => {
  const before = await confirmAndReopen();
  await confirm();
  before.reject(new AuthError("unavailable"));
  await expect.poll(() => page.toasts).toHaveLength(1);
  expect(page.toasts[0]).toMatch(/^error: /);
  await rendered();
  expect(dialog()).toMatchObject({ open: true, isPending: true, error: null });
  running[1]?.resolve("done");
  await isOpen(false);
});
