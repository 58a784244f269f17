/** Output shared by the commands that start the app or report to the terminal. */
import { build, isBuilt } from "./build";
import { findFreePort } from "./ports";

/**
 * Chooses the port in `PORT`, 3000 by default. Ends the process if it is invalid or taken.
 *
 * @param command the command line to suggest if the port is taken
 * @returns the port
 */
export async function choosePort(command: string): Promise<number> {
  const wanted = process.env.PORT || "3000";
  const number = Number(wanted);
  if (!/^\d+$/.test(wanted) || number > 65_535)
    exitWithError(`PORT must be a number from 0 to 65535, not "${wanted}".`);
  const free = await findFreePort(number);
  return (
    free ??
    exitWithError(
      `Port ${wanted} is taken. Stop the program that uses it, or choose another port: PORT=3001 ${command}`,
    )
  );
}

/** Builds the app, unless the build there is fits the sources. Ends the process when the build fails. */
export async function buildIfStale(): Promise<void> {
  if (isBuilt()) return;
  console.log(
    "Building the app, which takes about a minute and is needed only after a change of its sources …",
  );
  if ((await build()) !== 0) exitWithError("The build failed.");
}

/** Prints a message to the error output and ends the process with exit code 1. */
export function exitWithError(message: string): never {
  console.error(message);
  process.exit(1);
}
