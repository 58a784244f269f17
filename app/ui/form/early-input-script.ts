/**
 * Records what users type before hydration into fields below `data-keeps-early-input`. An extension that inserts an
 * element makes hydration fail; React then renders the form again, and typed text and the attributes of the old fields
 * are lost. The values live in a variable of this document only, until `useEarlyInput` takes them. The script listens in
 * the capture phase, because React stops events at the document while it hydrates.
 *
 * It also adds the number of touch points to each of these forms, by which the server tells an iPad from a Mac.
 */
export const EARLY_INPUT_SCRIPT = `{
  window.earlyInput = {};
  for (const type of ["input", "change"]) addEventListener(type, ({ target }) => {
    if (!window.earlyInput || !target.name || !target.closest("[data-keeps-early-input]")) return;
    earlyInput[target.name] = target.type === "checkbox" ? target.checked : target.value;
  }, true);
  addEventListener("formdata", ({ target, formData }) => {
    if (target.closest("[data-keeps-early-input]")) formData.set("touchPoints", navigator.maxTouchPoints);
  });
}`;
