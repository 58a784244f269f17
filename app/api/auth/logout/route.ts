import { open, route } from "@/lib/web/api/route";
import { empty } from "@/lib/web/request/schemas";
import { signedOut } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: open({ body: empty, handle: ({ visit }) => signedOut(visit) }),
});
