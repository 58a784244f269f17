/**
 * The database cannot answer right now: unreachable, overloaded, locked too long, disk full. A later try may succeed.
 */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}
