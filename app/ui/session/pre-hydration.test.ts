import { expect, test } from "vitest";
import { PRE_HYDRATION_SCRIPT } from "./pre-hydration";

/** Runs the script. @returns the attributes of the root element, and what dispatches an event to the script's listeners */
function runScript() {
  const attributes = new Set<string>();
  const listeners: { type: string; listener: (event: object) => void; isCapture: boolean }[] = [];
  const globals = {
    document: {
      documentElement: {
        hasAttribute: (name: string) => attributes.has(name),
        toggleAttribute: (name: string, isOn: boolean) =>
          isOn ? attributes.add(name) : attributes.delete(name),
      },
    },
    location: { reload() {} },
    addEventListener: (type: string, listener: (event: object) => void, isCapture = false) =>
      listeners.push({ type, listener, isCapture }),
  };
  new Function(...Object.keys(globals), PRE_HYDRATION_SCRIPT)(...Object.values(globals));
  return { attributes, listeners };
}

function submit(defaultPrevented: boolean, before: string[] = []): Set<string> {
  const { attributes, listeners } = runScript();
  for (const name of before) attributes.add(name);
  for (const { type, listener } of listeners)
    if (type === "submit") listener({ target: { matches: () => true }, defaultPrevented });
  return attributes;
}

test("a form that the browser submits before hydration marks the page as being left", () => {
  expect(submit(false)).toContain("data-leaving");
});

test("a form that React sends does not: React may listen before the page is marked as hydrated", () => {
  expect(submit(true)).not.toContain("data-leaving");
  // React listens at the document. The window's listener comes after it only when the event has gone down and up again.
  expect(runScript().listeners.filter(({ type, isCapture }) => type === "submit" && isCapture)).toEqual([]);
});

test("after hydration the script leaves forms to React", () => {
  expect(submit(false, ["data-hydrated"])).not.toContain("data-leaving");
});
