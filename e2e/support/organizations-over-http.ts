import { signUpOverHttp, type TestAccount } from "./accounts";
import type { HttpBrowser, HttpResponse } from "./http-browser";
import type { SharedServer } from "./http-test";
import { lastMail } from "./outbox";

type TestServer = Pick<SharedServer, "url" | "origin" | "databaseFile" | "sessionSecret">;

/** A member of an organization, signed in from a browser that no page uses. */
export interface TestMember {
  account: TestAccount;
  userId: string;
  browser: HttpBrowser;
}

/** An organization of this test only, without the forms. */
export interface TestOrganization {
  id: string;
  owner: TestMember;
  /** Sends a request of the owner about it, such as `("workspaces", { name })`. @returns the answer's body */
  post: (path: string, body: unknown) => Promise<HttpResponse["json"]>;
  /** Invites an address. @returns the link of the mail */
  invite: (email: string, role?: "admin" | "member") => Promise<string>;
  /** Signs a user up who accepts an invitation. */
  addMember: (name: string, role?: "admin" | "member") => Promise<TestMember>;
}

export async function newOrganization(
  server: TestServer,
  { name = "Harbour Works", ownerName = "Ada Harbour" } = {},
): Promise<TestOrganization> {
  const owner = await signUpOverHttp(server, { name: ownerName });
  const { organization } = await postAs(owner, "/api/organizations", { name });
  const post = (path: string, body: unknown) =>
    postAs(owner, `/api/organizations/${organization.id}/${path}`, body);

  async function invite(email: string, role = "member"): Promise<string> {
    await post("invitations", { email, role });
    return (await lastMail(server, email)).link;
  }

  return {
    id: organization.id,
    owner,
    post,
    invite,
    async addMember(memberName, role) {
      const member = await signUpOverHttp(server, { name: memberName });
      const [, token] = (await invite(member.account.email, role)).split("#token=");
      await postAs(member, "/api/invitations/accept", { token });
      return member;
    },
  };
}

async function postAs({ browser }: TestMember, path: string, body: unknown): Promise<HttpResponse["json"]> {
  const answer = await browser.post(path, body);
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
  return answer.json;
}
