import { expect, test } from "vitest";
import { linesToChange } from "@/lib/session/testing/lines-to-change";
import { MESSAGES } from "./catalogue";
import { en } from "./en";
import { LANGUAGES, type Language } from "./language";
import { isPlural, type Messages, type Plural } from "./message";

/** Words that are the same in German and in English. */
const SAME = new Set([
  "authenticator.kind.passkey",
  "demo.code.title", // demo:line
  "demoControls.call.took", // demo:line
  "demoControls.figures.inTime", // demo:line
  "demoControls.figures.inLong", // demo:line
  "device.kind.computer",
  "device.kind.tablet",
  "device.kind.bot",
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
  const lineOf = (path: string) =>
    `the translation of ${path}: ${JSON.stringify(source.get(path))}, in the file that lib/texts/${language}/index.ts imports ${path.split(".")[0]} from`;
  expect(linesToChange(`lib/texts/${language}`, [...source.keys()], [...translated.keys()], lineOf)).toEqual(
    [],
  );
  for (const [path, message] of translated) {
    const advice = `lib/texts/${language}: ${path} needs the placeholders of English`;
    expect([path, placeholders(message)], advice).toEqual([path, placeholders(source.get(path) ?? "")]);
  }
});

test.each(others)("%s leaves no message in English", (language) => {
  const same = [...flat(MESSAGES[language])]
    .filter(([path, message]) => JSON.stringify(message) === JSON.stringify(source.get(path)))
    .map(([path]) => path);
  const advice =
    "translate them; or, where the words are the same, name them in SAME of lib/texts/catalogue.test.ts";
  expect(
    same.filter((path) => !SAME.has(path)),
    advice,
  ).toEqual([]);
});

test("the list of words that are the same names no others", () => {
  const german = flat(MESSAGES.de);
  expect(
    [...SAME].filter((path) => JSON.stringify(german.get(path)) !== JSON.stringify(source.get(path))),
  ).toEqual([]);
});

test("English is written as in the USA", () => {
  const british =
    /colour|licence|organis|recognis|authoris|favour|behaviour|centre|cancelled|labelled|\bgrey\b/i;
  expect([...source].filter(([, message]) => british.test(JSON.stringify(message)))).toEqual([]);
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
