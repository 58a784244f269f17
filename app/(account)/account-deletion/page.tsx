import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signOutAction } from "@/app/account-actions";
import { ClientTexts } from "@/app/client-texts";
import { Button, buttonClass } from "@/app/ui/button";
import { Panel } from "@/app/ui/shell/panel";
import { ExactTime } from "@/app/ui/time/relative-time";
import { KeepForm } from "@/app/ui/your-data/keep-form";
import { HOME } from "@/lib/session/login-url";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { keepAccountAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("yourData")).keep.documentTitle };
}

/**
 * The page that a user sees after signing in to an account that is to be deleted. The account is kept only if the user
 * presses the button.
 */
export default async function AccountDeletionPage() {
  const { user, session } = await requireSession("/account-deletion");
  if (!user.deletionAt) redirect(HOME);
  const t = (await getTexts("yourData")).keep;
  return (
    <ClientTexts of={["errors", "form", "yourData"]}>
      <div className="mx-auto max-w-xl">
        <Panel accented>
          <div className="grid gap-5 p-5 sm:p-8">
            <h1 className="text-title text-balance">
              {t.title({ date: <ExactTime at={user.deletionAt} dateOnly /> })}
            </h1>
            <p>{t.text}</p>
            <p className="text-muted">{t.keysStayRevoked}</p>
            <KeepForm action={keepAccountAction} />
            <div className="flex flex-wrap gap-3 border-t border-line pt-5">
              <Link href="/profile/your-data" prefetch={false} className={buttonClass({ variant: "quiet" })}>
                {t.download}
              </Link>
              <form action={signOutAction} data-leaves-page="">
                <input type="hidden" name="sessionId" value={session.id} />
                <Button type="submit" variant="quiet">
                  {t.signOut}
                </Button>
              </form>
            </div>
          </div>
        </Panel>
      </div>
    </ClientTexts>
  );
}
