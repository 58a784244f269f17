/**
 * Adds a button to every form of a signed-in page that asks a demo account for its password: no visitor has to look it up. The
 * passwords are public, and only the demo loads this script. It is no part of React's tree.
 */
import { buttonClass } from "@/app/ui/button";
import { element } from "@/app/ui/demo/element";
import { DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";
import type { Texts } from "@/lib/texts/catalogue";
import { watchTexts } from "./script-texts";

type PasswordTexts = Texts<"demoControls">["password"];

const FIELD = 'input[autocomplete="current-password"]';
const ADDED = "[data-added]";

/** Looks for such forms from now on, for as long as the page lasts. A dialog brings its form later. */
export function offerDemoPasswords(): void {
  let t: PasswordTexts;
  watchTexts((texts) => {
    t = texts.t.password;
    for (const added of document.querySelectorAll(ADDED)) added.remove();
    addButtons(t);
  });
  new MutationObserver(() => addButtons(t)).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-hydrated"],
  });
}

/** Only once React has hydrated the page: what it finds before would be no HTML of the server. */
function addButtons(t: PasswordTexts): void {
  if (!("hydrated" in document.documentElement.dataset)) return;
  for (const field of document.querySelectorAll<HTMLInputElement>(FIELD)) {
    const { form } = field;
    if (!form || form.querySelector(ADDED)) continue;
    const email = form.querySelector<HTMLInputElement>('input[autocomplete="username"]')?.value;
    const account = Object.values(DEMO_ACCOUNTS).find((one) => one.email === email);
    if (account) addButton(form, field, account, t);
  }
}

/** A form that asks for nothing else is submitted with it. */
function addButton(
  form: HTMLFormElement,
  field: HTMLInputElement,
  { name, password }: { name: string; password: string },
  t: PasswordTexts,
): void {
  const hasMore = form.querySelector('input[autocomplete="new-password"]') !== null;
  const text = hasMore ? t.fillIn({ name }) : t.continueAs({ name });
  const button = element(
    "button",
    { type: "button", class: buttonClass({ variant: "quiet", size: "small" }) },
    text,
  );
  button.addEventListener("click", () => {
    field.value = password;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (!hasMore) form.requestSubmit();
  });
  if (hasMore) {
    field.parentElement?.after(element("div", { "data-added": "", class: "demo-password" }, button));
    return;
  }
  form.append(
    element("div", { "data-added": "", class: "demo-password" }, element("p", {}, t.demoAccount), button),
  );
}
