import type { ReactNode } from "react";
import { useTexts } from "#texts";
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
  const t = useTexts("landing").how;
  const { idle, absolute, rememberIdle, rememberAbsolute } = limits;
  return (
    <>
      <section className="border-t border-line py-16 sm:py-24">
        <h2 className="text-title">{t.title}</h2>
        <dl className="mt-10 grid gap-x-14 gap-y-10 sm:grid-cols-2">
          <Fact name={t.limits}>
            {t.limitsText({
              idle: idle / 1000,
              absolute: absolute / 1000,
              rememberIdle: rememberIdle / 1000,
              rememberAbsolute: rememberAbsolute / 1000,
            })}
          </Fact>
          <Fact name={t.instant}>{t.instantText}</Fact>
          <Fact name={t.scripts}>{t.scriptsText({ lifetime: accessTokenTtl / 1000 })}</Fact>
          <Fact name={t.why}>{t.whyText}</Fact>
        </dl>
      </section>

      <section className="grid items-center gap-x-16 gap-y-10 border-t border-line py-16 sm:py-24 md:grid-cols-2">
        <div>
          <h2 className="text-title">{t.once}</h2>
          <p className="mt-4 max-w-md text-muted">{t.onceText}</p>
          <p className="mt-4 max-w-md text-muted">{t.notTheft}</p>
          {isDemo && (
            <p className="mt-4">
              <a href="/lab" className="link">
                {t.lab}
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
