import Link from "next/link";
import { buttonClass } from "@/app/ui/button";
import { getSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";

/** The page that everyone sees first. */
export default async function StartPage() {
  const isSignedIn = (await getSession()) !== null;
  const t = await getTexts("start");
  return (
    <section aria-labelledby="promise" className="pt-6 pb-16 sm:pt-8 sm:pb-24">
      <h1 id="promise" className="text-display font-[560]">
        {t.title}
      </h1>
      <p className="mt-4 max-w-2xl text-lg leading-relaxed text-muted">{t.text}</p>
      <div className="mt-8 flex flex-wrap gap-2.5">
        {isSignedIn ? (
          <a href="/dashboard" className={buttonClass()}>
            {t.dashboard}
          </a>
        ) : (
          <>
            <Link href="/login" className={buttonClass()}>
              {t.signIn}
            </Link>
            <Link href="/signup" className={buttonClass({ variant: "quiet" })}>
              {t.createAccount}
            </Link>
          </>
        )}
      </div>
    </section>
  );
}
