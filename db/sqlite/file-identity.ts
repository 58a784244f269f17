import { statSync } from "node:fs";
import { DatabaseUnavailable } from "@/db/engine/errors";

/**
 * An open file stays usable after it was deleted or moved, but what is written to it then is gone at the next start.
 *
 * @param file the path of a database that is open
 * @returns a function that throws DatabaseUnavailable when the file at that path is not the open one any more
 */
export function watchFileIdentity(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    if (opened !== identityOf(file)) {
      throw new DatabaseUnavailable(
        `The database file ${file} was deleted, moved or replaced while it was open. Put it back, or restart.`,
      );
    }
  };
}

/** @returns device and inode, or null when there is no file */
function identityOf(file: string): string | null {
  const found = statSync(/* turbopackIgnore: true */ file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
