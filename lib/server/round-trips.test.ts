/** The number of round trips to a remote database: the caller waits for each, most of them under locks. */
import { expect, test } from "vitest";
import { postgres } from "@/db/testing/engines";
import { type TcpProxy, tcpProxy } from "@/db/testing/tcp-proxy";
import { refresh } from "@/lib/server/sessions/refresh";
import { revokeSessions } from "@/lib/server/sessions/session-list";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted } from "./testing/expectations";
import { install, PASSWORD, requester } from "./testing/installation";

const SESSIONS = 50;

async function farAway() {
  const network = await tcpProxy(await postgres.newDatabase());
  const app = install({ DATABASE_URL: network.url, MAX_SESSIONS_PER_USER: `${SESSIONS + 1}` });
  const { refreshToken, session } = await app.openSession(await app.addUser("Ada"));
  return { network, app, refreshToken, session };
}

async function turnsOf(network: TcpProxy, work: () => Promise<unknown>): Promise<number> {
  const before = network.turns();
  await work();
  return network.turns() - before;
}

test("a refresh: to lock and read, to write, to commit", async () => {
  const { network, refreshToken } = await farAway();
  let token = refreshToken;
  const renew = async () => {
    token = granted(await refresh(token, {}, requester())).refreshToken as string;
  };
  await renew();
  expect(await turnsOf(network, renew)).toBe(3);
});

test("the end of fifty sessions: as many as for one", async () => {
  const { network, app, session } = await farAway();
  const user = await app.db.findUser(session.userId);
  if (!user) throw new Error("no user");
  const endOthers = () => revokeSessions({ user, session, now: app.now }, "others", requester());
  await app.openSession(user);
  const one = await turnsOf(network, endOthers);
  for (let at = 0; at < SESSIONS; at += 1) await app.openSession(user);
  const fifty = await turnsOf(network, endOthers);
  expect(fifty).toBe(one);
});

test("a sign-in: one to find the user, three to count the attempt, four to open the session and notify", async () => {
  const { network, app } = await farAway();
  const { email } = await app.addUser("Grace");
  const enter = async () =>
    granted(await signIn({ email, password: PASSWORD, rememberMe: false }, requester()));
  await enter();
  expect(await turnsOf(network, enter)).toBe(8);
});
