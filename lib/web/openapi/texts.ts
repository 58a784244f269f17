/** The parts of the API's description that are the same for every endpoint. */
import { API_KEY_PREFIX, PRODUCT_NAME, PRODUCT_PREFIX } from "@/lib/session/product";

const string = { type: "string" };

export const INFO = {
  title: PRODUCT_NAME,
  version: "1",
  description: `Sign-in, sessions, devices, organizations.

Times are ISO 8601 in UTC, durations whole seconds. Bodies are JSON of at most 16 KB; unknown members are refused. Every
error has the schema \`Error\`: compare its code, never its message. An unknown path under \`/api\` answers 404
\`not_found\`; a method that a path does not have, 405 \`method_not_allowed\` with \`Allow\`.

Requests that change something are refused when they come from another site: a browser sends \`Origin\` and
\`Sec-Fetch-Site\` by itself, a program needs neither.

Sign-in sets cookies that only the server reads. They rotate: keep what each response sets. Endpoints say whether they take
them, the access token, or both. Private responses are never cached.`,
};

export const TAGS = [
  { name: "auth", description: "Ways in and out." },
  { name: "session", description: "The session of this browser, and its accounts." },
  { name: "sessions", description: "The devices of a user." },
  { name: "me", description: "The user's own account." },
  {
    name: "organizations",
    description: "Organizations, their members, workspaces, invitations and API keys.",
  },
  { name: "invitations", description: "Invitations, for those who were invited." },
  { name: "admin", description: "Administration of users." },
  { name: "operations", description: "For operators and other services." },
  { name: "demo", description: "Only with `DEMO`; elsewhere they answer 404." }, // demo:line
];

export const SECURITY_SCHEMES = {
  accessToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The claims are those of `AccessToken`.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: `${API_KEY_PREFIX}…`,
    description:
      "The key of an organization: for reading, or with the scope `write` also for its settings and workspaces.",
  },
  sessionCookie: {
    type: "apiKey",
    in: "cookie",
    name: `__Host-${PRODUCT_PREFIX}browser`,
    description:
      "What a sign-in sets: this cookie says which sessions the browser has, others hold their tokens. Without https, and with `COOKIE_DOMAIN` or `COOKIE_PREFIX`, the names begin differently. Send all of them.",
  },
};

export const PARAMETERS = {
  Origin: {
    name: "Origin",
    in: "header",
    required: false,
    description: "When present, it must be our own origin; `null` is foreign. A browser sends it by itself.",
    schema: string,
  },
  SecFetchSite: {
    name: "Sec-Fetch-Site",
    in: "header",
    required: false,
    description: "When present, it must be `same-origin`. A browser sends it by itself.",
    schema: { type: "string", enum: ["same-origin"] },
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "The request is processed once for a user and key within 24 hours, and its answer repeated.",
    schema: string,
  },
  DPoP: {
    name: "DPoP",
    in: "header",
    required: false,
    description:
      "A proof of the browser's key (RFC 9449), for a session that is bound to one, or that is to be. It needs the nonce of an earlier answer.",
    schema: string,
  },
};

export const HEADERS = {
  RequestId: { description: "The id of the request in the log.", schema: string },
  Location: { description: "Where it leads.", schema: string },
  RetryAfter: { description: "Seconds to wait; not on every response.", schema: { type: "string" } },
  WWWAuthenticate: { description: "RFC 6750, section 3.", schema: string },
  DPoPNonce: {
    description: "The nonce for the next proof (RFC 9449, section 8.2); not with `DEVICE_BINDING=off`.",
    schema: string,
  },
};
