/** What one node changes in an organization holds on the next request to any other, and reaches the open tabs there. */
import { expect, test } from "vitest";
import { type Installation, onEveryEngine } from "@/lib/server/testing/installation";
import { addOrganization } from "@/lib/server/testing/organizations";
import { addWorkspace } from "@/lib/server/testing/workspaces";
import { type Route, TestBrowser } from "@/lib/web/testing/browser";
import * as me from "../me/route";
import { type Listener, listen } from "../session/events.fixture";
import * as chooseOrganization from "../session/organization/route";
import * as session from "../session/route";
import * as template from "../session/token/route";
import * as chooseWorkspace from "../session/workspace/route";
import * as apiKey from "./[id]/api-keys/[keyId]/route";
import * as apiKeys from "./[id]/api-keys/route";
import * as invitations from "./[id]/invitations/route";
import * as member from "./[id]/members/[userId]/route";
import * as one from "./[id]/route";
import * as workspaceMember from "./[id]/workspaces/[workspaceId]/members/[userId]/route";
import * as workspaceMembers from "./[id]/workspaces/[workspaceId]/members/route";
import * as workspace from "./[id]/workspaces/[workspaceId]/route";
import { type Person, signIn } from "./organization-members.fixture";

const HERE = "/api/organizations/engines";
/** With PostgreSQL the calls of a request go to three nodes in turn. */
const REQUESTS = [1, 2, 3];

interface Setup {
  ada: Person;
  /** She works in the workspace `lab`. */
  grace: Person;
  /** A program with a key that Grace has made. */
  program: TestBrowser;
  keyId: string;
}

/** In `engines` Ada is owner and Grace admin; Grace was added to its workspace `lab`, and is a member of `looms`. */
async function setUp(app: Installation): Promise<Setup> {
  const [ada, grace] = [await signIn(app, "Ada"), await signIn(app, "Grace")];
  const engines = await addOrganization(app, "engines", [
    [ada.grant.user, "owner"],
    [grace.grant.user, "admin"],
  ]);
  await addOrganization(app, "looms", [[grace.grant.user, "member"]]);
  await addWorkspace(app, engines, "lab", [[grace.grant.user, "member"]]);
  const made = await send(grace, apiKeys, "POST", "/api-keys", { json: { name: "CI", scope: "write" } });
  const program = new TestBrowser();
  program.accessToken = made.json.key;
  await grace.browser.post(chooseOrganization, "/api/session/organization", { organizationId: "engines" });
  await grace.browser.post(chooseWorkspace, "/api/session/workspace", { workspaceId: "lab" });
  return { ada, grace, program, keyId: made.json.id };
}

interface Sent {
  json?: unknown;
  params?: Record<string, string>;
}

const send = (
  { browser }: Pick<Person, "browser">,
  route: Route,
  method: string,
  path: string,
  { json, params = {} }: Sent = {},
) => browser.send(route, method, HERE + path, { id: "engines", params, json });

const setRole = ({ ada, grace }: Setup, role: string) =>
  send(ada, member, "PATCH", `/members/${grace.id}`, { params: { userId: grace.id }, json: { role } });
const end = (by: Person, { grace }: Setup) =>
  send(by, member, "DELETE", `/members/${grace.id}`, { params: { userId: grace.id } });
const deleteLab = ({ ada }: Setup) =>
  send(ada, workspace, "DELETE", "/workspaces/lab", { params: { workspaceId: "lab" } });
const takeOut = ({ ada, grace }: Setup) =>
  send(ada, workspaceMember, "DELETE", `/workspaces/lab/members/${grace.id}`, {
    params: { workspaceId: "lab", userId: grace.id },
  });
const readLab = ({ grace }: Setup) =>
  send(grace, workspaceMembers, "GET", "/workspaces/lab/members", { params: { workspaceId: "lab" } });
const invite = ({ grace }: Setup) =>
  send(grace, invitations, "POST", "/invitations", { json: { email: "new@example.com", role: "member" } });
const read = ({ grace }: Setup) => send(grace, one, "GET", "");
const program = ({ program }: Setup) => send({ browser: program }, one, "GET", "");
const programWrites = ({ program }: Setup) =>
  send({ browser: program }, one, "PATCH", "", { json: { name: "Mills" } });

