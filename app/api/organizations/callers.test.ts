/** What stands beside the endpoints of an organization, asked by every kind of caller: accounts, choices, tokens, administration. */
import { describe, expect, test } from "vitest";
import { ENDPOINTS, expectErrorShape } from "../every-route.fixture";
import { CALLERS, type Caller, type Ids, rowsOf, setUp } from "./permissions.fixture";

/** A status, or a status with the code of a refusal. */
type Answer = number | [status: number, error: string];
type Answers = Record<Caller, Answer>;

const NOT_AUTHENTICATED: Answer = [401, "not_authenticated"];
const FORBIDDEN: Answer = [403, "forbidden"];
const FORBIDDEN_WHILE_IMPERSONATING: Answer = [403, "forbidden_while_impersonating"];
const NOT_FOUND: Answer = [404, "not_found"];

/**
 * @param signedIn what a signed-in user gets, member or not
 * @param others what differs
 */
const answers = (signedIn: Answer, others: Partial<Answers> = {}): Answers => ({
  stranger: NOT_AUTHENTICATED,
  outsider: signedIn,
  member: signedIn,
  admin: signedIn,
  owner: signedIn,
  read: FORBIDDEN,
  write: FORBIDDEN,
  foreign: FORBIDDEN,
  impersonator: signedIn,
  ...others,
});
const WITHOUT_IMPERSONATOR = { impersonator: FORBIDDEN_WHILE_IMPERSONATING };
/** No caller is an administrator; the one who acts as a user has that user's roles. */
const ADMINISTRATION = answers(FORBIDDEN, WITHOUT_IMPERSONATOR);

interface Row {
  answers: Answers;
  json?: (ids: Ids) => unknown;
  /** Chooses the organization first. */
  isInOrganization?: boolean;
}

const ROWS: Record<string, Row> = {
  "GET /api/organizations": { answers: answers(200) },
  "POST /api/organizations": { answers: answers(201, WITHOUT_IMPERSONATOR), json: () => ({ name: "Mills" }) },
  "POST /api/invitations/accept": {
    answers: answers([401, "invalid_ticket"], WITHOUT_IMPERSONATOR),
    json: () => ({ token: "unknown" }),
  },
  "POST /api/session/organization": {
    answers: answers(200, { outsider: NOT_FOUND }),
    json: ({ id }) => ({ organizationId: id }),
  },
  "POST /api/session/workspace": {
    answers: answers(200, { outsider: NOT_FOUND }),
    json: ({ workspaceId }) => ({ workspaceId }),
    isInOrganization: true,
  },
  "POST /api/session/token": { answers: answers(200), json: () => ({ template: "reports" }) },
  // It goes by the cookies of the browser alone.
  "POST /api/session/switch": {
    answers: answers(NOT_FOUND, {
      stranger: NOT_FOUND,
      read: NOT_FOUND,
      write: NOT_FOUND,
      foreign: NOT_FOUND,
    }),
    json: () => ({ sessionId: "unknown" }),
  },
  "GET /api/admin/users": { answers: ADMINISTRATION },
  "PUT /api/admin/users/[id]/roles": { answers: ADMINISTRATION, json: () => ({ roles: ["user", "admin"] }) },
  "POST /api/admin/users/[id]/impersonate": { answers: ADMINISTRATION, json: () => ({ reason: "A ticket" }) },
};

describe.each(Object.entries(ROWS))("%s", (name, { answers: expected, json, isInOrganization = false }) => {
  test("answers each caller as it is promised, and changes nothing for who is refused", async () => {
    const { app, ids, browserOf } = await setUp({ impersonator: true });
    const endpoint = find(name);
    const choice = find("POST /api/session/organization");
    for (const caller of CALLERS) {
      const browser = browserOf(caller);
      const send = ({ route, method, path }: typeof endpoint, body: unknown) =>
        browser.send(route, method, path, { id: ids.userId, json: body });
      if (isInOrganization) await send(choice, { organizationId: ids.id });
      const before = rowsOf(app);
      const response = await send(endpoint, json?.(ids));
      const due = expected[caller];
      if (typeof due === "number")
        expect([caller, response.status, response.json?.error]).toEqual([caller, due, undefined]);
      else {
        expect([caller, response.status, response.json?.error]).toEqual([caller, ...due]);
        expectErrorShape(response);
        expect(rowsOf(app)).toBe(before);
      }
    }
  });
});

function find(name: string) {
  const found = ENDPOINTS.find(({ method, path }) => `${method} ${path}` === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}
