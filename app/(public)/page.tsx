import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/app/ui/button";
import { durationInWords } from "@/app/ui/format/duration";
import { RotationDiagram } from "@/app/ui/landing/rotation-diagram";
import { config } from "@/lib/server/config";
import { getSession } from "@/lib/web/pages/current-session";

export default async function LandingPage() {
  const current = await getSession();
  const { idle, absolute, rememberIdle, rememberAbsolute } = config().limits;
  const inWords = (milliseconds: number) => durationInWords(milliseconds / 1000);

  return (
    <>
      <section className="max-w-3xl pt-16 pb-20 sm:pt-28 sm:pb-32">
        <h1 className="text-display font-[560]">Know where you are signed in.</h1>
        <p className="mt-6 max-w-xl text-lg leading-relaxed text-muted">
          Latchkey is a reference app for sessions in Next.js. It keeps you signed in without you noticing,
          shows you every device of your account, lets you end any of them, and says why when one has ended.
        </p>
        <div className="mt-9 flex flex-wrap gap-2.5">
          {current ? (
            <>
              <a href="/dashboard" className={buttonClass()}>
                Go to your dashboard
              </a>
              <a href="/profile" className={buttonClass({ variant: "quiet" })}>
                See your devices
              </a>
            </>
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

      <section className="border-t border-line py-16 sm:py-24">
        <h2 className="text-title">What a session does here</h2>
        <dl className="mt-10 grid gap-x-14 gap-y-10 sm:grid-cols-2">
          <Fact name="It has two limits">
            Without anybody at the device it ends after {inWords(idle)}, and whatever happens after{" "}
            {inWords(absolute)}. Remembered, it is {inWords(rememberIdle)} and {inWords(rememberAbsolute)}.
            Only a person counts as somebody, a background request does not.
          </Fact>
          <Fact name="It ends at once">
            End a device and its next request is refused. Nothing has to run out first, because every request
            asks the session itself.
          </Fact>
          <Fact name="It cannot be read by scripts">
            What renews it is a cookie no script can see. What calls the API lives in memory, for minutes, and
            in no storage.
          </Fact>
          <Fact name="It says why">
            Signed out elsewhere, unused for too long, password changed, copied: each end has a reason, on the
            sign-in page and in the history of your devices.
          </Fact>
        </dl>
      </section>

      <section className="grid items-center gap-x-16 gap-y-10 border-t border-line py-16 sm:py-24 md:grid-cols-2">
        <div>
          <h2 className="text-title">A token that works once</h2>
          <p className="mt-4 max-w-md text-muted">
            Each renewal replaces the session’s token by its next generation. So a copy and the original
            cannot both live on: as soon as a used token comes back, Latchkey ends every token of that
            session, writes it down, and tells you.
          </p>
          <p className="mt-4 max-w-md text-muted">
            Lost answers and tabs that race are told apart from a theft, so neither a train in a tunnel nor a
            second window signs anybody out.
          </p>
        </div>
        <div className="flex md:justify-end">
          <RotationDiagram />
        </div>
      </section>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-heading font-medium">{name}</dt>
      <dd className="mt-2 max-w-md text-muted">{children}</dd>
    </div>
  );
}
