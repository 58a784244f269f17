"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { browserNews, coalesceNews } from "@/lib/client/react/coalesce-news";
import { generationOf } from "@/lib/client/react/data-generation";
import type { ActivePlace } from "@/lib/session/organizations/organization-records";

/**
 * Renders the page anew once its session works in another organization or workspace, or in another role there, whichever
 * tab has chosen it and whichever user has changed the membership. Every change of the user's sessions may be such a one, so
 * the server is asked then: once for many, by a page that is looked at.
 *
 * @param props.active what the session worked in when the server rendered the page
 */
export function ActiveOrganizationWatch({ active }: { active: ActivePlace }) {
  const client = useAuthClient();
  const router = useRouter();
  const lastGeneration = useRef(0);

  const follow = useEffectEvent(async () => {
    const { generation } = generationOf(client).get();
    const isForgotten = generation !== lastGeneration.current;
    lastGeneration.current = generation;
    const { followActiveOrganization } = await import("@/lib/client/react/follow-active-organization");
    if (!(await followActiveOrganization(client, active, isForgotten))) return;
    lastGeneration.current = generationOf(client).get().generation;
    router.refresh();
  });
  useEffect(() => {
    const news = coalesceNews(browserNews, () => follow());
    const stopHearing = client.on("sessionsChanged", news.onNews);
    return () => {
      stopHearing();
      news.stop();
    };
  }, [client]);
  return null;
}
