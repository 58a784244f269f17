import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { ProductPicture } from "./product-picture";

/** What the app does for the people who use it, with pictures of it. */
export function ProductTour() {
  const t = useTexts("landing");
  return (
    <>
      <Feature
        title={t.signedOut.title}
        picture={<ProductPicture name="signed-out" alt={t.picture.signedOut} width={1000} height={560} />}
      >
        <p>{t.signedOut.blank}</p>
        <p>{t.signedOut.again}</p>
      </Feature>
      <Feature
        title={t.trace.title}
        isReversed
        picture={<ProductPicture name="activity" alt={t.picture.activity} width={1000} height={560} />}
      >
        <p>{t.trace.activity}</p>
        <p>{t.trace.notYou}</p>
      </Feature>
      <section aria-labelledby="more" className="border-t border-line py-16 sm:py-20">
        <h2 id="more" className="text-title">
          {t.more.title}
        </h2>
        <ul className="mt-8 grid gap-x-10 gap-y-3 text-muted sm:grid-cols-2 lg:grid-cols-3">
          {Object.values(t.more.features).map((feature) => (
            <li key={feature} className="flex gap-3">
              <span
                aria-hidden
                className="mt-[0.55em] size-1.5 shrink-0 rounded-full border-3 border-brand"
              />
              {feature}
            </li>
          ))}
        </ul>
      </section>
      <ForkIt />
    </>
  );
}

const COMMANDS = "npm ci\nnpm run demo";

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
  const t = useTexts("landing").fork;
  return (
    <section aria-labelledby="fork" className="border-t border-line py-16 sm:py-20">
      <h2 id="fork" className="text-title">
        {t.title}
      </h2>
      <div className="mt-6 grid grid-cols-1 gap-x-14 gap-y-6 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <p className="max-w-md text-muted">{t.what}</p>
        <div>
          <pre className="overflow-x-auto rounded-2xl border border-line bg-sunken px-5 py-4 font-mono text-[0.8125rem] leading-7">
            {COMMANDS}
          </pre>
          <p className="mt-4 text-sm text-muted">{t.guide}</p>
        </div>
      </div>
    </section>
  );
}
