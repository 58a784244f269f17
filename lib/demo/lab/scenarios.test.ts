import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SCENARIOS } from "./scenarios";
import { scenarioFile } from "./source";

test.each(Object.entries(SCENARIOS))(
  "%s has a file of its name, and its rule is where the card says",
  (id, scenario) => {
    expect(existsSync(scenarioFile(id))).toBe(true);
    expect(readFileSync(scenario.where.file, "utf8")).toContain(scenario.where.name);
  },
);
