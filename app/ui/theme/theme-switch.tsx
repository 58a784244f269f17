"use client";

import { type IconNode, Monitor, Moon, Sun } from "lucide";
import { useState } from "react";
import { useTexts } from "#texts";
import { useEarlyChoice } from "@/app/ui/form/use-early-choice";
import { writePreferenceCookie } from "@/app/ui/preferences/preference-cookie";
import { SvgIcon } from "@/app/ui/svg-icon";
import { THEME_COOKIE, THEMES, type Theme } from "./theme";

function applyTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  writePreferenceCookie(THEME_COOKIE, theme);
}

const ICONS: Record<Theme, IconNode> = { system: Monitor, light: Sun, dark: Moon };

/** Chooses the light, dark or system theme. The choice is kept in a cookie. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTexts("shell").theme;
  const [theme, setTheme] = useState(initial);
  const choose = (name: Theme) => {
    applyTheme(name);
    setTheme(name);
  };
  const fieldset = useEarlyChoice<HTMLFieldSetElement>(theme, (name) => choose(name as Theme));
  return (
    <fieldset ref={fieldset} className="flex w-fit rounded-full border border-line p-0.5">
      <legend className="sr-only">{t.name}</legend>
      {THEMES.map((name) => {
        return (
          <label
            key={name}
            title={t[name]}
            className="cursor-pointer rounded-full p-1.5 text-muted outline-offset-2 hover:text-ink has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              value={name}
              autoComplete="off"
              checked={theme === name}
              onChange={() => choose(name)}
              className="sr-only"
            />
            <SvgIcon icon={ICONS[name]} className="size-4 stroke-[1.75]" />
            <span className="sr-only">{t[name]}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
