import type { LabEndpoints } from "@/lib/demo/lab/lab-browser";
import * as logout from "../../auth/logout/route";
import * as refresh from "../../auth/refresh/route";
import * as password from "../../me/password/route";
import * as me from "../../me/route";
import * as session from "../../session/route";
import * as device from "../../sessions/[id]/route";

/** The route handlers that the devices of the session lab call: the same ones that every browser calls. */
export const labEndpoints: LabEndpoints = {
  "/api/auth/refresh": refresh,
  "/api/auth/logout": logout,
  "/api/me": me,
  "/api/me/password": password,
  "/api/session": session,
  "/api/sessions/[id]": device,
};
