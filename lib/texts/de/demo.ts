import type { demo as source } from "@/lib/texts/en/demo";
import type { Translation } from "@/lib/texts/message";

export const demo: Translation<typeof source> = {
  accounts: {
    title: "Nur mal umsehen?",
    oneClick: "Mit einem Klick in der Demo anmelden.",
    passwords: "E-Mail-Adressen und Passwörter",
    role: { user: "Ein Benutzerkonto", admin: "Ein Administrationskonto" },
    signingIn: "Anmeldung läuft …",
    signInAs: "Als {name} anmelden",
    passwordChanged: "Jemand hat das Passwort dieses Demo-Kontos geändert.",
  },
  lab: "Sitzungslabor",
  code: { title: "Code", about: "Die Datei, wie dieser Server sie ausführt." },
  mailbox: {
    title: "Demo-Postfach",
    to: "Jede E-Mail, die diese Demo an {recipient} gesendet hat, die neueste zuerst. Eine echte Installation sendet sie stattdessen an die Postfächer der Personen.",
    toAll:
      "Jede E-Mail, die diese Demo gesendet hat, die neueste zuerst. Eine echte Installation sendet sie stattdessen an die Postfächer der Personen.",
    none: "Noch keine E-Mail. Melden Sie sich in einem neuen Browser an oder setzen Sie ein Passwort zurück und laden Sie die Seite dann neu.",
    sentTo: "An {recipient} · {time}",
    waiting: "wartet auf den Mailserver",
    whole: "Ganze Nachricht",
    hint: "Das ist eine Demo, deshalb liegt die E-Mail im {link}.",
    link: "Demo-Postfach",
  },
};
