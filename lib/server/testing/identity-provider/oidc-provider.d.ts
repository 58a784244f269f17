/** The part of the `oidc-provider` package that is used here. The package has no types of its own. */
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  /** The context of a request: the part of Koa's that is used here. */
  export interface Context {
    type: string;
    body: string;
    oidc: {
      provider: Provider;
      client: Client;
      account: { accountId: string };
      session: { accountId?: string };
    };
  }

  export interface Client {
    clientId: string;
    backchannelLogoutUri?: string;
    backchannelLogout(subject: string, sessionId: string | undefined): Promise<void>;
  }

  export interface Session {
    accountId?: string;
    authorizations?: Record<string, { sid?: string }>;
    destroy(): Promise<void>;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export type Payload = Record<string, unknown>;

  /** Where one kind of record is kept. */
  export interface Adapter {
    upsert(id: string, payload: Payload): Promise<void>;
    find(id: string): Promise<Payload | undefined>;
    findByUid(uid: string): Promise<Payload | undefined>;
    findByUserCode(userCode: string): Promise<Payload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    Client: { find(id: string): Promise<Client | undefined> };
    Grant: new (properties: {
      clientId: string;
      accountId: string;
    }) => Grant;
    Session: { find(id: string): Promise<Session | undefined> };
    callback(): RequestListener;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ uid: string }>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } } | { error: string },
    ): Promise<void>;
    on(event: string, listener: (...args: unknown[]) => void): void;
  }
}
