import * as logout from "@/app/api/auth/logout/route";
import * as refresh from "@/app/api/auth/refresh/route";
import * as me from "@/app/api/me/route";
import * as activity from "@/app/api/session/activity/route";
import * as events from "@/app/api/session/events/route";
import * as session from "@/app/api/session/route";
import * as oneSession from "@/app/api/sessions/[id]/route";
import * as timeline from "@/app/api/sessions/[id]/timeline/route";
import * as revokeAll from "@/app/api/sessions/revoke-all/route";
import * as sessions from "@/app/api/sessions/route";
import type { RelayedRoutes } from "@/lib/web/demo/relay";

/**
 * What a throw-away user may do: see who is signed in, refresh, sign devices out and name them. Nothing here writes a
 * message, changes a password or gives a right.
 */
export const RELAYED_ROUTES: RelayedRoutes = {
  "/api/session": { GET: session.GET },
  "/api/session/events": { GET: events.GET },
  "/api/session/activity": { POST: activity.POST },
  "/api/auth/refresh": { POST: refresh.POST },
  "/api/auth/logout": { POST: logout.POST },
  "/api/me": { GET: me.GET },
  "/api/sessions": { GET: sessions.GET },
  "/api/sessions/revoke-all": { POST: revokeAll.POST },
  "/api/sessions/[id]": { PATCH: oneSession.PATCH, DELETE: oneSession.DELETE },
  "/api/sessions/[id]/timeline": { GET: timeline.GET },
};
