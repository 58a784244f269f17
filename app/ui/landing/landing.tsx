import Link from "next/link";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";
import { HowItWorks, type SessionFacts } from "./how-it-works";
import { ProductPicture } from "./product-picture";
import { ProductTour } from "./product-tour";

interface Props extends SessionFacts {
  isSignedIn: boolean;
  /** What the demo shows instead of a picture and a way to sign in; null outside the demo. */
  demo: { devices: ReactNode; buttons: ReactNode } | null;
}

/** The landing page: what the app does for its users, and how. */
export function Landing({ isSignedIn, limits, accessTokenTtl, demo }: Props) {
  const t = useTexts("landing");
  return (
    <>
      <section aria-labelledby="promise" className="pt-6 pb-16 sm:pt-8 sm:pb-24">
        <h1 id="promise" className="text-display font-[560]">
          {t.promise}
        </h1>
        <p className="mt-4 max-w-2xl text-lg leading-relaxed text-muted">
          <span>{t.whatItDoes}</span>
          {demo && (
            <>
              {" "}
              <strong className="font-medium text-ink noscript:hidden">{t.tryIt}</strong>
            </>
          )}
        </p>
        <div className="mt-7">
          {demo?.devices}
          <div className={demo ? "hidden noscript:block" : ""}>
            <DevicesPicture />
          </div>
        </div>
        <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
          <Entrance isSignedIn={isSignedIn} buttons={demo?.buttons} />
          {demo && <p className="max-w-md text-sm text-muted noscript:hidden">{t.twoSignIns}</p>}
        </div>
      </section>
      <ProductTour />
      <HowItWorks limits={limits} accessTokenTtl={accessTokenTtl} isDemo={demo !== null} />
    </>
  );
}

function DevicesPicture() {
  const t = useTexts("landing");
  return <ProductPicture name="devices" alt={t.picture.devices} width={1000} height={560} />;
}

function Entrance({ isSignedIn, buttons }: { isSignedIn: boolean; buttons: ReactNode }) {
  const t = useTexts("landing");
  if (isSignedIn)
    return (
      <div className="flex flex-wrap gap-2.5">
        <a href="/dashboard" className={buttonClass()}>
          {t.dashboard}
        </a>
        <a href="/profile" className={buttonClass({ variant: "quiet" })}>
          {t.devices}
        </a>
      </div>
    );
  if (buttons) return buttons;
  return (
    <div className="flex flex-wrap gap-2.5">
      <Link href="/login" className={buttonClass()}>
        {t.signIn}
      </Link>
      <Link href="/signup" className={buttonClass({ variant: "quiet" })}>
        {t.createAccount}
      </Link>
    </div>
  );
}
