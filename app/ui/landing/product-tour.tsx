import type { ReactNode } from "react";
import { ProductPicture } from "./product-picture";

/** What the app does for the people who use it, with pictures of it. */
export function ProductTour() {
  return (
    <>
      <Feature
        title="Signed out means signed out"
        picture={
          <ProductPicture
            name="signed-out"
            alt="A page after its session was ended: it is blank except for a dialog that says which device ended it, and when"
            width={1000}
            height={560}
          />
        }
      >
        <p>
          End a session and its page goes blank within a second, wherever it is open. It says who ended it,
          from which device and when.
        </p>
        <p>
          Sign in again and everything you had typed is still there. Nothing waits for a token to expire:
          every request checks the session.
        </p>
      </Feature>
      <Feature
        title="Every sign-in leaves a trace"
        isReversed
        picture={
          <ProductPicture
            name="activity"
            alt="The activity page: sign-ins, sign-outs and password changes by day, each with its device and address"
            width={1000}
            height={560}
          />
        }
      >
        <p>
          New device, new password, a wrong code: it’s all in your activity, with the device and the place it
          came from.
        </p>
        <p>
          Something that wasn’t you? One guided step ends that session, signs out the others and changes the
          password.
        </p>
      </Feature>
      <section aria-labelledby="more" className="border-t border-line py-16 sm:py-20">
        <h2 id="more" className="text-title">
          Everything around a session
        </h2>
        <ul className="mt-8 grid gap-x-10 gap-y-3 text-muted sm:grid-cols-2 lg:grid-cols-3">
          {FEATURES.map((feature) => (
            <li key={feature} className="flex gap-3">
              <span aria-hidden className="mt-[0.55em] size-1.5 shrink-0 rounded-full bg-brand" />
              {feature}
            </li>
          ))}
        </ul>
      </section>
      <ForkIt />
    </>
  );
}

const FEATURES = [
  "Passwords, passkeys and one-time codes",
  "Two-step sign-in with recovery codes",
  "Several accounts in one browser",
  "Organizations, roles and invitations",
  "Your own identity provider",
  "Sessions bound to a key of the browser",
  "Work that survives a sign-out",
  "Pages that work without JavaScript",
  "SQLite on one machine, PostgreSQL on many",
];

interface FeatureProps {
  title: string;
  picture: ReactNode;
  isReversed?: boolean;
  children: ReactNode;
}

function Feature({ title, picture, isReversed = false, children }: FeatureProps) {
  return (
    <section
      className={`grid grid-cols-1 items-center gap-x-14 gap-y-8 border-t border-line py-16 sm:py-20 ${isReversed ? "md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]" : "md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"}`}
    >
      <div className="grid gap-4 text-muted">
        <h2 className="text-title text-ink">{title}</h2>
        {children}
      </div>
      <div className={isReversed ? "md:order-first" : ""}>{picture}</div>
    </section>
  );
}

function ForkIt() {
  return (
    <section aria-labelledby="fork" className="border-t border-line py-16 sm:py-20">
      <h2 id="fork" className="text-title">
        Fork it
      </h2>
      <div className="mt-6 grid grid-cols-1 gap-x-14 gap-y-6 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <p className="max-w-md text-muted">
          Latchkey is a Next.js app under the MIT licence, made to be read and changed. Two commands start it:
          no account elsewhere, no settings, no database to install.
        </p>
        <div>
          <pre className="overflow-x-auto rounded-2xl border border-line bg-sunken px-5 py-4 font-mono text-[0.8125rem] leading-7">
            npm ci{"\n"}npm run demo
          </pre>
          <p className="mt-4 text-sm text-muted">
            “Build on it” in the docs folder adds a page, an endpoint and a column, step by step.
          </p>
        </div>
      </div>
    </section>
  );
}
