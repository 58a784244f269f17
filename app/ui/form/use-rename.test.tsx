/** A form that is closed while the new name is being saved. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import { useRename } from "./use-rename";

let form: ReturnType<typeof useRename> | null;
let saves: [string | null, PromiseWithResolvers<void>][];
let closings: number;
let unmount: () => void;

function Form() {
  form = useRename({
    label: "Laptop",
    onRename(label) {
      const save = Promise.withResolvers<void>();
      saves.push([label, save]);
      return save.promise;
    },
    onClose: () => void closings++,
  });
  return null;
}
const rename = (typed: string) => (form as NonNullable<typeof form>).rename(typed);

beforeEach(async () => {
  form = null;
  saves = [];
  closings = 0;
  vi.stubGlobal("window", {});
  unmount = mountWithoutElements(<Form />);
  await expect.poll(() => form).not.toBeNull();
});
afterEach(() => unmount());

test("a saved name closes the form; one that is refused leaves it open for another try", async () => {
  const refused = rename("Desk");
  await expect.poll(() => form?.isPending).toBe(true);
  saves[0]?.[1].reject(new Error("refused"));
  await refused;
  await expect.poll(() => form?.isPending).toBe(false);
  expect(closings).toBe(0);
  const saved = rename("");
  saves[1]?.[1].resolve();
  await saved;
  expect(saves.map(([label]) => label)).toEqual(["Desk", null]);
  expect(closings).toBe(1);
});

test("the same name closes the form, and saves nothing", async () => {
  await rename("Laptop");
  expect([saves.length, closings]).toEqual([0, 1]);
});

test("a form that was closed meanwhile is not closed again", async () => {
  const saved = rename("Desk");
  unmount();
  saves[0]?.[1].resolve();
  await saved;
  expect(closings).toBe(0);
});
