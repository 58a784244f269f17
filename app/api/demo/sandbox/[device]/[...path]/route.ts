import type { NextRequest } from "next/server";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { relay } from "@/lib/web/demo/relay";
import { RELAYED_ROUTES } from "./relayed-routes";

const handle = ({ request }: { request: NextRequest }) => relay(request, RELAYED_ROUTES);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: the list has the handlers of all methods, and a GET is relayed to the GET of one
  GET: publicEndpoint({ allowedWhileImpersonating: true, handle }),
  POST: publicEndpoint({ allowedWhileImpersonating: true, handle }),
  PATCH: publicEndpoint({ allowedWhileImpersonating: true, handle }),
  DELETE: publicEndpoint({ allowedWhileImpersonating: true, handle }),
});
