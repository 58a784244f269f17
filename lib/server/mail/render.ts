/** A message as it is sent: plain text and simple HTML with the same words. */
import { readDeviceLabel } from "@/lib/session/device/device-label";
import { PRODUCT_NAME } from "@/lib/session/product";
import type { MailRecord } from "@/lib/session/sign-in/sign-in-records";
import { deviceInWords } from "@/lib/texts/device-in-words";
import { regionNames } from "@/lib/texts/formats";
import { DEFAULT_LANGUAGE, type Language, parseLanguage } from "@/lib/texts/language";
import { textsIn } from "@/lib/texts/texts-in";
import { mailTime } from "./mail-time";
import type { MailSecrets } from "./outgoing";
import { type MailPart, mailTextOf } from "./texts";

export interface RenderedMail {
  language: Language;
  subject: string;
  text: string;
  html: string;
}

/**
 * @param mail.language one of ours; any other, and none, means English
 * @param mail.createdAt when it happened, and was written
 * @param origin `APP_URL`
 */
export function renderMail(
  {
    template,
    values,
    createdAt,
    ...mail
  }: Pick<MailRecord, "template" | "values" | "createdAt" | "language">,
  secrets: MailSecrets,
  origin: string,
): RenderedMail {
  const language = parseLanguage(mail.language) ?? DEFAULT_LANGUAGE;
  const safe = withoutLinks(values);
  const told = onOneLine({
    ...safe,
    device: safe.device ? deviceInWords(readDeviceLabel(safe.device), language) : null,
    place: placeInWords(values, language),
    time: mailTime(createdAt, language),
    deletionAt: values.deletionAt ? mailTime(Date.parse(values.deletionAt), language) : null,
  });
  const t = textsIn(language, "mail");
  const { subject, parts } = mailTextOf(template, { values: told, secrets, origin, t });
  const { host } = new URL(origin);
  return {
    language,
    subject,
    text: [...parts.map(partAsText), `${PRODUCT_NAME}, ${host}`].filter(Boolean).join("\n\n").concat("\n"),
    html: page({ subject, language }, [...parts.map(partAsHtml), footer(host)].join("\n")),
  };
}

/** A message of an older version has the place in English alone. */
function placeInWords({ city, countryCode, place }: MailRecord["values"], language: Language): string | null {
  if (!countryCode) return place ?? null;
  return [city, regionNames(language).of(countryCode)].filter(Boolean).join(", ");
}

/** A value that breaks the line could look like another part of the message. */
function onOneLine(values: MailRecord["values"]): MailRecord["values"] {
  const clean = (value: string | null) => value?.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim() ?? null;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clean(value)]));
}

/** What no user chooses: it is ours, the operator's, or from the database of places. */
const OURS: ReadonlySet<string> = new Set([
  "ipAddress",
  "city",
  "countryCode",
  "place",
  "deletionAt",
  "role",
  "factor",
  "provider",
]);

/**
 * Mail programs make links of addresses in plain text. An account can be made with another person's address, and neither
 * its name nor what a browser calls itself must send that person elsewhere in a message of ours.
 */
function withoutLinks(values: MailRecord["values"]): MailRecord["values"] {
  const told = Object.entries(values).map(([name, value]) => [
    name,
    OURS.has(name) ? value : (value?.normalize("NFKC").replace(/[.:/@。]+(?=\S)/gu, "$& ") ?? null),
  ]);
  return Object.fromEntries(told);
}

function partAsText(part: MailPart): string {
  if (typeof part === "string") return part;
  if ("code" in part) return `    ${part.code}`;
  if ("link" in part) return `${part.button}:\n${part.link}`;
  return part.facts.map(([name, value]) => `${name}: ${value}`).join("\n");
}

function partAsHtml(part: MailPart): string {
  if (typeof part === "string") return `<p style="margin:0 0 16px">${escapeHtml(part)}</p>`;
  if ("code" in part) {
    return `<p style="margin:0 0 16px;font:600 28px/1.2 ui-monospace,monospace;letter-spacing:4px">${escapeHtml(part.code)}</p>`;
  }
  if ("link" in part) {
    return `<p style="margin:0 0 16px"><a href="${escapeHtml(part.link)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#0f766e;color:#ffffff;text-decoration:none">${escapeHtml(part.button)}</a></p>`;
  }
  const lines = part.facts.map(([name, value]) => `${escapeHtml(name)}: <b>${escapeHtml(value)}</b>`);
  return lines.length > 0 ? `<p style="margin:0 0 16px">${lines.join("<br>")}</p>` : "";
}

function footer(host: string): string {
  return `<p style="margin:24px 0 0;color:#5b6b69;font-size:13px">${PRODUCT_NAME}, ${escapeHtml(host)}</p>`;
}

function page({ subject, language }: Pick<RenderedMail, "subject" | "language">, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#14201f;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:32rem">
${body}
</div>
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
