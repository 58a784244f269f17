/** Each endpoint of an organization, asked by every kind of caller, answers as the table of permissions says. */
import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "@/lib/session/organizations/organization-permissions";
import { linesToChange } from "@/lib/session/testing/lines-to-change";
import { expectErrorShape } from "../every-route.fixture";
import {
  CALLERS,
  type Caller,
  FOUND,
  type Ids,
  type PermissionRow,
  PROMISED,
  rowsOf,
  rowToAdd,
  setUp,
} from "./permissions.fixture";

/** A path that names something of the organization besides the organization itself. */
const OWN_ID = /\[\w+\]/;

test("each endpoint has a row, each row an endpoint, and each action is asked for by one", () => {
  const place = "app/api/organizations/permissions.fixture.ts, PROMISED";
  expect(linesToChange(place, [...FOUND.keys()], Object.keys(PROMISED), rowToAdd)).toEqual([]);
});

test("whatever a path names, both organizations have", async () => {
  const { ids } = await setUp({ impersonator: false });
  const names = Object.keys(PROMISED).flatMap((endpoint) => namesIn(endpoint));
  const lacking = [...new Set(names)].filter((name) => !(name in ids));
  expect(
    lacking.map(
      (name) =>
        `lib/server/testing/organizations.ts, addBelongings: insert one for each organization, and return its id as ${name}`,
    ),
  ).toEqual([]);
});

test("the table of permissions is what the API promises", () => {
  for (const [endpoint, { action, role, key }] of Object.entries(PROMISED))
    expect([endpoint, PERMISSIONS[action]]).toEqual([endpoint, { role, key }]);
});

/** The answer a caller is due: null for one who may. */
function refusalOf(
  caller: Caller,
  endpoint: string,
  { role, key }: PermissionRow,
): [status: number, error: string] | null {
  switch (caller) {
    case "stranger":
      return [401, "not_authenticated"];
    case "outsider":
    case "foreign":
      return [404, "not_found"];
    case "read":
    case "write": // made by the owner, who has every role
      return key === "read" || key === caller ? null : [403, "forbidden"];
    case "impersonator": // who acts as the owner
      return endpoint.startsWith("GET ") ? null : [403, "forbidden_while_impersonating"];
    default: {
      const above = { owner: ["owner"], admin: ["owner", "admin"], member: ["owner", "admin", "member"] };
      return above[role].includes(caller) ? null : [403, "forbidden"];
    }
  }
}

describe.each(Object.entries(PROMISED))("%s", (endpoint, row) => {
  const refused = CALLERS.flatMap((caller) => {
    const refusal = refusalOf(caller, endpoint, row);
    return refusal ? [{ caller, refusal }] : [];
  });
  const allowed = CALLERS.filter((caller) => refusalOf(caller, endpoint, row) === null);
  /** Who may do everything in their own organization; an administrator who acts as its owner reads. */
  const elsewhere = CALLERS.filter(
    (one) => one === "owner" || one === "write" || (one === "impersonator" && allowed.includes(one)),
  );

  test("refuses everyone else, and changes nothing for them", async () => {
    const { app, send } = await setUp({
      impersonator: refused.some(({ caller }) => caller === "impersonator"),
    });
    for (const { caller, refusal } of refused) {
      const before = rowsOf(app);
      const response = await send(caller, endpoint);
      expect([caller, response.status, response.json?.error]).toEqual([caller, ...refusal]);
      expectErrorShape(response);
      expect(rowsOf(app)).toBe(before);
    }
  });

  test.each(allowed)("lets in: %s", async (caller) => {
    const { send } = await setUp({ impersonator: caller === "impersonator" });
    const { status, json } = await send(caller, endpoint);
    expect({ status, json }).toMatchObject({ status: row.status });
  });

  test("another organization, and one that does not exist, are not found, word for word the same", async () => {
    const { app, send, ids, otherIds } = await setUp({ impersonator: elsewhere.includes("impersonator") });
    const before = rowsOf(app);
    for (const caller of elsewhere) {
      const answers = [];
      for (const id of [otherIds.id, "unknown", "", "%"])
        answers.push(
          await send(caller, endpoint, { ...otherIds, id }),
          await send(caller, endpoint, { ...ids, id }),
        );
      for (const { status, json } of answers) {
        expect(status).toBe(404);
        expect(json).toEqual(answers[0]?.json);
      }
    }
    expect(rowsOf(app)).toBe(before);
  });

  test.runIf(OWN_ID.test(endpoint))(
    "what belongs to another organization is not found in one's own",
    async () => {
      const { app, send, ids, otherIds } = await setUp({ impersonator: false });
      const before = rowsOf(app);
      for (const foreign of mixtures(endpoint, ids, otherIds)) {
        const { status, json } = await send("owner", endpoint, foreign);
        expect([foreign, status, json?.error]).toEqual([foreign, 404, "not_found"]);
      }
      expect(rowsOf(app)).toBe(before);
    },
  );
});

/** The own organization's id with each other id of the path exchanged, for one that is foreign or unknown. */
function mixtures(endpoint: string, ids: Ids, otherIds: Ids): Ids[] {
  return namesIn(endpoint).flatMap((name) =>
    [otherIds[name], "unknown"].map((id) => ({ ...ids, [name]: id })),
  );
}

function namesIn(endpoint: string): (keyof Ids)[] {
  return [...endpoint.matchAll(/\[(\w+)\]/g)].map(([, name]) => name as keyof Ids);
}
