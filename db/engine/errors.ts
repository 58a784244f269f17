/** The database cannot be asked right now: away, overloaded, locked too long, disk full. Worth another try later. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}
