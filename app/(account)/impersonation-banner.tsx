import { Eye } from "lucide";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { SvgIcon } from "@/app/ui/svg-icon";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { SessionSnapshot } from "@/lib/web/pages/current-session";
import { ActorWatch } from "./actor-watch";

/**
 * Says on every page that an administrator acts as the user. The text is rendered on the server alone; the button is a
 * plain form, whose answer is a whole new page, so that nothing of the user's stays in memory.
 */
export function ImpersonationBanner({ user, session }: SessionSnapshot) {
  const t = useTexts("account").acting;
  const { impersonator, absoluteExpiresAt } = session;
  if (!impersonator) return null;
  return (
    <section aria-label={t.label} data-acting="" className="border-b border-edge bg-ink text-canvas">
      <ActorWatch />
      <div className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-2.5 sm:px-8">
        <p className="flex min-w-0 grow basis-72 gap-3 text-[0.9375rem] leading-snug">
          <SvgIcon icon={Eye} className="mt-px size-[1.125rem] shrink-0" />
          <span className="wrap-anywhere">
            {t.text({
              administrator: <bdi className="font-medium">{impersonator.name}</bdi>,
              user: <bdi className="font-medium">{user.name}</bdi>,
              time: <ExactTime at={absoluteExpiresAt} />,
            })}
          </span>
        </p>
        <form
          method="post"
          action={`/api/auth/impersonation/stop?sessionId=${encodeURIComponent(session.id)}`}
          data-leaves-page=""
        >
          <Button type="submit" variant="quiet" size="small" className="text-ink">
            {t.stop}
          </Button>
        </form>
      </div>
    </section>
  );
}
