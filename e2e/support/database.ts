import Sqlite from "better-sqlite3";

/** Looks into a server's database, as only a test does. */
export function readDatabase<T>(
  { databaseFile }: { databaseFile: string },
  look: (db: Sqlite.Database) => T,
): T {
  const db = new Sqlite(databaseFile, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/** Everything that is stored about a user: equal before and after means that nothing has changed. */
export function storedAbout(server: { databaseFile: string }, userId: string): unknown {
  return readDatabase(server, (db) => ({
    user: db.prepare("select * from users where id = ?").get(userId),
    sessions: db.prepare("select * from sessions where user_id = ? order by id").all(userId),
    tokens: db.prepare("select * from refresh_tokens where user_id = ? order by hash").all(userId),
    events: db.prepare("select * from audit_events where user_id = ? order by id").all(userId),
  }));
}

/** The names of what the audit has of a user, oldest first. */
export function auditOf(server: { databaseFile: string }, userId: string): string[] {
  return readDatabase(server, (db) =>
    db.prepare("select name from audit_events where user_id = ? order by id").pluck().all(userId),
  ) as string[];
}
