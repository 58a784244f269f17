import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Language } from "@/lib/texts/language";
import { TextsProvider, useTexts } from "./texts-provider";

const written = (count: string) =>
  JSON.stringify({ dashboard: { signedInOn: { one: count, other: count } } });

function Count() {
  return useTexts("dashboard").signedInOn({ count: 1234 });
}

function render(name: string, language: Language, messages: string): string {
  return renderToStaticMarkup(
    <TextsProvider name={name} language={language} messages={messages}>
      <Count />
    </TextsProvider>,
  );
}

test("texts that were read once are those of their name", () => {
  const both = [render("en", "en", written("{count}")), render("de", "de", written("{count}"))];
  expect(both).toEqual(["1,234", "1.234"]);
});

test("messages that have changed under their name are read again", () => {
  const both = [render("dev", "en", written("{count}")), render("dev", "en", written("{count}!"))];
  expect(both).toEqual(["1,234", "1,234!"]);
});
