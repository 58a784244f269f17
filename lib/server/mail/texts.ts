/** The parts of every e-mail, in order: from the values of a message and the words of its language. */
import type { MailRecord, MailTemplate } from "@/lib/session/sign-in/sign-in-records";
import type { Texts } from "@/lib/texts/catalogue";
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
  /** The words, in the language of the message. */
  t: Texts<"mail">;
}

/** @returns the words of a message */
export function mailTextOf(template: MailTemplate, message: Message): MailText {
  return TEXTS[template](message);
}

const TEXTS: Record<MailTemplate, (message: Message) => MailText> = {
  sign_in_code: ({ secrets, t }) => ({
    subject: t.signInCode.subject,
    parts: [
      t.signInCode.type,
      ...code(secrets),
      ...(secrets.link ? [t.signInCode.orLink] : []),
      ...secretLink(t.button.signIn, secrets),
      t.tenMinutes,
      t.signInCode.never({ ignore: t.ignore }),
    ],
  }),
  sign_up_code: ({ secrets, t }) => ({
    subject: t.signUpCode.subject,
    parts: [
      t.signUpCode.type,
      ...code(secrets),
      ...secretLink(t.signUpCode.confirm, secrets),
      t.tenMinutes,
      t.signUpCode.ignore,
    ],
  }),
  email_taken: ({ origin, t }) => ({
    subject: t.emailTaken.subject,
    parts: [
      t.emailTaken.asked,
      t.emailTaken.forgotten,
      link(t.button.signIn, `${origin}/login`),
      link(t.button.resetPassword, `${origin}/forgot-password`),
      t.emailTaken.ignore,
    ],
  }),
  email_change_code: ({ secrets, t }) => ({
    subject: t.emailChangeCode.subject,
    parts: [t.emailChangeCode.type, ...code(secrets), t.tenMinutes, t.ignore],
  }),
  email_changed: (message) => ({
    subject: message.t.emailChanged.subject,
    parts: [
      ...greeting(message),
      message.t.emailChanged.changed,
      facts(message),
      message.t.emailChanged.notYou,
    ],
  }),
  email_restored: (message) =>
    securityNotice(message, message.t.emailRestored.subject, { happened: message.t.emailRestored.restored }),
  new_sign_in: (message) => {
    const { newSignIn: t } = message.t;
    return {
      subject: t.subject,
      parts: [
        ...greeting(message),
        t.happened,
        facts(message),
        t.you,
        t.notYou,
        ...secretLink(t.notMe, message.secrets),
      ],
    };
  },
  password_reset: (message) => {
    const { passwordReset: t, tenMinutes, ignore } = message.t;
    return {
      subject: t.subject,
      parts: [...greeting(message), t.use, ...secretLink(t.choose, message.secrets), tenMinutes, ignore],
    };
  },
  no_password: (message) => {
    const { noPassword: t, button, ignore } = message.t;
    return {
      subject: t.subject,
      parts: [...greeting(message), t.asked, link(button.signIn, `${message.origin}/login`), ignore],
    };
  },
  password_changed: (message) => {
    const { passwordChanged: t, button } = message.t;
    return {
      subject: t.subject,
      parts: [
        ...greeting(message),
        t.changed,
        facts(message),
        t.notYou,
        link(button.resetPassword, `${message.origin}/forgot-password`),
      ],
    };
  },
  factor_added: (message) =>
    securityNotice(message, message.t.factorAdded.subject, {
      happened: message.t.factorAdded.added,
      notYou: message.t.factorAdded.notYou,
    }),
  factor_removed: (message) =>
    securityNotice(message, message.t.factorRemoved.subject, { happened: message.t.factorRemoved.removed }),
  identity_linked: (message) => {
    const { identityLinked: t, contact } = message.t;
    const happened = t.linked({ provider: message.values.provider ?? t.anotherService });
    return securityNotice(message, t.subject, { happened, notYou: contact });
  },
  impersonation: (message) => {
    const { impersonation: t, button } = message.t;
    return {
      subject: t.subject,
      parts: [
        ...greeting(message),
        t.who({ administrator: message.values.administrator ?? "" }),
        t.limits,
        facts(message),
        link(button.devices, `${message.origin}/profile`),
      ],
    };
  },
  invitation: ({ values, secrets, t: { invitation: t } }) => {
    const { inviter, organization, role } = values;
    const invites = t.invites[role === "owner" || role === "admin" ? role : "member"];
    return {
      subject: t.subject,
      parts: [
        invites({ inviter: inviter ?? t.aMember, organization: organization ?? t.anOrganization }),
        ...secretLink(t.open, secrets),
        t.sevenDays,
        t.ignore,
      ],
    };
  },
  deletion_scheduled: (message) => {
    const { deletionScheduled: t, button } = message.t;
    return {
      subject: t.subject,
      parts: [
        ...greeting(message),
        t.when({ date: message.values.deletionAt ?? "" }),
        t.keep,
        link(button.signIn, `${message.origin}/login`),
        facts(message),
        t.notYou,
      ],
    };
  },
  account_kept: (message) =>
    securityNotice(message, message.t.accountKept.subject, { happened: message.t.accountKept.kept }),
  data_exported: (message) =>
    securityNotice(message, message.t.dataExported.subject, { happened: message.t.dataExported.exported }),
};

/** A message that tells what happened, and leads to the security settings if it wasn't the user. */
function securityNotice(
  message: Message,
  subject: string,
  { happened, notYou = message.t.changePassword }: { happened: string; notYou?: string },
): MailText {
  const settings = link(message.t.button.security, `${message.origin}/profile/security`);
  return { subject, parts: [...greeting(message), happened, facts(message), notYou, settings] };
}

function link(button: string, address: string): MailPart {
  return { button, link: address };
}

function secretLink(button: string, secrets: MailSecrets): MailPart[] {
  return secrets.link ? [link(button, secrets.link)] : [];
}

function code(secrets: MailSecrets): MailPart[] {
  return secrets.code ? [{ code: secrets.code }] : [];
}

function greeting({ values: { name }, t }: Message): MailPart[] {
  return name ? [t.hello({ name })] : [];
}

/** What the recipient can compare: what it is about, and from where, when and on which device it was done. */
function facts({ values, t }: Message): MailPart {
  const named: [string, string | null | undefined][] = [
    [t.fact.what, factor(values, t) ?? values.what],
    [t.fact.device, values.device],
    [t.fact.place, values.place],
    [t.fact.ipAddress, values.ipAddress],
    [t.fact.time, values.time],
  ];
  return { facts: named.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])) };
}

function factor({ factor, what }: MailRecord["values"], t: Texts<"mail">): string | null {
  if (factor === "totp" || factor === "recoveryCodes") return t.factor[factor];
  return factor === "passkey" && what ? t.factor.passkey({ name: what }) : null;
}
