/**
 * The names the rules look for. A fork that renames a wrapper or a guard changes its name here, and nowhere else in this
 * folder.
 */
export const NAMES = {
  /** The only files that write cookies from the server. */
  cookieWriters: ["lib/web/request/responses.ts", "lib/web/api/handler.ts", "lib/web/forms/form-cookies.ts"],
  /** Makes a response, and writes its `cookies`. */
  response: "jsonResponse",
  /** Make the handlers of a route. */
  routes: ["route", "notFoundRoute", "readableByTrustedOrigins"],
  /** Make the endpoint of one method. */
  endpoints: ["publicEndpoint", "authenticated", "bearerEndpoint", "organizationEndpoint"],
  /** The endpoints of a resource that belongs to an organization, and the folder of their routes. */
  organization: { endpoints: ["organizationEndpoint"], routes: "app/api/organizations/[id]/" },
  /** The wrapper around every form action. */
  formActions: ["formAction"],
  /** The folder of the functions that forms call, and how their names end. */
  formFunctions: { folder: "lib/web/forms/", name: /FromForm$/ },
  /** Folders of pages for signed-in users, and the calls that guard a page. */
  guardedPages: "app/(account)/",
  pageGuards: ["requireSession", "requireRole", "requireAdmin", "requireMember"],
  organizationPages: { folder: "app/(account)/organizations/[id]/", guards: ["requireMember"] },
  /** Returns the database. Its methods that change nothing; every other one is a write. */
  database: "database",
  reads: /^(?:find|list|search|next|last)[A-Z]|^(?:now|ready|onCommitted)$/,
  /** What must be called inside each wrapper, so that no route and no form has to remember it. */
  wrapperGuards: [
    { file: "lib/web/api/route.ts", in: "route", calls: ["refuseCrossSite", "isMutation"] },
    { file: "lib/web/api/route.ts", in: "publicEndpoint", calls: ["refuseImpersonation", "readInput"] },
    {
      file: "lib/web/api/route.ts",
      in: "bearerEndpoint",
      calls: ["authenticateCaller", "readInput", "authenticateCaller", "idempotent"],
    },
    { file: "lib/web/api/route.ts", in: "authenticated", calls: ["authenticate"] },
    { file: "lib/web/api/authenticate.ts", in: "authenticate", calls: ["refuseRestricted"] },
    {
      file: "lib/web/api/authenticate.ts",
      in: "refuseRestricted",
      calls: ["refuseActingSession", "refuseBeforeDeletion"],
    },
    {
      file: "lib/web/api/organization-route.ts",
      in: "organizationEndpoint",
      calls: ["authenticateMember", "refuseRestricted"],
    },
    {
      file: "lib/web/forms/form-action.ts",
      in: "formAction",
      calls: ["refuseCrossSite", "refuseImpersonation", "validate"],
    },
    {
      file: "lib/web/pages/current-session.ts",
      in: "requireSession",
      calls: ["findCurrent", "redirect", "askAboutDeletion"],
    },
    { file: "lib/web/forms/fresh-principal.ts", in: "findFormPrincipal", calls: ["refuseBeforeDeletion"] },
    { file: "lib/web/pages/current-session.ts", in: "askAboutDeletion", calls: ["redirect"] },
    { file: "lib/web/pages/current-session.ts", in: "requireRole", calls: ["requireSession", "notFound"] },
    { file: "lib/web/pages/current-session.ts", in: "requireAdmin", calls: ["requireRole"] },
  ],
  /** Turn a value of a request into a path of ours. */
  safePaths: ["safeReturnTo", "loginUrl", "accountUrl", "signInPath", "userPath", "organizationPath"],
  /** Names of values that must not get into storage, addresses, messages or logs. */
  secrets: /(?:token|secret|password|cookie|ticket)s?$/i,
} as const;