/** What the session of Grace works in, with her role. */
const place = async ({ grace }: Setup) => {
  const { organization, workspace } = (await grace.browser.get(session, "/api/session")).json;
  return [
    organization && `${organization.organization.id}: ${organization.role}`,
    workspace && `${workspace.workspace.id}: ${workspace.role}`,
  ];
};
/**
 * Opens a stream of Grace's that has brought everything from before: another node is told a little after the response, and
 * in the order of the commits, so her own change of name comes last.
 */
async function openTab({ grace }: Setup): Promise<Listener> {
  const tab = await listen(grace.browser);
  const renamed = await grace.browser.send(me, "PATCH", "/api/me", { json: { name: "Rear Admiral Grace" } });
  expect(renamed.status).toBe(200);
  const missing = new Set(["state", "user-changed"]);
  while (missing.size > 0) {
    const told = await tab.next();
    if (!told) throw new Error("the stream has ended");
    missing.delete(told.event);
  }
  return tab;
}

const AS_BEFORE = ["engines: admin", "lab: admin"];

type Ask = (all: Setup) => ReturnType<typeof send>;
interface Row {
  /** What is there before; the admin of an organization is in each workspace. */
  prepare?: (all: Setup) => Promise<unknown>;
  change: (all: Setup) => Promise<{ status: number }>;
  /** What Grace or her program asks for, and what they get afterwards; before, they get it. */
  asks: [Ask, status: number][];
  place: (string | null)[];
  /** Whether the open tabs of Grace are told. */
  isTold: boolean;
}

const ROWS: Record<string, Row> = {
  "a demotion": {
    change: (all) => setRole(all, "member"),
    asks: [
      [invite, 403],
      [programWrites, 403],
    ],
    place: ["engines: member", "lab: member"],
    isTold: true,
  },
  "the removal of a member": {
    change: (all) => end(all.ada, all),
    asks: [
      [read, 404],
      [readLab, 404],
      [program, 401],
    ],
    place: [null, null],
    isTold: true,
  },
  "leaving, from another tab": {
    change: (all) => end(all.grace, all),
    asks: [
      [read, 404],
      [program, 401],
    ],
    place: [null, null],
    isTold: true,
  },
  "a revoked key": {
    change: ({ ada, keyId }) => send(ada, apiKey, "DELETE", `/api-keys/${keyId}`, { params: { keyId } }),
    asks: [[program, 401]],
    place: AS_BEFORE,
    isTold: false,
  },
  "the end of a workspace": {
    change: deleteLab,
    asks: [[readLab, 404]],
    place: ["engines: admin", null],
    isTold: true,
  },
  "the end of a workspace, for a member of it": {
    prepare: (all) => setRole(all, "member"),
    change: deleteLab,
    asks: [[readLab, 404]],
    place: ["engines: member", null],
    isTold: true,
  },
  "the end of a place in a workspace": {
    prepare: (all) => setRole(all, "member"),
    change: takeOut,
    asks: [[readLab, 404]],
    place: ["engines: member", null],
    isTold: true,
  },
  "the end of the organization": {
    change: ({ ada }) => send(ada, one, "DELETE", ""),
    asks: [
      [read, 404],
      [program, 401],
    ],
    place: [null, null],
    isTold: true,
  },
};

onEveryEngine((installed) => {
  test.each(Object.entries(ROWS))("%s", async (_, { prepare, change, asks, place: expected, isTold }) => {
    const all = await setUp(await installed());
    await prepare?.(all);
    for (const [ask] of asks) expect((await ask(all)).status).toBeLessThan(300);
    expect(await place(all)).toEqual(prepare ? ["engines: member", "lab: member"] : AS_BEFORE);
    const tab = await openTab(all);

    expect((await change(all)).status).toBeLessThan(300);
    for (const _ of REQUESTS) {
      for (const [ask, status] of asks) expect((await ask(all)).status).toBe(status);
      expect(await place(all)).toEqual(expected);
    }
    if (isTold) expect(await tab.next()).toEqual({ event: "sessions-changed", data: {} });
    tab.hangUp();
  });

  test("another organization is what every node names, in the session and in a token for another service", async () => {
    const all = await setUp(await installed());
    const { browser } = all.grace;
    const chosen = await browser.post(chooseOrganization, "/api/session/organization", {
      organizationId: "looms",
    });
    expect(chosen.status).toBe(200);
    for (const _ of REQUESTS) {
      expect(await place(all)).toEqual(["looms: member", null]);
      const { token } = (await browser.post(template, "/api/session/token", { template: "reports" })).json;
      const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
      expect(claims).toMatchObject({ org_id: "looms", org_role: "member" });
    }
  });
});
