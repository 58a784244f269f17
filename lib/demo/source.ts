import { readFile } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/server/config";

/**
 * @param file a path from the project's root; it must not come from a request
 * @returns the source; an empty text where the server runs without its sources
 */
export async function readSource(file: string): Promise<string> {
  return readFile(path.join(/* turbopackIgnore: true */ config().root, file), "utf8").catch(() => "");
}
