"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { THEME_COOKIE, THEMES, type Theme } from "./theme";

const ICON = { system: Monitor, light: Sun, dark: Moon };
const NAME = { system: "System theme", light: "Light theme", dark: "Dark theme" };
const YEAR = 365 * 86_400;

function applyTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside secure contexts.
  document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
}

/** Light, dark, or as the system says. Kept in a cookie, so the server's first byte already has it. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  return (
    <fieldset className="flex w-fit rounded-full border border-line p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((name) => {
        const Icon = ICON[name];
        return (
          <label
            key={name}
            title={NAME[name]}
            className="cursor-pointer rounded-full p-1.5 text-muted outline-offset-2 hover:text-ink has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              value={name}
              checked={theme === name}
              onChange={() => {
                applyTheme(name);
                setTheme(name);
              }}
              className="sr-only"
            />
            <Icon aria-hidden className="size-4" strokeWidth={1.75} />
            <span className="sr-only">{NAME[name]}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
