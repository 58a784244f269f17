import { readFile } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/server/config";

/** @returns the path of a scenario's file. @param id of a scenario that there is */
export const scenarioFile = (id: string) => `lib/demo/lab/scenarios/${id}.ts`;

/** @returns the source of a scenario; an empty text where the server runs without its sources */
export async function readScenarioSource(id: string): Promise<string> {
  return readFile(path.join(/* turbopackIgnore: true */ config().root, scenarioFile(id)), "utf8").catch(
    () => "",
  );
}
