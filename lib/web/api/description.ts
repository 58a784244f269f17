/** What an endpoint says of itself. `lib/web/openapi` makes the description of the API from it. */
import type { z } from "zod";
import type { ErrorCode } from "@/lib/session/errors";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { Role } from "@/lib/session/roles";
import type { BodyType } from "./body";
import type { Handler, Method } from "./handler";

/** A body that is no JSON, by its media type. */
export interface OtherBody {
  mediaType: string;
  /** What it contains. */
  description: string;
}

/** The body of a response: its JSON; null for none. */
export type ResponseBody = z.ZodType | OtherBody | null;

export interface Described {
  /** What the endpoint does, in a few words; for a reader of the API's description. */
  summary?: string;
  /** The responses that are no error, by their status. A test holds every real response to them. */
  responses?: Readonly<Record<number, ResponseBody>>;
  /** The error codes of its own; the wrapper adds those that come from it. */
  errors?: readonly ErrorCode[];
}

/** All that a wrapper knows of an endpoint. */
export interface EndpointDescription extends Described {
  /** Who may call it: anyone, the holder of an access token, or a member of the organization in the path. */
  access: "public" | "session" | "member";
  body?: z.ZodType | undefined;
  bodyTypes?: readonly BodyType[] | undefined;
  query?: z.ZodType | undefined;
  proof?: "sign-in" | "rotation" | undefined;
  role?: Role | undefined;
  action?: OrganizationAction | undefined;
  needsRecentAuth: boolean;
  /** Whether it needs the refresh cookie of the browser's active session. */
  needsCookie: boolean;
  allowedWhileImpersonating?: true | undefined;
  allowedBeforeDeletion?: true | undefined;
  ignoresIdempotencyKey?: true | undefined;
  secretAnswer?: true | undefined;
  allowedWhenStoreIsFull?: true | undefined;
}

type Endpoints = Partial<Record<Method, { description: EndpointDescription }>>;

const endpointsOf = new WeakMap<Handler, Endpoints>();

/** Remembers what the handlers of a route do. */
export function describeHandlers(handlers: Record<Method, Handler>, endpoints: Endpoints): void {
  for (const handler of Object.values(handlers)) endpointsOf.set(handler, endpoints);
}

/** For handlers that are wrapped once more: they do what the others do. */
export function copyDescriptions(from: Record<Method, Handler>, to: Record<Method, Handler>): void {
  const endpoints = endpointsOf.get(from.GET);
  if (endpoints) describeHandlers(to, endpoints);
}

/** @returns the description of each method of a route, by any one of its handlers; empty for a route without endpoints */
export function readDescriptions(handler: Handler | undefined): Partial<Record<Method, EndpointDescription>> {
  const endpoints = (handler && endpointsOf.get(handler)) ?? {};
  return Object.fromEntries(
    Object.entries(endpoints).map(([method, { description }]) => [method, description]),
  );
}
