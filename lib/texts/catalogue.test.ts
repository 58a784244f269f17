import { expect, test } from "vitest";
import { MESSAGES } from "./catalogue";
import { en } from "./en";
import { LANGUAGES, type Language } from "./language";
import { isPlural, type Messages, type Plural } from "./message";

/** Words that are the same in German and in English. */
const SAME = new Set([
  "authenticator.kind.passkey",
  "admin.state.administrator",
  "demo.code.title", // demo:line
  "demo.mailbox.time", // demo:line
  "demoControls.call.took", // demo:line
  "demoControls.figures.inTime", // demo:line
  "demoControls.figures.inLong", // demo:line
  "device.kind.computer",
  "device.kind.tablet",
  "device.kind.bot",
  "device.mark.administrator",
  "device.mark.bot",
  "form.code",
  "organizations.branding.title",
  "organizations.names.name",
  "organizations.role.admin",
  "sandbox.laptop", // demo:line
  "security.profile.name",
  "signIn.name",
  "landing.rotation.token", // demo:line
  "shell.titleTemplate",
  // A sentence is put together in the same way.
  "device.country",
  "admin.audit.eventOf",
  "sessionEnd.sentence",
  "sessionEnd.sentenceAt",
  "devices.fact.browser",
  "devices.fact.system",
]);

/** Every message by its path, such as "shell.nav.devices". */
function flat(messages: Messages, above = ""): Map<string, string | Plural> {
  const found = new Map<string, string | Plural>();
  for (const [key, message] of Object.entries(messages)) {
    const path = above + key;
    if (typeof message === "string" || isPlural(message)) found.set(path, message);
    else for (const [below, one] of flat(message, `${path}.`)) found.set(below, one);
  }
  return found;
}

/** The names in all forms of a message; the format after a colon is each language's own. */
function placeholders(message: string | Plural): string[] {
  const forms = typeof message === "string" ? [message] : Object.values(message);
  const names = forms.flatMap((form) => [...form.matchAll(/\{([^}:]*)/g)].map(([, name = ""]) => name));
  return [...new Set(names)].sort();
}

const source = flat(en);
const others = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== "en");

test.each(others)("%s has every message of English, with the same placeholders, and no other", (language) => {
  const translated = flat(MESSAGES[language]);
  expect([...translated.keys()].sort()).toEqual([...source.keys()].sort());
  for (const [path, message] of translated) {
    expect([path, placeholders(message)]).toEqual([path, placeholders(source.get(path) ?? "")]);
  }
});

test.each(others)("%s leaves no message in English", (language) => {
  const same = [...flat(MESSAGES[language])]
    .filter(([path, message]) => JSON.stringify(message) === JSON.stringify(source.get(path)))
    .map(([path]) => path);
  expect(same.filter((path) => !SAME.has(path))).toEqual([]);
});

test("the list of words that are the same names no others", () => {
  const german = flat(MESSAGES.de);
  expect(
    [...SAME].filter((path) => JSON.stringify(german.get(path)) !== JSON.stringify(source.get(path))),
  ).toEqual([]);
});

test("every plural has the forms that its language needs", () => {
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [path, message] of flat(MESSAGES[language])) {
      if (typeof message !== "string")
        expect([path, Object.keys(message).sort()]).toEqual([path, [...categories].sort()]);
    }
  }
});
