"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { useHydrated } from "@/app/ui/form/use-hydrated";

interface Props {
  codes: string[];
  /** The user says that the codes are kept. */
  onDone: () => void;
  /** Where the user goes then, without scripts. */
  returnTo: string;
}

/** The recovery codes, shown this once: to print, copy or download. The user confirms that they are kept. */
export function RecoveryCodes({ codes, onDone, returnTo }: Props) {
  const t = useTexts("factorSetup").codes;
  const isHydrated = useHydrated();
  const [isKept, setKept] = useState(false);
  return (
    <section className="@container grid gap-5">
      <p>{t.text}</p>
      <ul
        aria-label={t.name}
        className="grid gap-1.5 rounded-xl border border-line bg-raised p-4 font-mono text-[0.8125rem] @md:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="wrap-anywhere select-all">
            {code}
          </li>
        ))}
      </ul>
      {isHydrated ? (
        <>
          <KeepButtons codes={codes} />
          <label className="flex items-start gap-3 print:hidden">
            <input
              type="checkbox"
              checked={isKept}
              onChange={({ target }) => setKept(target.checked)}
              className="mt-[0.3rem] size-4 shrink-0"
            />
            {t.saved}
          </label>
          <Button onClick={onDone} disabled={!isKept} className="w-full print:hidden">
            {t.continue}
          </Button>
        </>
      ) : (
        <a href={returnTo} className="link">
          {t.savedContinue}
        </a>
      )}
    </section>
  );
}

function KeepButtons({ codes }: { codes: string[] }) {
  const t = useTexts("factorSetup").codes;
  const [isCopied, setCopied] = useState(false);
  const text = `${codes.join("\n")}\n`;
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${t.file}\n\n${text}`)}`;

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button variant="quiet" size="small" onClick={() => copy().catch(() => setCopied(false))}>
        {isCopied ? t.copied : t.copy}
      </Button>
      <a
        href={file}
        download="latchkey-recovery-codes.txt"
        className="inline-flex min-h-9 items-center rounded-full border border-line bg-raised px-3.5 text-sm font-medium hover:border-edge"
      >
        {t.download}
      </a>
      <Button variant="quiet" size="small" onClick={() => print()}>
        {t.print}
      </Button>
    </div>
  );
}
