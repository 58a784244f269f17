import { expect, test } from "vitest";
import { passwordProblem } from "@/lib/server/factors/password-policy";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { validation } from "@/lib/texts/en/validation";
import { fillIn, readValues } from "@/lib/texts/fill-in";
import { withIssuesIn } from "./issue-texts";
import { languageOf } from "./language";
import { emailBody, profileBody } from "./schemas";
import { validate } from "./validate";

const refusal = (message: string): Failure =>
  fail("invalid_request", { issues: [{ path: "name", message }] });
const german = (message: string) => withIssuesIn(refusal(message), "de").details?.issues?.[0]?.message;

const VALUES = { most: "40", least: "15", count: "7", slug: "a.b (c) {d}" };

test.each(Object.entries(validation).filter(([key]) => key !== "shape"))(
  "%s is found again by its English words, with its values",
  (_, template) => {
    const sentence = fillIn(template, VALUES);
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name as keyof typeof VALUES);
    expect(readValues(template, sentence)).toEqual(
      Object.fromEntries(names.map((name) => [name, VALUES[name]])),
    );
    expect(german(sentence)).not.toBe(german(validation.shape));
    for (const name of names) expect(german(sentence)).toContain(VALUES[name]);
  },
);

test("no two sentences have the same words", () => {
  const sentences = Object.values(validation).map((template) => fillIn(template, VALUES));
  for (const sentence of sentences)
    expect(
      Object.values(validation).filter((template) => readValues(template, sentence) !== null),
    ).toHaveLength(1);
});

test("what a schema and a rule refuse is said in German", () => {
  const badEmail = validate(emailBody, { email: "ada" });
  expect(isFailure(badEmail) && withIssuesIn(badEmail, "de").details?.issues).toEqual([
    { path: "email", message: "Geben Sie eine gültige E-Mail-Adresse ein, zum Beispiel name@example.com." },
  ]);
  const longName = validate(profileBody, { name: "x".repeat(101) });
  expect(isFailure(longName) && withIssuesIn(longName, "de").details?.issues).toEqual([
    { path: "name", message: "Höchstens 100 Zeichen." },
  ]);
  const short = passwordProblem("short", { email: "a@b.c", name: "Ada" });
  expect(german(short ?? "")).toBe("Mindestens 15 Zeichen. Gut geeignet sind mehrere Wörter hintereinander.");
});

test("what a library says of a wrong shape has a sentence of ours instead; in English it stays", () => {
  const wrong = validate(emailBody, { email: 1 });
  if (!isFailure(wrong)) throw new Error("accepted");
  expect(withIssuesIn(wrong, "de").details?.issues?.[0]?.message).toBe("Diese Angabe ist hier nicht gültig.");
  expect(withIssuesIn(wrong, "en")).toBe(wrong);
});

test("a result without issues is left as it is", () => {
  for (const result of [null, undefined, "text", { id: 1 }, fail("rate_limited", { retryAfter: 3 })])
    expect(withIssuesIn(result, "de")).toBe(result);
});

test("the language is the one that was chosen, else the one that the browser asks for", () => {
  const of = (headers: Record<string, string>) => languageOf(new Headers(headers));
  expect(of({ cookie: "a=b; latchkey_language=de", "accept-language": "en" })).toBe("de");
  expect(of({ "accept-language": "de-AT, en;q=0.5" })).toBe("de");
  expect(of({ cookie: "latchkey_language=xx" })).toBe("en");
});
