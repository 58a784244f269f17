import { granted } from "@/lib/server/testing/expectations";
import { type Installation, install, requester } from "@/lib/server/testing/installation";
import { issueAccessToken } from "@/lib/server/tokens/access-token";
import type { Grant } from "./grant";
import { refresh } from "./refresh";
import { authenticateBearer } from "./sessions";

export const from = requester();
export const renew = (token: string) => refresh(token, {}, from);

/** Calls the API with an access token of the grant. */
export async function callApi({ user, session, now }: Grant) {
  const { accessToken } = await issueAccessToken(user, session, { authTime: now, now });
  return authenticateBearer(accessToken);
}

export async function signedIn(
  environment: Record<string, string> = {},
  options: { rememberMe?: boolean } = {},
) {
  const installation = install(environment);
  const ada = await installation.addUser("Ada");
  const first = await installation.openSession(ada, options);
  return { installation, ada, first, id: first.session.id };
}

/** Rotates once and lets time pass. */
export async function rotated(installation: Installation, token: string, then = 0): Promise<Grant> {
  const next = granted(await renew(token));
  installation.pass(then);
  return next;
}
