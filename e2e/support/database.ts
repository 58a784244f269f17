import { randomBytes } from "node:crypto";
import Sqlite from "better-sqlite3";

/** Reads a server's SQLite database. */
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

/** @returns all rows about a user. Equal before and after means that nothing has changed */
export function storedUserData(server: { databaseFile: string }, userId: string): unknown {
  return readDatabase(server, (db) => ({
    user: db.prepare("select * from users where id = ?").get(userId),
    sessions: db.prepare("select * from sessions where user_id = ? order by id").all(userId),
    tokens: db.prepare("select * from refresh_tokens where user_id = ? order by hash").all(userId),
    events: db.prepare("select * from audit_events where user_id = ? order by id").all(userId),
  }));
}

/** @returns the names of a user's audit events, oldest first */
export function auditEventNames(server: { databaseFile: string }, userId: string): string[] {
  return readDatabase(server, (db) =>
    db.prepare("select name from audit_events where user_id = ? order by id").pluck().all(userId),
  ) as string[];
}

type Columns = Record<string, string | number | null>;

/**
 * Signs a user in on more devices: copies an existing session, with other ids and these columns changed. No browser
 * holds the tokens of the copies.
 */
export function addDevices(
  { databaseFile }: { databaseFile: string },
  { email }: { email: string },
  devices: Columns[],
): void {
  const db = new Sqlite(databaseFile);
  try {
    const pattern = db
      .prepare<[string], Columns>(
        "select * from sessions where ended_at is null and user_id = (select id from users where email = ?)",
      )
      .get(email);
    for (const changes of devices) {
      const row: Columns = { ...pattern, browser_id: newId(), ...changes, id: newId() };
      const columns = Object.keys(row);
      const places = columns.map((column) => `@${column}`);
      db.prepare(`insert into sessions (${columns.join()}) values (${places.join()})`).run(row);
    }
  } finally {
    db.close();
  }
}

/** Adds accounts that nobody can sign in to: copies of a user with other ids and addresses. */
export function addAccounts(
  { databaseFile }: { databaseFile: string },
  { email }: { email: string },
  count: number,
): void {
  const db = new Sqlite(databaseFile);
  try {
    const pattern = db.prepare<[string], Columns>("select * from users where email = ?").get(email);
    for (let number = 0; number < count; number += 1) {
      const id = newId();
      const address = `${id.toLowerCase()}@example.com`;
      const row: Columns = { ...pattern, id, email: address, email_key: address, webauthn_user_handle: null };
      const columns = Object.keys(row);
      const places = columns.map((column) => `@${column}`);
      db.prepare(`insert into users (${columns.join()}) values (${places.join()})`).run(row);
    }
  } finally {
    db.close();
  }
}

const newId = () => randomBytes(16).toString("base64url");

/** Makes a user an administrator. */
export function makeAdministrator(
  { databaseFile }: { databaseFile: string },
  { email }: { email: string },
): void {
  const db = new Sqlite(databaseFile);
  try {
    db.prepare("update users set roles = ? where email = ?").run('["user","admin"]', email);
  } finally {
    db.close();
  }
}

/** Expires all sessions of a user: sets their last user input to 1970. */
export function expireSessions(
  { databaseFile }: { databaseFile: string },
  { email }: { email: string },
): void {
  const db = new Sqlite(databaseFile);
  try {
    db.prepare(
      "update sessions set last_presence_at = 0 where user_id = (select id from users where email = ?)",
    ).run(email);
  } finally {
    db.close();
  }
}
