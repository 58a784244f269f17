import { existsSync } from "node:fs";
import { getTableName } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openDatabase } from "@/db/database";
import * as schema from "@/db/sqlite/schema";
import { openNew, openTestDatabase, postgres, sqlite } from "@/db/testing/engines";
import { migrateToPostgres, TABLES } from "./migrate-to-postgres";

/** An installation with rows in every table, unusual values among them. */
async function lived(): Promise<{ url: string; file: string }> {
  const { db, url } = await openNew(sqlite);
  await db.close();
  const row = (sql: string) => sqlite.query(url, sql);
  await row(
    `insert into users (id, email, name, password_hash, roles, created_at)
      values ('ada', 'ada@example.com', 'Ada' || char(0) || ' 🗝', 'hash', '["user","admin"]', 1)`,
  );
  await row(
    `insert into sessions (id, user_id, browser_id, auth_methods, remember_me, created_at, authenticated_at, generation,
        rotated_at, late_repeats, min_generation, last_presence_at, idle_timeout, absolute_expires_at, user_agent,
        browser, browser_version, os, device, ip_address, location)
      values ('s', 'ada', 'b', '["pwd"]', 1, 5000000000000, 2, 1, 3, 0, 0, 4, 5, 6, 'UA', 'Chrome', '1', 'Linux', 'desktop',
        '::1', '{"region":null,"city":"Zürich","country":null,"countryCode":"CH"}')`,
  );
  for (let at = 0; at < 1201; at += 1) {
    await row(
      `insert into refresh_tokens (hash, session_id, user_id, generation, parent_hash, created_at, expires_at, sealed_successor)
        values ('h${at}', 's', 'ada', ${at}, ${at ? `'h${at - 1}'` : "null"}, 1, 2, 'sealed')`,
    );
  }
  await row(
    `insert into audit_events (id, name, at, user_id, session_id, actor_user_id, actor_session_id)
      values (7, 'signed_in', 1, 'ada', 's', 'ada', 's')`,
  );
  await row(
    "insert into signing_keys (kid, public_key, sealed_private_key, created_at) values ('k', '{}', 'sealed', 1)",
  );
  await row("insert into draft_keys (user_id, browser_id, key, created_at) values ('ada', 'b', 'key', 1)");
  await row("insert into idempotency_keys (id, body_hash, created_at) values ('i', 'body', 1)");
  await row("insert into notes (user_id, text, updated_at) values ('ada', 'a note', 1)");
  await row("insert into rate_limits (key, count) values ('account:x', 3)");
  await row(
    `insert into attempts (id, kind, browser_id, email, user_id, status, step, remember_me, auth_methods, created_at, expires_at)
      values ('a', 'sign_in', 'b', 'ada@example.com', 'ada', 'open', 'challenge', 1, '["pwd"]', 1, 2)`,
  );
  await row(
    `insert into challenges (id, type, attempt_id, status, email, code_hash, attempts, resend_at, created_at, expires_at)
      values ('c', 'sign_in', 'a', 'pending', 'ada@example.com', 'hash', 1, 1, 1, 2)`,
  );
  await row(
    `insert into tickets (hash, type, user_id, failures, created_at, expires_at)
      values ('t', 'not_me', 'ada', 0, 1, 2)`,
  );
  await row(
    `insert into outbox (id, recipient, template, "values", created_at, tries, next_try_at)
      values ('m', 'ada@example.com', 'new_sign_in', '{"place":"Zürich"}', 1, 0, 1)`,
  );
  await row(
    `insert into authenticators (id, user_id, type, name, created_at, failures, transports, backed_up)
      values ('p', 'ada', 'passkey', 'Key', 1, 0, '["usb"]', 1)`,
  );
  await row(
    "insert into recovery_codes (id, user_id, selector, hash, created_at) values ('r', 'ada', 'ab', 'hash', 1)",
  );
  await row(
    "insert into organizations (id, name, slug, created_at) values ('o', 'Analytical Engines', 'engines', 1)",
  );
  await row(
    "insert into memberships (organization_id, user_id, role, joined_at) values ('o', 'ada', 'owner', 1)",
  );
  await row(
    "insert into workspaces (id, organization_id, name, slug, created_at) values ('w', 'o', 'Mill', 'mill', 1)",
  );
  await row(
    `insert into workspace_memberships (organization_id, workspace_id, user_id, role, joined_at)
      values ('o', 'w', 'ada', 'admin', 1)`,
  );
  await row(
    `insert into invitations (id, organization_id, email, role, hash, invited_by, created_at, expires_at)
      values ('i', 'o', 'charles@example.com', 'member', 'hash', 'ada', 1, 2)`,
  );
  await row(
    `insert into api_keys (id, organization_id, created_by, name, prefix, hash, scope, created_at, expires_at)
      values ('k', 'o', 'ada', 'Reports', 'key_ab', 'hash', 'read', 1, 2)`,
  );
  await row(
    `insert into identities (id, user_id, issuer, subject, created_at, last_used_at)
      values ('d', 'ada', 'https://id.example', 'subject', 1, 2)`,
  );
  await row(
    `insert into provider_sign_ins (id, issuer, subject, sid, browser_id, user_id, session_id, created_at, expires_at)
      values ('p', 'https://id.example', 'subject', 'sid', 'b', 'ada', 's', 1, 2)`,
  );
  await row("insert into used_ids (hash, expires_at) values ('hash', 1)");
  return { url, file: url.slice("file:".length) };
}

