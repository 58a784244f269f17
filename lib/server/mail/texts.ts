/**
 * The words of every e-mail: from the values of a message to its subject and its parts, in order.
 *
 * Subjects are fixed, so that no value a user chose ever reaches a header.
 */
import type { MailRecord, MailTemplate } from "@/lib/session/sign-in-records";
import type { MailSecrets } from "./outgoing";

/** A part of a message: a paragraph, a code to type, a button with its address, or facts to compare. */
export type MailPart =
  | string
  | { code: string }
  | { button: string; link: string }
  | { facts: [name: string, value: string][] };

export interface MailText {
  subject: string;
  parts: MailPart[];
}

interface Message {
  values: MailRecord["values"];
  secrets: MailSecrets;
  /** `APP_URL`, the only host that a link of ours names. */
  origin: string;
}

const IGNORE = "If this wasn’t you, you can ignore this email. Nothing has changed.";
const TEN_MINUTES = "It works once, within ten minutes.";
const roleName = (role?: string | null) => (role && role !== "member" ? `an ${role}` : "a member");

/** @returns the words of a message */
export function textOf(template: MailTemplate, message: Message): MailText {
  return TEXTS[template](message);
}

const TEXTS: Record<MailTemplate, (message: Message) => MailText> = {
  sign_in_code: ({ secrets }) => ({
    subject: "Your sign-in code",
    parts: [
      "Type this code on the page where you’re signing in to Latchkey.",
      ...code(secrets),
      ...(secrets.link ? ["Or open this link in the same browser."] : []),
      ...secretLink("Sign in", secrets),
      TEN_MINUTES,
      `Never give this code to anyone, whatever they say. ${IGNORE}`,
    ],
  }),
  sign_up_code: ({ secrets }) => ({
    subject: "Confirm your email address",
    parts: [
      "Type this code to finish creating your Latchkey account.",
      ...code(secrets),
      ...secretLink("Confirm my email address", secrets),
      TEN_MINUTES,
      "If you didn’t ask for an account, you can ignore this email. No account was created.",
    ],
  }),
  email_taken: ({ origin }) => ({
    subject: "You already have an account",
    parts: [
      "Latchkey was asked to use this email address for an account. You already have an account with it, so nothing has changed.",
      "If you’ve forgotten your password, you can reset it.",
      link("Sign in", `${origin}/login`),
      resetLink(origin),
      "If it wasn’t you who asked, you can ignore this email.",
    ],
  }),
  email_change_code: ({ secrets }) => ({
    subject: "Confirm your new email address",
    parts: [
      "Type this code in Latchkey to use this address for your account.",
      ...code(secrets),
      TEN_MINUTES,
      IGNORE,
    ],
  }),
  email_changed: ({ values }) => ({
    subject: "Your email address was changed",
    parts: [
      ...greeting(values),
      "Your Latchkey account has a new email address. You now sign in with the new one, and we no longer write to this one.",
      facts(values),
      "If this wasn’t you, another person can get into your account. Contact the people who run this site.",
    ],
  }),
  new_sign_in: ({ values, secrets }) => ({
    subject: "New sign-in to your account",
    parts: [
      ...greeting(values),
      "You, or another person, signed in to your Latchkey account on a browser that is new to it.",
      facts(values),
      "If this was you, there’s nothing to do.",
      "If it wasn’t, sign that browser out now, then choose a new password.",
      ...secretLink("This wasn’t me", secrets),
    ],
  }),
  password_reset: ({ values, secrets }) => ({
    subject: "Reset your password",
    parts: [
      ...greeting(values),
      "Use this link to choose a new password for your Latchkey account.",
      ...secretLink("Choose a new password", secrets),
      TEN_MINUTES,
      IGNORE,
    ],
  }),
  no_password: ({ values, origin }) => ({
    subject: "Your account has no password",
    parts: [
      ...greeting(values),
      "You asked to reset your password, but your Latchkey account doesn’t have one. Sign in the way you did before, for example with a passkey.",
      link("Sign in", `${origin}/login`),
      IGNORE,
    ],
  }),
  password_changed: ({ values, origin }) => ({
    subject: "Your password was changed",
    parts: [
      ...greeting(values),
      "The password of your Latchkey account was changed.",
      facts(values),
      "If this wasn’t you, reset your password now. That signs out every device.",
      resetLink(origin),
    ],
  }),
  factor_added: ({ values, origin }) => ({
    subject: "A new way to prove it’s you",
    parts: [
      ...greeting(values),
      "Your Latchkey account has a new way to prove that it’s you.",
      facts(values),
      "If this wasn’t you, remove it and change your password now.",
      link("Check your security settings", `${origin}/profile/security`),
    ],
  }),
  factor_removed: ({ values, origin }) => ({
    subject: "A way to prove it’s you was removed",
    parts: [
      ...greeting(values),
      "A way to prove that it’s you was removed from your Latchkey account.",
      facts(values),
      "If this wasn’t you, change your password now.",
      link("Check your security settings", `${origin}/profile/security`),
    ],
  }),
  identity_linked: ({ values, origin }) => ({
    subject: "A new way to sign in to your account",
    parts: [
      ...greeting(values),
      `Your Latchkey account is now connected with ${values.provider ?? "another service"}, which can sign you in from now on.`,
      facts(values),
      "If this wasn’t you, contact the people who run this site.",
      link("Check your security settings", `${origin}/profile/security`),
    ],
  }),
  impersonation: ({ values, origin }) => ({
    subject: "An administrator signed in as you",
    parts: [
      ...greeting(values),
      `${values.administrator}, an administrator of this site, signed in to your Latchkey account to look at it as you see it.`,
      "That lasts an hour at most. The administrator can’t change anything, and doesn’t know your password. You can see the session among your devices, and end it at any time.",
      facts(values),
      link("See your devices", `${origin}/profile`),
    ],
  }),
  invitation: ({ values, secrets }) => ({
    subject: "You’re invited to an organization",
    parts: [
      `${values.inviter ?? "A member"} invites you to join ${values.organization ?? "an organization"} on Latchkey as ${roleName(values.role)}.`,
      ...secretLink("Open the invitation", secrets),
      "It works once, within seven days, for a Latchkey account that has this email address. If you don’t have one yet, you can create it.",
      "If you don’t know the person who invites you, you can ignore this email. Nothing has changed.",
    ],
  }),
  deletion_scheduled: ({ values, origin }) => ({
    subject: "Your account will be deleted",
    parts: [
      ...greeting(values),
      `You asked us to delete your Latchkey account. That happens on ${values.deletionAt}. All your devices are signed out, and your API keys no longer work.`,
      "If you change your mind, sign in before then and choose “Keep my account”. Signing in alone doesn’t keep it.",
      link("Sign in", `${origin}/login`),
      facts(values),
      "If this wasn’t you, another person can get into your account. Sign in, keep the account, and change your password.",
    ],
  }),
  account_kept: ({ values, origin }) => ({
    subject: "Your account will not be deleted",
    parts: [
      ...greeting(values),
      "You decided to keep your Latchkey account. Everything is as it was, except your API keys, which stay revoked.",
      facts(values),
      "If this wasn’t you, change your password now.",
      link("Check your security settings", `${origin}/profile/security`),
    ],
  }),
  data_exported: ({ values, origin }) => ({
    subject: "Your data was downloaded",
    parts: [
      ...greeting(values),
      "A file with everything that your Latchkey account holds was downloaded.",
      facts(values),
      "If this wasn’t you, change your password now.",
      link("Check your security settings", `${origin}/profile/security`),
    ],
  }),
};

function link(button: string, address: string): MailPart {
  return { button, link: address };
}

function resetLink(origin: string): MailPart {
  return link("Reset your password", `${origin}/forgot-password`);
}

function secretLink(button: string, secrets: MailSecrets): MailPart[] {
  return secrets.link ? [link(button, secrets.link)] : [];
}

function code(secrets: MailSecrets): MailPart[] {
  return secrets.code ? [{ code: secrets.code }] : [];
}

type Values = MailRecord["values"];

function greeting({ name }: Values): MailPart[] {
  return name ? [`Hello ${name},`] : [];
}

/** What the recipient can compare: what it is about, and from where, when and on which device it was done. */
function facts(values: Values): MailPart {
  const named: [string, string | null | undefined][] = [
    ["What", values.what],
    ["Device", values.device],
    ["Place", values.place],
    ["IP address", values.ipAddress],
    ["Time", values.time],
  ];
  return { facts: named.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])) };
}
