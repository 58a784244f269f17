/** An administrator who acts as a user, through the use cases. */
import { setDisabled, setRolesOf } from "@/lib/server/admin/admin";
import { submitTicket } from "@/lib/server/sign-in/tickets";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, requester } from "@/lib/server/testing/installation";
import type { Grant } from "./grant";
import { impersonate } from "./impersonation";

export const principalOf = ({ user, session, now }: Grant) => ({ user, session, now });

/** A user, and an administrator who is signed in, with another administrator beside. */
export async function withAdministrator(app: Installation) {
  const ada = await app.addUser("Ada");
  const grace = await app.addUser("Grace", { roles: ["user", "admin"] });
  const alan = await app.openSession(await app.addUser("Alan", { roles: ["user", "admin"] }));
  const own = await app.openSession(grace);
  const from = requester(own.session.browserId);
  const tokenOf = (sessionId: string) => (sessionId === own.session.id ? own.refreshToken : null);
  const makeTicket = async (reason = "She can't see her devices") =>
    granted(await impersonate(principalOf(own), ada.id, reason, from)).ticket;
  const exchange = (ticket: string, client = from) => submitTicket(ticket, client, tokenOf);
  return {
    ...{ ada, grace, own, from, makeTicket, exchange, tokenOf },
    start: async () => granted(await exchange(await makeTicket())),
    disable: async (userId: string) =>
      granted(await setDisabled(principalOf(alan), userId, true, requester())),
    setRoles: async (userId: string, roles: ("user" | "admin")[]) =>
      granted(await setRolesOf(principalOf(alan), userId, roles, requester())),
  };
}
