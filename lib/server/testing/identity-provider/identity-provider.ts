/**
 * A real OpenID provider on this machine, to try out and to test with. It keeps everything in memory, asks for no
 * password, and knows a few people. The app reaches it over HTTP, as it reaches any provider.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { CLIENT_ID, clientOf, configurationOf, PROVIDER_NAME } from "./configuration";
import { homePage, messagePage, signInPage } from "./pages";
import { PEOPLE, type Person } from "./people";
import { adapterFor, type Records } from "./records";

export interface IdentityProvider {
  issuer: string;
  port: number;
  /** The settings by which the app uses this provider. */
  settings: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string; OIDC_NAME: string };
  /** Registers the app with its origin. The provider forgets an origin that was registered before. */
  register(appUrl: string): Promise<void>;
  /**
   * Ends all sessions of a person at the provider, as its administrator can, and tells the app by back-channel logout.
   *
   * @returns for each session that the app took part in whether the app accepted the logout token
   */
  endSessionsOf(subject: string): Promise<boolean[]>;
  /** How many authorization requests it got, silent ones included. */
  readonly authorizationRequests: number;
  stop(): Promise<void>;
}

export interface IdentityProviderOptions {
  /** 0 means any. */
  port?: number;
  /** The host in its issuer: a name that a browser takes for this machine. */
  host?: string;
  /** The origin of the app. It can be registered later. */
  appUrl?: string;
  people?: readonly Person[];
}

/** Starts the provider. It listens on this machine only. */
export async function startIdentityProvider({
  port: wanted = 0,
  host = "localhost",
  appUrl,
  people = PEOPLE,
}: IdentityProviderOptions = {}): Promise<IdentityProvider> {
  const server = createServer().listen(wanted, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const issuer = `http://${host}:${port}`;
  const clientSecret = randomBytes(32).toString("base64url");
  const records: Records = new Map();
  const provider = new Provider(issuer, configurationOf(people, records));
  const answer = provider.callback();
  let authorizationRequests = 0;

  server.on("request", (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    if (pathname === "/auth") authorizationRequests += 1;
    if (pathname === "/") return sendHtml(response, homePage(PROVIDER_NAME));
    if (!pathname.startsWith("/interaction/")) return answer(request, response);
    return interact(provider, people, request, response).catch(() =>
      sendHtml(response, messagePage("This page is too old", "Go back to the app and start again."), 400),
    );
  });

  const register = (origin: string) =>
    adapterFor(records, "Client").upsert(CLIENT_ID, clientOf(origin, clientSecret));
  if (appUrl) await register(appUrl);

  return {
    issuer,
    port,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: PROVIDER_NAME,
    },
    register,
    endSessionsOf: (subject) => endSessions(provider, records, subject),
    get authorizationRequests() {
      return authorizationRequests;
    },
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The sign-in page, and what its buttons do. */
async function interact(
  provider: Provider,
  people: readonly Person[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Throws unless this browser began the sign-in.
  await provider.interactionDetails(request, response);
  if (request.method !== "POST") return sendHtml(response, signInPage(PROVIDER_NAME, people));
  let body = "";
  for await (const chunk of request) body += chunk;
  const accountId = new URLSearchParams(body).get("subject");
  const result = accountId ? { login: { accountId } } : { error: "access_denied" };
  await provider.interactionFinished(request, response, result);
}

async function endSessions(provider: Provider, records: Records, subject: string): Promise<boolean[]> {
  const sessions = [...(records.get("Session") ?? [])].filter(([, { accountId }]) => accountId === subject);
  const client = await provider.Client.find(CLIENT_ID);
  const accepted: boolean[] = [];
  for (const [id] of sessions) {
    const session = await provider.Session.find(id);
    const sid = session?.authorizations?.[CLIENT_ID]?.sid;
    await session?.destroy();
    if (!client || !sid) continue;
    const isAccepted = client.backchannelLogout(subject, sid).then(
      () => true,
      () => false,
    );
    accepted.push(await isAccepted);
  }
  return accepted;
}

function sendHtml(response: ServerResponse, content: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(content);
}
