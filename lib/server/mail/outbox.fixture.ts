/** Messages and mail servers for tests of the outbox. */
import type { Installation } from "@/lib/server/testing/installation";
import type { Mailer, OutgoingMail } from "./mailer";
import { type NewMail, newMail } from "./outgoing";

/** A mail server that records what it gets. @param failures how many tries fail first */
export function recorder(failures = 0) {
  const sent: OutgoingMail[] = [];
  const tried: string[] = [];
  const mailer: Mailer = {
    async send(mail) {
      tried.push(mail.id);
      if (tried.length <= failures) throw new Error("the mail server is away");
      sent.push(mail);
    },
  };
  return { mailer, sent, tried };
}

/** Commits messages, as a decision does. */
export function write(app: Installation, ...mails: NewMail[]) {
  return app.db.changeAccount({ id: "none" }, (_, now) => ({
    outcome: null,
    changes: mails.map((mail) => mail(now)),
    events: [],
  }));
}

export const codeTo = (email: string, language = "en") =>
  newMail("sign_in_code", { email, language }, {}, { code: "123456" });
export const noticeTo = (email: string) => newMail("password_changed", { email, language: "en" });
