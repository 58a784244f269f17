/** What `useOrganization` and `useApiData` ask the server for, rendered by React itself into a page without elements. */
import { type ReactNode, useSyncExternalStore } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import type { Store } from "@/lib/client/session/store";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { mountWithoutElements } from "./mount.fixture";
import { useApiData } from "./use-api-data";
import { type Organization, useOrganization } from "./use-organization";

const tab = vi.hoisted(() => ({ client: {} as object, user: 0 }));
vi.mock("./auth-provider", () => ({
  useAuthClient: () => tab.client,
  useAuthState: () => ({ user: { id: `u-${tab.user}` }, sessionEnd: null }),
  useStore: <T,>({ subscribe, get, initial }: Store<T>) => useSyncExternalStore(subscribe, get, initial),
}));

const HERE = "/api/organizations/o-1";

let role: OrganizationRole;
/** The requests, in their order. */
let sent: string[];
/** What the next request to a path is refused with. */
let refusals: Map<string, AuthError>;
let listeners: Set<() => void>;
let unmounts: (() => void)[];

beforeEach(() => {
  role = "owner";
  sent = [];
  refusals = new Map();
  listeners = new Set();
  unmounts = [];
  // The cache of SWR is one for all tests; no user sees what was loaded for another.
  tab.user += 1;
  vi.stubGlobal("window", {});
  tab.client = {
    on(_: string, listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async call(path: string, { method = "POST" }: { method?: string } = {}) {
      sent.push(`${method} ${path}`);
      const refusal = refusals.get(path);
      refusals.delete(path);
      if (refusal) throw refusal;
      const membership = { organization: { id: "o-1", name: "Engines" }, role, workspaces: [] };
      return { memberships: [membership], members: [], invitations: [], apiKeys: [] };
    },
  };
});
afterEach(() => {
  for (const unmount of unmounts) unmount();
});

/** Mounts a component that renders no element. @returns a function that unmounts it */
function mount(node: ReactNode): () => void {
  const unmount = mountWithoutElements(node);
  unmounts.push(unmount);
  return unmount;
}

function Page({ onRender }: { onRender: (organization: Organization) => void }) {
  onRender(useOrganization({ organizationId: "o-1" }));
  return null;
}

function Things({ onData }: { onData: () => void }) {
  if (useApiData("/api/things", { followsSessions: true }).data) onData();
  return null;
}

/** Mounts the hook, and waits until everything is loaded. @returns what it gives by now, and how to unmount it */
async function open() {
  let seen: Organization | null = null;
  const unmount = mount(
    <Page
      onRender={(organization) => {
        seen = organization;
      }}
    />,
  );
  const now = () => seen as unknown as Organization;
  await expect.poll(() => now()?.membership != null && !now().isLoading).toBe(true);
  await expect.poll(() => sent.length).toBe(role === "member" ? 2 : 4);
  sent.length = 0;
  return { now, unmount };
}

const LISTS = {
  memberships: "GET /api/organizations",
  members: `GET ${HERE}/members`,
  invitations: `GET ${HERE}/invitations`,
  apiKeys: `GET ${HERE}/api-keys`,
};
const ALL = Object.values(LISTS);

test.each<[string, (organization: Organization) => Promise<unknown>, string[]]>([
  ["a new name", ({ update }) => update({ name: "Looms" }), [LISTS.memberships]],
  ["another role", ({ changeRole }) => changeRole("u-2", "admin"), ALL],
  ["a removal", ({ removeMember }) => removeMember("u-2"), ALL],
  ["an invitation", ({ invite }) => invite({ email: "b@example.com", role: "member" }), [LISTS.invitations]],
  ["a withdrawal", ({ withdrawInvitation }) => withdrawInvitation("i-1"), [LISTS.invitations]],
  ["a workspace", ({ addWorkspace }) => addWorkspace({ name: "Quay" }), [LISTS.memberships]],
  ["the end of a workspace", ({ removeWorkspace }) => removeWorkspace("w-1"), [LISTS.memberships]],
  ["a key", ({ addApiKey }) => addApiKey({ name: "CI", scope: "read" }), [LISTS.apiKeys]],
  ["the end of a key", ({ removeApiKey }) => removeApiKey("k-1"), [LISTS.apiKeys]],
])("%s loads what depends on it, and nothing else", async (_, change, reloaded) => {
  const { now } = await open();
  await change(now());
  const [first, ...rest] = sent;
  expect(first).not.toMatch(/^GET/);
  expect(rest.toSorted()).toEqual(reloaded.toSorted());
});

test("what was refused loads nothing; its error stays until it is cleared or the next change begins", async () => {
  const { now } = await open();
  refusals.set(`${HERE}/invitations`, new AuthError("already_member"));
  const invitation = { email: "b@example.com", role: "member" } as const;
  await expect(now().invite(invitation)).rejects.toMatchObject({ code: "already_member" });
  expect(sent).toEqual([`POST ${HERE}/invitations`]);
  await expect.poll(() => now().error?.code).toBe("already_member");
  now().clearError();
  await expect.poll(() => now().error).toBeNull();

  refusals.set(`${HERE}/invitations`, new AuthError("already_member"));
  await expect(now().invite(invitation)).rejects.toMatchObject({ code: "already_member" });
  await expect.poll(() => now().error?.code).toBe("already_member");
  await now().removeApiKey("k-1");
  await expect.poll(() => now().error).toBeNull();
});

test("a list that could not be loaded says so until it is cleared, and another load forgets it", async () => {
  const { now } = await open();
  refusals.set(`${HERE}/members`, new AuthError("server_error"));
  await now().refresh();
  await expect.poll(() => now().error?.code).toBe("server_error");
  now().clearError();
  await expect.poll(() => now().error).toBeNull();
  sent.length = 0;
  await now().refresh();
  expect(sent.toSorted()).toEqual(ALL.toSorted());
  expect(now().error).toBeNull();
});

test("a member loads no list that members may not see", async () => {
  role = "member";
  const { now } = await open();
  await now().refresh();
  expect(sent.toSorted()).toEqual([LISTS.members, LISTS.memberships].toSorted());
});

test("a role that somebody else has changed is followed when the server tells of it", async () => {
  const { now } = await open();
  role = "member";
  for (const tell of listeners) tell();
  await expect.poll(() => now().membership?.role).toBe("member");
  expect(sent).toEqual([LISTS.memberships]);
  expect([now().invitations, now().apiKeys]).toEqual([[], []]);
});

test("nothing is asked for after the page is left", async () => {
  let isLoaded = false;
  const unmount = mount(
    <Things
      onData={() => {
        isLoaded = true;
      }}
    />,
  );
  await expect.poll(() => isLoaded).toBe(true);
  for (const tell of listeners) tell();
  await expect.poll(() => sent).toEqual(["GET /api/things", "GET /api/things"]);
  const told = [...listeners];
  expect(told).toHaveLength(1);
  unmount();
  await expect.poll(() => listeners.size).toBe(0);
  for (const tell of told) tell();
  await new Promise((done) => setImmediate(done));
  expect(sent).toHaveLength(2);
});
