import Link from "next/link";
import { buttonClass } from "@/app/ui/button";
import { getSession } from "@/lib/web/pages/current-session";

/** The page that everyone sees first. */
export default async function StartPage() {
  const isSignedIn = (await getSession()) !== null;
  return (
    <section aria-labelledby="promise" className="pt-6 pb-16 sm:pt-8 sm:pb-24">
      <h1 id="promise" className="text-display font-[560]">
        Know where you’re signed in.
      </h1>
      <p className="mt-4 max-w-2xl text-lg leading-relaxed text-muted">
        See every device on your account, sign any of them out instantly, and always know why a session ended.
      </p>
      <div className="mt-8 flex flex-wrap gap-2.5">
        {isSignedIn ? (
          <a href="/dashboard" className={buttonClass()}>
            Go to your dashboard
          </a>
        ) : (
          <>
            <Link href="/login" className={buttonClass()}>
              Sign in
            </Link>
            <Link href="/signup" className={buttonClass({ variant: "quiet" })}>
              Create an account
            </Link>
          </>
        )}
      </div>
    </section>
  );
}
