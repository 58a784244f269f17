import type { ReactNode } from "react";
import { useLanguage } from "#texts";
import { durationInWords } from "@/lib/texts/duration";
import { RotationDiagram } from "./rotation-diagram";

/** Of the configuration. */
export interface SessionFacts {
  /** Milliseconds. */
  limits: { idle: number; absolute: number; rememberIdle: number; rememberAbsolute: number };
  /** Milliseconds. */
  accessTokenTtl: number;
}

interface Props extends SessionFacts {
  /** Whether there is a session lab. */
  isDemo: boolean;
}

/** How a session works here, in everyday words. */
export function HowItWorks({ limits, accessTokenTtl, isDemo }: Props) {
  const language = useLanguage();
  const { idle, absolute, rememberIdle, rememberAbsolute } = limits;
  const inWords = (milliseconds: number) => durationInWords(milliseconds / 1000, language);
  return (
    <>
      <section className="border-t border-line py-16 sm:py-24">
        <h2 className="text-title">How sessions work here</h2>
        <dl className="mt-10 grid gap-x-14 gap-y-10 sm:grid-cols-2">
          <Fact name="Two limits">
            You’re signed out after {inWords(idle)} of inactivity, or {inWords(absolute)} at most (
            {inWords(rememberIdle)} and {inWords(rememberAbsolute)} with “Remember me”). Background requests
            don’t count as activity.
          </Fact>
          <Fact name="Sign-out is instant">
            Sign a device out and its very next request is refused. Every request checks the session, so
            nothing has to expire first.
          </Fact>
          <Fact name="Out of reach of scripts">
            The refresh token is an HttpOnly cookie. The access token stays in memory for{" "}
            {inWords(accessTokenTtl)} and is never stored.
          </Fact>
          <Fact name="You always know why">
            Signed out elsewhere, inactive, password changed, token copied: every ended session has a reason.
            You’ll see it when you sign in and in your device history.
          </Fact>
        </dl>
      </section>

      <section className="grid items-center gap-x-16 gap-y-10 border-t border-line py-16 sm:py-24 md:grid-cols-2">
        <div>
          <h2 className="text-title">A token that works once</h2>
          <p className="mt-4 max-w-md text-muted">
            Every refresh replaces the session’s token with a new one. A copy and the original can’t both stay
            valid: as soon as a used token comes back, Latchkey ends the session, records it and tells you.
          </p>
          <p className="mt-4 max-w-md text-muted">
            Lost responses and racing tabs aren’t mistaken for theft, so a flaky connection or a second window
            won’t sign you out.
          </p>
          {isDemo && (
            <p className="mt-4">
              <a href="/lab" className="link">
                See it happen in the session lab
              </a>
            </p>
          )}
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
