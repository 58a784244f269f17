/** What must be true of the database at every quiet moment. */
import { readDatabase } from "@/e2e/support/database";
import { Violation } from "./journal";
import type { Ledger } from "./ledger";
import { certainEnd, mayHaveEnded } from "./model";

/** Each query finds the rows that break its rule. Sessions without tokens were written by hand, and are left out. */
export const DATABASE_RULES: Record<string, string> = {
  "a session has both an end and its reason, or neither":
    "select id from sessions where (ended_at is null) <> (ended_reason is null)",
  "a living session has one usable token: that of its generation": `
    select id from sessions where ended_at is null and exists (${tokens()})
      and (select count(*) from (${tokens("used_at is null and revoked_at is null and generation = sessions.generation")})) <> 1`,
  "every other token has been used": `
    select id from sessions where exists (${tokens("used_at is null and generation <> sessions.generation")})`,
  "an ended session has no usable token and no seal": `
    select id from sessions where ended_at is not null
      and exists (${tokens("sealed_successor is not null or (used_at is null and revoked_at is null)")})`,
  "the generations of a session have no gap, and each token names the one before": `
    select hash from refresh_tokens as child where parent_hash is not null
      and not exists (select 1 from refresh_tokens as parent where parent.hash = child.parent_hash
        and parent.session_id = child.session_id and parent.generation = child.generation - 1)
      and exists (select 1 from refresh_tokens as older where older.session_id = child.session_id
        and older.generation < child.generation)`,
  "a session is late in two generations in a row at most":
    "select id from sessions where late_generations > 2",
  "no token is barred that does not exist yet": "select id from sessions where min_generation > generation",
  "a browser has one living session of a user": `
    select browser_id from sessions where ended_at is null and exists (${tokens()})
      group by browser_id, user_id having count(*) > 1`,
  "a disabled user has no living session": `
    select sessions.id from sessions join users on users.id = user_id
      where disabled_at is not null and ended_at is null`,
};

function tokens(condition = "true"): string {
  return `select 1 from refresh_tokens where session_id = sessions.id and (${condition})`;
}

/**
 * Checks the database, and every session in it against what the bot knows of it.
 *
 * @param options.whole also whether the file itself is sound, which takes longer
 * @throws Violation
 */
export function checkDatabase(file: string, ledger: Ledger, { whole }: { whole: boolean }): void {
  const now = ledger.journal.moment();
  readDatabase({ databaseFile: file }, (db) => {
    const broken = (what: string, rows: unknown) =>
      new Violation(null, `the database: ${what}: ${JSON.stringify(rows).slice(0, 500)}`);
    if (whole) {
      const found = db.pragma("integrity_check", { simple: true });
      if (found !== "ok") throw broken("integrity_check", found);
    }
    const orphans = db.pragma("foreign_key_check") as unknown[];
    if (orphans.length > 0) throw broken("foreign_key_check", orphans);
    for (const [rule, query] of Object.entries(DATABASE_RULES)) {
      const rows = db.prepare(query).all();
      if (rows.length > 0) throw broken(`not true that ${rule}`, rows);
    }
    const rows = db.prepare("select id, ended_reason as reason from sessions").all();
    for (const { id, reason } of rows as { id: string; reason: string | null }[]) checkSession(id, reason);
  });

  function checkSession(id: string, reason: string | null): void {
    const life = ledger.lives.get(id);
    if (!life) return;
    const causes = ledger.causesOf(life.userId);
    if (reason !== null && !mayHaveEnded(life, causes, reason, now)) {
      throw new Violation(
        life.browser,
        `session ${id} was ended falsely: "${reason}", which nothing has caused`,
      );
    }
    const end = certainEnd(life, causes, now);
    // A limit is written down when it is noticed.
    if (reason === null && end !== null && end !== "idle" && end !== "absolute") {
      throw new Violation(life.browser, `session ${id} lives on after its end (${end})`);
    }
  }
}
