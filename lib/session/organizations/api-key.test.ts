import { describe, expect, test } from "vitest";
import { decideCreateApiKey, decideRevokeApiKey, MAX_API_KEYS } from "./api-key";
import { authorizeApiKey, shouldRecordUse, USE_INTERVAL_MS } from "./api-key-use";
import { mayDo, type OrganizationAction, PERMISSIONS } from "./organization-permissions";
import { API_KEY_SCOPES, type ApiKeyRecord, ORGANIZATION_ROLES } from "./organization-records";
import { ACTOR, ada, DAY_MS, ENGINES, NOW, userNamed } from "./organizations.fixture";

const made = { id: "k1", name: "CI", prefix: "key_012345", hash: "h1", scope: "read" as const };
const apiKey: ApiKeyRecord = {
  ...made,
  organizationId: ENGINES.id,
  createdBy: "ada",
  createdAt: NOW,
  lastUsedAt: null,
  expiresAt: NOW + 90 * DAY_MS,
};

test("making a key writes it with its maker and its end, and an event without its hash", () => {
  const decision = decideCreateApiKey(0, { ...made, expiresInDays: 90 }, ACTOR, ada("admin"), NOW);
  expect(decision).toMatchObject({
    outcome: apiKey,
    changes: [{ kind: "insert-api-key", apiKey }],
    events: [
      {
        name: "api_key_created",
        userId: "ada",
        actor: ACTOR,
        details: { organizationId: "engines", apiKeyId: "k1", apiKey: "CI", prefix: "key_012345" },
      },
    ],
  });
  expect(JSON.stringify(decision.events)).not.toContain("h1");
});

test("an organization has a hundred keys at most", () => {
  const make = (count: number) =>
    decideCreateApiKey(count, { ...made, expiresInDays: 90 }, ACTOR, ada("owner"), NOW);
  expect(MAX_API_KEYS).toBe(100);
  expect(make(99).outcome).toMatchObject({ id: "k1" });
  expect(make(100)).toMatchObject({ outcome: { code: "invalid_request" }, changes: [], events: [] });
});

test("revoking deletes the key; the event belongs to its maker, also when another admin does it", () => {
  const key = { ...apiKey, createdBy: "grace" };
  expect(decideRevokeApiKey(key, ACTOR, ada("admin"), NOW)).toMatchObject({
    outcome: null,
    changes: [{ kind: "delete-api-key", id: "k1" }],
    events: [{ name: "api_key_revoked", userId: "grace", actor: { userId: "ada" } }],
  });
  expect(decideRevokeApiKey(null, ACTOR, ada("admin"), NOW)).toEqual({
    outcome: { code: "not_found" },
    changes: [],
    events: [],
  });
});

describe("a key that is presented", () => {
  const user = userNamed("Ada");
  const refused = { code: "not_authenticated" };
  test.each([
    ["good", { key: apiKey, user }, NOW, null],
    ["in its last millisecond", { key: apiKey, user }, apiKey.expiresAt - 1, null],
    ["expired, at its exact instant", { key: apiKey, user }, apiKey.expiresAt, refused],
    ["of a maker who is disabled", { key: apiKey, user: { ...user, disabledAt: NOW } }, NOW, refused],
    ["unknown", null, NOW, refused],
  ])("%s", (_, found, now, expected) => expect(authorizeApiKey(found, now)).toEqual(expected));

  test("its use is stored once a minute", () => {
    const used = (lastUsedAt: number | null) => shouldRecordUse({ lastUsedAt }, NOW);
    expect([used(null), used(NOW), used(NOW - USE_INTERVAL_MS + 1), used(NOW - USE_INTERVAL_MS)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

test("a key may do what its scope allows, and never more than its maker's role", () => {
  const actions = Object.keys(PERMISSIONS) as OrganizationAction[];
  for (const role of ORGANIZATION_ROLES) {
    for (const scope of API_KEY_SCOPES) {
      for (const action of actions) {
        const { key } = PERMISSIONS[action];
        const inScope = key === "read" || (key === "write" && scope === "write");
        expect([role, scope, action, mayDo(role, scope, action)]).toEqual([
          role,
          scope,
          action,
          inScope && mayDo(role, null, action),
        ]);
      }
    }
  }
});

test("no key makes keys, invites, changes members or deletes the organization", () => {
  for (const action of [
    "api_keys.change",
    "invitations.change",
    "members.change",
    "members.leave",
    "organization.delete",
  ] as const)
    expect([action, mayDo("owner", "write", action)]).toEqual([action, false]);
});
