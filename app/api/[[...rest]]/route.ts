import { notFoundRoute } from "@/lib/web/api/route";

/** Answers every request to a path that has no route. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFoundRoute();