test("every table of the schema is moved", () => {
  const moved = TABLES.map(({ from }) => getTableName(from));
  const forgotten = Object.entries(schema)
    .filter(([, table]) => !moved.includes(getTableName(table)))
    .map(
      ([name]) =>
        `db/admin/migrate-to-postgres.ts, TABLES: add { from: source.${name}, to: target.${name} }, after the tables it refers to`,
    );
  expect(forgotten).toEqual([]);
  expect(TABLES.map(({ to }) => getTableName(to))).toEqual(TABLES.map(({ from }) => getTableName(from)));
});

describe("moving to PostgreSQL", () => {
  test("copies every row unchanged, and the next event gets the next id", async () => {
    const { file } = await lived();
    const to = await postgres.newDatabase();
    const moved = await migrateToPostgres(file, to);
    const advice =
      'a new table needs a row in lived() of db/admin/migrate-to-postgres.test.ts, such as await row("insert into projects (…) values (…)"), and its line in this list, such as ["projects", 1], in the order of TABLES';
    expect(
      moved.map(({ name, rows }) => [name, rows]),
      advice,
    ).toEqual([
      ["users", 1],
      ["sessions", 1],
      ["refresh_tokens", 1201],
      ["audit_events", 1],
      ["signing_keys", 1],
      ["draft_keys", 1],
      ["idempotency_keys", 1],
      ["notes", 1],
      ["rate_limits", 1],
      ["attempts", 1],
      ["challenges", 1],
      ["tickets", 1],
      ["outbox", 1],
      ["authenticators", 1],
      ["recovery_codes", 1],
      ["organizations", 1],
      ["memberships", 1],
      ["workspaces", 1],
      ["workspace_memberships", 1],
      ["invitations", 1],
      ["api_keys", 1],
      ["identities", 1],
      ["provider_sign_ins", 1],
      ["used_ids", 1],
    ]);
    const db = openTestDatabase(to);
    const found = await db.findByToken("h1200");
    expect(found).toMatchObject({
      token: { generation: 1200 },

      session: {
        createdAt: 5_000_000_000_000,
        rememberMe: true,
        authMethods: ["pwd"],
        location: { city: "Zürich" },
      },
      user: { name: "Ada\ufffd 🗝", roles: ["user", "admin"] },
    });
    const event = { name: "signed_in" as const, at: 1, userId: "ada", sessionId: "s", reason: null };
    const noActor = { userId: null, sessionId: null, ipAddress: null, device: null };
    await db.recordEvent({ ...event, actor: noActor });
    expect(await postgres.query(to, "select max(id) as id from audit_events")).toEqual([{ id: 8 }]);
  });

  test("reports checksums: the same rows have the same checksum", async () => {
    const one = await lived();
    const other = await lived();
    await sqlite.query(other.url, "update notes set text = 'another note'");
    const sums = async (file: string) =>
      (await migrateToPostgres(file, await postgres.newDatabase())).map(({ checksum }) => checksum);
    const [before, after, changed] = [await sums(one.file), await sums(one.file), await sums(other.file)];
    expect(after).toEqual(before);
    expect(changed.filter((sum, at) => sum !== before[at])).toHaveLength(1);
  });

  test("is refused while another process has the file open, even an idle one", async () => {
    const { url, file } = await lived();
    const app = openDatabase(url, { root: "/" });
    await app.ping();
    const to = await postgres.newDatabase();
    await expect(migrateToPostgres(file, to)).rejects.toThrow("is in use: stop the app first");
    await app.close();
    await expect(migrateToPostgres(file, to)).resolves.toHaveLength(TABLES.length);
  });

  test("is refused for a target that is not empty, and moves nothing", async () => {
    const { file } = await lived();
    const to = await postgres.newDatabase();
    await postgres.query(to, "insert into rate_limits (key, count) values ('x', 1)");
    await expect(migrateToPostgres(file, to)).rejects.toThrow(
      "The table rate_limits of the target is not empty",
    );
    expect(await postgres.query(to, "select id from users")).toEqual([]);
  });

  test("moves nothing when a row arrives changed", async () => {
    const { file } = await lived();
    const to = await postgres.newDatabase();
    await postgres.query(
      to,
      `create function spoil() returns trigger language plpgsql as $$ begin new.text = 'spoilt'; return new; end $$;
        create trigger spoil before insert on notes for each row execute function spoil()`,
    );
    await expect(migrateToPostgres(file, to)).rejects.toThrow(
      "What has arrived in notes is not what was sent",
    );
    expect(await postgres.query(to, "select id from users")).toEqual([]);
  });

  test("lets no app into the target before it is done", async () => {
    const { file } = await lived();
    const to = await postgres.newDatabase();
    await postgres.query(
      to,
      `create function look() returns trigger language plpgsql as $$ begin
          if (select count(*) from pg_locks where pid = pg_backend_pid() and mode = 'AccessExclusiveLock'
            and relation in ('users'::regclass, 'rate_limits'::regclass)) < 2 then raise 'not locked'; end if;
          return new; end $$;
        create trigger look before insert on users for each row execute function look()`,
    );
    await expect(migrateToPostgres(file, to)).resolves.toHaveLength(TABLES.length);
  });

  test("creates no file when there is none", async () => {
    const { file } = await lived();
    await expect(migrateToPostgres(`${file}.not`, await postgres.newDatabase())).rejects.toThrow();
    expect(existsSync(`${file}.not`)).toBe(false);
  });
});
