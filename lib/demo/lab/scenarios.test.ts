import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { labCards } from "@/lib/texts/en/lab-cards";
import type { ScenarioId } from "./scenario";
import { SCENARIOS } from "./scenarios";
import { scenarioFile } from "./source";

test.each(Object.entries(SCENARIOS))(
  "%s has a file of its name, and its rule is where the card says",
  (id, scenario) => {
    expect(existsSync(scenarioFile(id))).toBe(true);
    expect(readFileSync(scenario.where.file, "utf8")).toContain(scenario.where.name);
  },
);

test("the document names every card, and no other", () => {
  const document = readFileSync("docs/session-lab.md", "utf8");
  const row = /^\| [^|]+ \| ([^|]+?) +\| `([a-z-]+)` +\| \[`([^`]+)`\]/gm;
  const written = [...document.matchAll(row)].map(([, title, id, file]) => ({ id, title, file }));
  const inForce = Object.entries(SCENARIOS).map(([id, { where }]) => ({
    id,
    title: labCards[id as ScenarioId].title,
    file: where.file,
  }));
  expect(written).toEqual(inForce);
});
