"use client";

import { CircleAlert, CircleCheck } from "lucide";
import { useState } from "react";
import { useLanguage, useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { toFieldErrors } from "@/app/ui/format/error-message";
import { SvgIcon } from "@/app/ui/svg-icon";
import { contrastInThemes, hasEnoughContrast, MIN_CONTRAST } from "@/lib/session/organizations/branding";
import { PRODUCT_NAME } from "@/lib/session/product";
import { numberFormat } from "@/lib/texts/formats";
import { FormNotice, fieldError } from "./form-notice";
import { HiddenFields } from "./hidden-fields";
import { type PostedFormAction, usePostedForm } from "./use-posted-form";

const HEX = /^#[0-9a-f]{6}$/;
/** Where the choice begins while the organization has no colour of its own. */
const START = "#0e7c66";

interface Props {
  organizationId: string;
  /** `#rrggbb`; null for the app's own colour. */
  primaryColor: string | null;
  /** Takes the form before hydration and without JavaScript. */
  action: PostedFormAction;
  /** Rejects with an `AuthError`. */
  onSave: (primaryColor: string | null) => Promise<void>;
}

/** The accent colour of an organization, with its contrast in both themes as it is chosen. */
export function BrandingForm({ organizationId, primaryColor, action, onSave }: Props) {
  const t = useTexts("organizations");
  const tErrors = useTexts("errors");
  const [changed, setTyped] = useState<string | null>(null);
  const { props, isPending, refusal, kept, isDone } = usePostedForm({
    action,
    check: (values) => {
      if (values.has("reset")) return null;
      if (!isColor) return toFieldErrors({ primaryColor: t.branding.invalid });
      const weak = !hasEnoughContrast(color) && t.branding.weak;
      return toFieldErrors({ primaryColor: weak || undefined });
    },
    submit: async (values) => {
      const isReset = values.has("reset");
      await onSave(isReset ? null : color);
      if (isReset) setTyped(START);
    },
  });
  const typed = changed ?? ((refusal && kept.primaryColor) || primaryColor || START);
  const color = typed.trim().toLowerCase();
  const isColor = HEX.test(color);
  const issue =
    fieldError(refusal, "primaryColor", tErrors) ?? fieldError(refusal, "branding.primaryColor", tErrors);

  return (
    <form {...props} className="grid gap-5 p-5 sm:p-6">
      <HiddenFields fields={{ organizationId }} />
      {!issue && <FormNotice refusal={refusal} fields={[]} />}
      {isDone && (
        <Notice tone="done" role="status">
          {t.branding.saved}
        </Notice>
      )}
      <Field
        name="primaryColor"
        label={t.branding.color}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={7}
        aria-invalid={issue ? true : undefined}
        describedBy="branding-contrast"
        className="w-48"
      >
        <input
          type="color"
          aria-label={t.branding.pick}
          value={isColor ? color : START}
          onChange={({ target }) => setTyped(target.value)}
          className="absolute inset-y-1.5 end-1.5 h-auto w-14 cursor-pointer rounded-lg bg-transparent p-0.5 outline-offset-0 noscript:hidden"
        />
      </Field>
      <div id="branding-contrast" className="grid gap-2" aria-live="polite">
        {issue && <p className="text-sm text-danger">{issue}</p>}
        {isColor && <Contrasts color={color} />}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="quiet" aria-disabled={isPending}>
          {isPending ? t.saving : t.branding.save}
        </Button>
        {primaryColor && (
          <Button type="submit" name="reset" value="yes" variant="plain" aria-disabled={isPending}>
            {t.branding.reset({ product: PRODUCT_NAME })}
          </Button>
        )}
      </div>
    </form>
  );
}

const THEMES = ["light", "dark"] as const;

function Contrasts({ color }: { color: string }) {
  const t = useTexts("organizations").branding;
  const tTheme = useTexts("shell").theme;
  const language = useLanguage();
  const found = contrastInThemes(color);
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {THEMES.map((theme) => {
        const isEnough = found[theme] >= MIN_CONTRAST;
        return (
          <li
            key={theme}
            data-theme-sample={theme}
            className="flex items-center gap-3 rounded-xl border border-line bg-canvas px-4 py-3 text-sm text-ink"
          >
            <svg viewBox="0 0 20 20" className="size-5 shrink-0 forced-color-adjust-none" aria-hidden="true">
              <circle cx="10" cy="10" r="10" fill={color} />
            </svg>
            <span className="grow">{tTheme[theme]}</span>
            <span className="flex items-center gap-1.5 tabular-nums">
              <SvgIcon
                icon={isEnough ? CircleCheck : CircleAlert}
                className={`size-4 ${isEnough ? "text-accent" : "text-danger"}`}
              />
              {numberFormat(language, { maximumFractionDigits: 1 }).format(
                Math.floor(found[theme] * 10) / 10,
              )}
              :1
              <span className="sr-only">{isEnough ? t.enough : t.tooLittle}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
