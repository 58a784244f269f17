"use client";

import { useId } from "react";
import { useTexts } from "#texts";
import { useEarlyChoice } from "@/app/ui/form/use-early-choice";
import { useLocale } from "@/app/ui/time/locale";
import { useNow } from "@/app/ui/time/now";
import { dateFormat } from "@/lib/texts/formats";
import { CLOCKS, type Clock } from "./clock";
import { usePreferences } from "./preferences";

/** Chooses a 12-hour or 24-hour clock for every time on the pages. The choice is kept in a cookie. */
export function ClockChoice() {
  const t = useTexts("shell").clock;
  const { clock, setClock } = usePreferences();
  const { locale, timeZone } = useLocale();
  const now = useNow(30_000);
  const id = useId();
  const group = useEarlyChoice<HTMLDivElement>(clock, (name) => setClock(name as Clock));
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 p-5 sm:p-6">
      <div>
        <h3 id={id} className="font-medium">
          {t.name}
        </h3>
        <p className="text-sm text-muted">
          {t.itIs({ time: dateFormat(locale, { timeStyle: "short", timeZone }).format(now) })}
        </p>
      </div>
      <div
        ref={group}
        role="radiogroup"
        aria-labelledby={id}
        className="flex flex-wrap rounded-full border border-line p-0.5 text-sm max-sm:w-full"
      >
        {CLOCKS.map((name) => (
          <label
            key={name}
            className="grow cursor-pointer rounded-full px-1 py-1.5 text-center text-muted sm:px-3.5 outline-offset-2 hover:text-ink has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              value={name}
              autoComplete="off"
              checked={clock === name}
              onChange={() => setClock(name)}
              className="sr-only"
            />
            {t[name]}
          </label>
        ))}
      </div>
    </div>
  );
}
