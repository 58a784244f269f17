/** A message as it is sent: plain text and simple HTML with the same words. */
import type { MailRecord } from "@/lib/session/sign-in-records";
import type { MailSecrets } from "./outgoing";
import { type MailPart, textOf } from "./texts";

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/**
 * @param mail.createdAt when it happened, and was written
 * @param origin `APP_URL`
 */
export function renderMail(
  { template, values, createdAt }: Pick<MailRecord, "template" | "values" | "createdAt">,
  secrets: MailSecrets,
  origin: string,
): RenderedMail {
  const told = onOneLine({
    ...withoutLinks(values),
    time: inWords(createdAt),
    deletionAt: values.deletionAt ? inWords(Date.parse(values.deletionAt)) : null,
  });
  const { subject, parts } = textOf(template, { values: told, secrets, origin });
  const { host } = new URL(origin);
  return {
    subject,
    text: [...parts.map(partAsText), `Latchkey, ${host}`].filter(Boolean).join("\n\n").concat("\n"),
    html: page(subject, [...parts.map(partAsHtml), footer(host)].join("\n")),
  };
}

function inWords(instant: number): string {
  return `${TIME.format(instant)} UTC`;
}

/** A value that breaks the line could look like another part of the message. */
function onOneLine(values: MailRecord["values"]): MailRecord["values"] {
  const clean = (value: string | null) => value?.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim() ?? null;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clean(value)]));
}

/** What users chose: their own name, or the name of a passkey or of an organization. */
const CHOSEN = ["name", "what", "inviter", "organization"];

/**
 * Mail programs make links of addresses in plain text. An account can be made with another person's address, and its name
 * must not send that person elsewhere in a message of ours.
 */
function withoutLinks(values: MailRecord["values"]): MailRecord["values"] {
  const told = Object.entries(values).map(([name, value]) => [
    name,
    CHOSEN.includes(name) ? (value?.normalize("NFKC").replace(/[.:/@。]+(?=\S)/gu, "$& ") ?? null) : value,
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
  return `<p style="margin:24px 0 0;color:#5b6b69;font-size:13px">Latchkey, ${escapeHtml(host)}</p>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
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
