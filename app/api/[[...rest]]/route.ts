import { notFoundRoute } from "@/lib/web/api/route";

/** Whatever no other route answers. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFoundRoute();
