import { expect, test } from "vitest";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { onEveryEngine, requester } from "@/lib/server/testing/installation";
import { accessOf, addOrganization } from "@/lib/server/testing/organizations";
import { MAX_API_KEYS } from "@/lib/session/organizations/api-key";
import { createApiKey, listApiKeys, revokeApiKey } from "./organization-api-keys";

const CI = { name: "CI", scope: "read", expiresInDays: 1 } as const;
const AT_ONCE = 6;

onEveryEngine((installed) => {
  test("an organization has as many keys as are listed, with however many made at once", async () => {
    const app = await installed({ RATE_LIMIT: "off" });
    const owner = await app.openSession(await app.addUser("Ada"));
    const { id } = await addOrganization(app, "engines", [[owner.user, "owner"]]);
    const access = await accessOf(app, owner, id);
    const make = () => createApiKey(access, CI, requester());
    for (let n = 3; n < MAX_API_KEYS; n += 1) granted(await make());
    const codes = (await Promise.all(Array.from({ length: AT_ONCE }, make))).map(refusal);
    expect(codes.toSorted()).toEqual([
      ...["granted", "granted", "granted"],
      ...["invalid_request", "invalid_request", "invalid_request"],
    ]);
    const listed = await listApiKeys(access);
    expect(listed).toHaveLength(MAX_API_KEYS);
    expect(await revokeApiKey(access, listed[0]?.id ?? "", requester())).toBeNull();
    granted(await make());
  });
});
