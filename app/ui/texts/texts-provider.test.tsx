import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Language } from "@/lib/texts/language";
import { TextsProvider, useTexts } from "./texts-provider";

const messages = JSON.stringify({ dashboard: { signedInOn: { one: "{count}", other: "{count}" } } });

function Count() {
  return useTexts("dashboard").signedInOn({ count: 1234 });
}

function render(language: Language): string {
  return renderToStaticMarkup(
    <TextsProvider language={language} messages={messages}>
      <Count />
    </TextsProvider>,
  );
}

test("texts that are read once are kept for their language alone", () => {
  expect([render("en"), render("de"), render("en")]).toEqual(["1,234", "1.234", "1,234"]);
});
