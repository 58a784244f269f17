import { spawnSync } from "node:child_process";
import { bareEnvironment } from "@/scripts/settings";

/** Runs one of the project's scripts until it ends, as npm does. */
export function runScript(
  name: string,
  args: string[],
  env: Record<string, string>,
): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/run.mjs", `scripts/${name}.ts`, ...args],
    {
      env: { ...bareEnvironment(), ...env },
      encoding: "utf8",
      timeout: 60_000,
    },
  );
  return { status, output: stdout + stderr };
}
