/**
 * The database cannot answer right now: unreachable, overloaded, locked too long, disk full. A later try may succeed.
 */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/** The schema in the code has a table or a column that the database lacks: no migration has made it. */
export class OutdatedDatabase extends Error {
  override name = "OutdatedDatabase";

  /** @param cause the engine's own error, which names the table or the column */
  constructor(cause: Error) {
    super(
      `The database lacks something that the schema has (${cause.message}). After a change of the schema run "npm run db:generate -- --name what-for"; then start again, which applies the migration.`,
      { cause },
    );
  }
}
