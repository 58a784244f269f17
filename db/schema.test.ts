import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig as postgresConfig } from "drizzle-orm/pg-core";
import { getTableConfig as sqliteConfig } from "drizzle-orm/sqlite-core";
import { expect, expectTypeOf, test } from "vitest";
import { engines, openTestDatabase, sqlite as sqliteEngine } from "@/db/testing/engines";
import * as postgres from "./postgres/schema";
import * as sqlite from "./sqlite/schema";

type Schema = Record<string, { $inferSelect: unknown; $inferInsert: unknown }>;
type Found<S extends Schema> = { [Name in keyof S]: S[Name]["$inferSelect"] };
type Given<S extends Schema> = { [Name in keyof S]: S[Name]["$inferInsert"] };

test("both engines' tables have the same types in JavaScript, read and written", () => {
  // Held by the compiler: a column of another type, name or nullability is an error here.
  expectTypeOf<Found<typeof postgres>>().toEqualTypeOf<Found<typeof sqlite>>();
  expectTypeOf<Given<typeof postgres>>().toEqualTypeOf<Given<typeof sqlite>>();
  expect(Object.keys(postgres).sort()).toEqual(Object.keys(sqlite).sort());
});

const pairs = Object.entries(sqlite).map(([name, table]) => {
  const twin = Object.entries(postgres).find(([other]) => other === name)?.[1] ?? postgres.users;
  return { name, table, twin };
});

test.each(pairs)("and the same columns, keys and indexes in the database: $name", ({ table, twin }) => {
  const columns = (of: typeof table | typeof twin) =>
    Object.entries(getTableColumns(of)).map(([key, { name, notNull, hasDefault, primary }]) => ({
      ...{ key, name, notNull, hasDefault, primary },
    }));
  expect(columns(twin)).toEqual(columns(table));
  expect(shape(postgresConfig(twin))).toEqual(shape(sqliteConfig(table)));
});

test.each(engines)(
  "the migrations of $name make every table and column of the schema, and no other",
  async (engine) => {
    const url = await engine.newDatabase();
    await openTestDatabase(url).ready();
    const found = (await engine.query(url, engine === sqliteEngine ? SQLITE_COLUMNS : POSTGRES_COLUMNS)).map(
      ({ name }) => String(name),
    );
    const wanted = pairs.flatMap(({ table }) =>
      Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`),
    );
    const advice = "run `npm run db:generate -- --name what-for`";
    expect([
      ...wanted
        .filter((name) => !found.includes(name))
        .map((name) => `no migration makes ${name}: ${advice}`),
      ...found
        .filter((name) => !wanted.includes(name))
        .map((name) => `no migration drops ${name}: ${advice}`),
    ]).toEqual([]);
  },
);

const SQLITE_COLUMNS = `select t.name || '.' || c.name as name from sqlite_master t, pragma_table_info(t.name) c
  where t.type = 'table' and t.name not like '\\_\\_drizzle%' escape '\\' and t.name not like 'sqlite%'`;
const POSTGRES_COLUMNS = `select table_name || '.' || column_name as name from information_schema.columns
  where table_schema = 'public'`;

type Config = ReturnType<typeof postgresConfig> | ReturnType<typeof sqliteConfig>;

function shape({ name, indexes, foreignKeys, primaryKeys }: Config) {
  const names = (columns: object[]) => columns.map((column) => ("name" in column ? column.name : null));
  return {
    name,
    indexes: indexes.map(({ config }) => [config.name, config.unique, names(config.columns)]),
    foreignKeys: foreignKeys.map(({ onDelete, ...key }) => [names(key.reference().columns), onDelete]),
    primaryKeys: primaryKeys.map((key) => names(key.columns)),
  };
}
