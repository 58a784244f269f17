import type { NextRequest } from "next/server";
import { ERROR_STATUS, type ErrorCode } from "@/lib/session/errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { relay } from "@/lib/web/demo/relay";
import { RELAYED_ROUTES } from "./relayed-routes";

const ANSWER = { mediaType: "application/json", description: "What the API answers to that device." };

const summary =
  "Relay a request of one of a visitor's devices; `path` is a path of the API, with its slashes";
const responses = { 200: ANSWER, 201: ANSWER, 204: null };
const errors = Object.keys(ERROR_STATUS) as ErrorCode[];

const handle = ({ request }: { request: NextRequest }) => relay(request, RELAYED_ROUTES);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: the list has the handlers of all methods, and a GET is relayed to the GET of one
  GET: publicEndpoint({ summary, responses, errors, allowedWhileImpersonating: true, handle }),
  POST: publicEndpoint({ summary, responses, errors, allowedWhileImpersonating: true, handle }),
  PATCH: publicEndpoint({ summary, responses, errors, allowedWhileImpersonating: true, handle }),
  DELETE: publicEndpoint({ summary, responses, errors, allowedWhileImpersonating: true, handle }),
});
