/** The requests that the command names are held against the list of endpoints, which a test of its own keeps complete. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { afterRestoreNotes, UNDONE } from "./after-restore-notes";

const named = UNDONE.flatMap(({ requests }) => requests);
const rows = readFileSync("docs/security-policies.md", "utf8").matchAll(
  /^\| `(\/api\/\S+)` *\| ([A-Z]+) +\|/gm,
);
const all = [...rows].map(([, path = "", method]) => `${method} ${path.replaceAll(/\[\w+\]/g, "…")}`);

/** They end what belongs to a sign-in or to a session, and the command ends every session. */
const OF_SESSIONS = [
  "DELETE /api/auth/attempts/…",
  "DELETE /api/auth/device-links/…",
  "DELETE /api/sessions/…",
  "DELETE /api/admin/users/…/sessions/…",
  "DELETE /api/demo/sandbox/…/[...path]", // demo:line
];

test("every request that is named exists", () => {
  expect(all.length).toBeGreaterThan(100);
  expect(named.filter((request) => !all.includes(request))).toEqual([]);
});

test("every deletion that a restore undoes is named", () => {
  const deletions = all.filter((request) => request.startsWith("DELETE "));
  expect(deletions.filter((request) => ![...named, ...OF_SESSIONS].includes(request))).toEqual([]);
});

test("the text names the time of the backup, and each of them in a line of its own", () => {
  const lines = afterRestoreNotes(Date.UTC(2030, 0, 1)).split("\n");
  expect(lines[0]).toContain("2030-01-01T00:00:00.000Z");
  expect(lines.map((line) => line.trim())).toEqual(expect.arrayContaining([...named]));
});
