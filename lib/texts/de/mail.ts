import type { mail as source } from "@/lib/texts/en/mail";
import type { Translation } from "@/lib/texts/message";

export const mail: Translation<typeof source> = {
  hello: "Guten Tag {name},",
  ignore: "Wenn Sie das nicht waren, können Sie diese E-Mail ignorieren. Es hat sich nichts geändert.",
  tenMinutes: "Das geht einmal und innerhalb von zehn Minuten.",
  changePassword: "Wenn Sie das nicht waren, ändern Sie jetzt Ihr Passwort.",
  contact: "Wenn Sie das nicht waren, wenden Sie sich an die Betreiber dieser Website.",
  fact: { what: "Was", device: "Gerät", place: "Ort", ipAddress: "IP-Adresse", time: "Zeit" },
  factor: {
    totp: "Authenticator-App",
    recoveryCodes: "Wiederherstellungscodes",
    passkey: "Passkey „{name}“",
  },
  button: {
    signIn: "Anmelden",
    resetPassword: "Passwort zurücksetzen",
    security: "Sicherheitseinstellungen prüfen",
    devices: "Geräte ansehen",
  },
  signInCode: {
    subject: "Ihr Anmeldecode",
    type: "Geben Sie diesen Code auf der Seite ein, auf der Sie sich bei Latchkey anmelden.",
    orLink: "Oder öffnen Sie diesen Link im selben Browser.",
    never: "Geben Sie diesen Code niemandem, was auch immer man Ihnen sagt. {ignore}",
  },
  signUpCode: {
    subject: "Bestätigen Sie Ihre E-Mail-Adresse",
    type: "Geben Sie diesen Code ein, um Ihr Latchkey-Konto fertig zu erstellen.",
    confirm: "E-Mail-Adresse bestätigen",
    ignore: "Wenn Sie kein Konto wollten, können Sie diese E-Mail ignorieren. Es wurde kein Konto erstellt.",
  },
  emailTaken: {
    subject: "Sie haben schon ein Konto",
    asked:
      "Jemand wollte diese E-Mail-Adresse für ein Konto bei Latchkey benutzen. Sie haben damit schon ein Konto, deshalb hat sich nichts geändert.",
    forgotten: "Wenn Sie Ihr Passwort vergessen haben, können Sie es zurücksetzen.",
    ignore: "Wenn Sie das nicht waren, können Sie diese E-Mail ignorieren.",
  },
  emailChangeCode: {
    subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
    type: "Geben Sie diesen Code bei Latchkey ein, um diese Adresse für Ihr Konto zu benutzen.",
  },
  emailChanged: {
    subject: "Ihre E-Mail-Adresse wurde geändert",
    changed:
      "Ihr Latchkey-Konto hat eine neue E-Mail-Adresse. Sie melden sich jetzt mit der neuen an, und wir schreiben nicht mehr an diese hier.",
    notYou:
      "Wenn Sie das nicht waren, kann jemand anderes auf Ihr Konto zugreifen. Wo Sie noch angemeldet sind, wählen Sie unter „Aktivität“ bei der fremden Anmeldung „Nicht Sie?“: Damit gilt Ihre Adresse wieder. Wenn Sie nirgends angemeldet sind, wenden Sie sich an die Betreiber dieser Website.",
  },
  emailRestored: {
    subject: "Ihre E-Mail-Adresse gilt wieder",
    restored:
      "Sie haben Ihr Latchkey-Konto gesichert, und diese hier ist wieder dessen E-Mail-Adresse. Vielleicht hatte sie jemand anderes geändert.",
  },
  newSignIn: {
    subject: "Neue Anmeldung bei Ihrem Konto",
    happened:
      "Sie oder jemand anderes hat sich bei Ihrem Latchkey-Konto in einem Browser angemeldet, der dort neu ist.",
    you: "Wenn Sie das waren, brauchen Sie nichts zu tun.",
    notYou: "Wenn nicht, melden Sie diesen Browser jetzt ab und wählen Sie dann ein neues Passwort.",
    notMe: "Das war ich nicht",
  },
  passwordReset: {
    subject: "Passwort zurücksetzen",
    use: "Mit diesem Link wählen Sie ein neues Passwort für Ihr Latchkey-Konto.",
    choose: "Neues Passwort wählen",
  },
  noPassword: {
    subject: "Ihr Konto hat kein Passwort",
    asked:
      "Sie wollten Ihr Passwort zurücksetzen, aber Ihr Latchkey-Konto hat keines. Melden Sie sich so an wie bisher, zum Beispiel mit einem Passkey.",
  },
  passwordChanged: {
    subject: "Ihr Passwort wurde geändert",
    changed: "Das Passwort Ihres Latchkey-Kontos wurde geändert.",
    notYou: "Wenn Sie das nicht waren, setzen Sie jetzt Ihr Passwort zurück. Das meldet alle Geräte ab.",
  },
  factorAdded: {
    subject: "Neuer Weg zur Anmeldung bei Ihrem Konto",
    added: "Ihr Latchkey-Konto hat einen neuen Weg zur Anmeldung.",
    notYou: "Wenn Sie das nicht waren, entfernen Sie ihn und ändern Sie jetzt Ihr Passwort.",
  },
  factorRemoved: {
    subject: "Ein Weg zur Anmeldung wurde entfernt",
    removed: "Aus Ihrem Latchkey-Konto wurde ein Weg zur Anmeldung entfernt.",
  },
  identityLinked: {
    subject: "Ein weiterer Dienst kann Sie jetzt anmelden",
    linked:
      "Ihr Latchkey-Konto ist jetzt mit {provider} verbunden. Damit können Sie sich von nun an anmelden.",
    anotherService: "einem anderen Dienst",
  },
  impersonation: {
    subject: "Die Administration hat sich in Ihrem Namen angemeldet",
    who: "{administrator} aus der Administration dieser Website hat sich bei Ihrem Latchkey-Konto angemeldet, um es so zu sehen wie Sie.",
    limits:
      "Das dauert höchstens eine Stunde. Die Administration kann dabei nichts ändern und kennt Ihr Passwort nicht. Sie sehen die Anmeldung unter Ihren Geräten und können sie jederzeit abmelden.",
  },
  invitation: {
    subject: "Einladung in eine Organisation",
    invites: {
      owner: "{inviter} lädt Sie bei Latchkey als Inhaberin oder Inhaber zu {organization} ein.",
      admin: "{inviter} lädt Sie bei Latchkey als Admin zu {organization} ein.",
      member: "{inviter} lädt Sie bei Latchkey als Mitglied zu {organization} ein.",
    },
    aMember: "Ein Mitglied",
    anOrganization: "einer Organisation",
    open: "Einladung öffnen",
    sevenDays:
      "Das geht einmal und innerhalb von sieben Tagen, mit einem Latchkey-Konto, das diese E-Mail-Adresse hat. Wenn Sie noch keines haben, können Sie es erstellen.",
    ignore:
      "Wenn Sie die Person nicht kennen, die Sie einlädt, können Sie diese E-Mail ignorieren. Es hat sich nichts geändert.",
  },
  deletionScheduled: {
    subject: "Ihr Konto wird gelöscht",
    when: "Sie haben uns gebeten, Ihr Latchkey-Konto zu löschen. Das geschieht am {date}. Alle Ihre Geräte sind abgemeldet, und Ihre API-Schlüssel gelten nicht mehr.",
    keep: "Wenn Sie es sich anders überlegen, melden Sie sich vorher an und wählen Sie „Mein Konto behalten“. Die Anmeldung allein genügt nicht.",
    notYou:
      "Wenn Sie das nicht waren, kann jemand anderes auf Ihr Konto zugreifen. Melden Sie sich an, behalten Sie das Konto und ändern Sie Ihr Passwort.",
  },
  accountKept: {
    subject: "Ihr Konto wird nicht gelöscht",
    kept: "Sie haben sich entschieden, Ihr Latchkey-Konto zu behalten. Alles ist wie vorher, nur Ihre API-Schlüssel bleiben widerrufen.",
  },
  dataExported: {
    subject: "Ihre Daten wurden heruntergeladen",
    exported: "Eine Datei mit allem, was Ihr Latchkey-Konto enthält, wurde heruntergeladen.",
  },
};
