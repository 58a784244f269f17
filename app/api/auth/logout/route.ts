import { empty } from "@/lib/web/inputs";
import { open, route } from "@/lib/web/route";
import { signedOut } from "@/lib/web/session-reply";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: open({ body: empty, handle: ({ visit }) => signedOut(visit) }),
});
