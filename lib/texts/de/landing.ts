import type { landing as source } from "@/lib/texts/en/landing";
import type { Translation } from "@/lib/texts/message";

export const landing: Translation<typeof source> = {
  promise: "Wissen, wo Sie angemeldet sind.",
  whatItDoes:
    "Sehen Sie jedes Gerät Ihres Kontos, melden Sie es sofort ab, und erfahren Sie immer, warum eine Sitzung beendet wurde.",
  tryIt: "Probieren Sie es aus: Melden Sie eines davon ab.",
  twoSignIns:
    "Zwei echte Anmeldungen bei einem Konto, das für Sie angelegt wurde. Es verschwindet nach 30 Minuten.",
  dashboard: "Zur Übersicht",
  devices: "Geräte ansehen",
  signIn: "Anmelden",
  createAccount: "Konto erstellen",
  signInAsAda: "Als Ada anmelden",
  signInAsGrace: "Als Grace (Admin) anmelden",
  picture: {
    devices:
      "Die Geräteansicht: zuerst dieses Gerät, dann die anderen, jeweils mit System, letzter Aktivität, Ort und einer Schaltfläche zum Abmelden",
    signedOut:
      "Eine Seite, deren Sitzung beendet wurde: Sie ist leer bis auf einen Dialog, der sagt, welches Gerät sie wann beendet hat",
    activity:
      "Die Seite „Aktivität“: Anmeldungen, Abmeldungen und Passwortänderungen nach Tagen, jeweils mit Gerät und Adresse",
  },
  signedOut: {
    title: "Abgemeldet heißt abgemeldet",
    blank:
      "Beenden Sie eine Sitzung, und ihre Seite ist binnen einer Sekunde leer, wo immer sie offen ist. Sie sagt, wer die Sitzung beendet hat, von welchem Gerät aus und wann.",
    again:
      "Melden Sie sich wieder an, und alles, was Sie geschrieben hatten, ist noch da. Nichts muss erst ablaufen: Jede Anfrage prüft die Sitzung.",
  },
  trace: {
    title: "Jede Anmeldung hinterlässt eine Spur",
    activity:
      "Ein neues Gerät, ein neues Passwort, ein falscher Code: Alles steht in Ihrer Aktivität, mit Gerät und Adresse.",
    notYou:
      "Das waren nicht Sie? Ein geführter Schritt beendet die Sitzung, meldet die anderen ab und ändert das Passwort.",
  },
  more: {
    title: "Alles rund um eine Sitzung",
    features: {
      waysIn: "Passwörter, Passkeys und Einmalcodes",
      secondStep: "Ein zweiter Schritt bei der Anmeldung, mit Wiederherstellungscodes",
      accounts: "Mehrere Konten in einem Browser",
      organizations: "Organisationen, Rollen und Einladungen",
      provider: "Ihr eigener Identitätsanbieter",
      binding: "Sitzungen, die an einen Schlüssel des Browsers gebunden sind",
      drafts: "Arbeit, die eine Abmeldung übersteht",
      noScript: "Seiten, die ohne JavaScript funktionieren",
      databases: "SQLite auf einem Rechner, PostgreSQL auf vielen",
    },
  },
  fork: {
    title: "Forken Sie es",
    what: "Latchkey ist eine Next.js-App unter der MIT-Lizenz, zum Lesen und Ändern gemacht. Zwei Befehle starten sie: ohne fremdes Konto, ohne Einstellungen, ohne Datenbank, die Sie installieren müssten.",
    guide:
      "„Build on it“ im Ordner docs ergänzt Schritt für Schritt eine Seite, einen Endpunkt und eine Spalte.",
  },
  how: {
    title: "So funktionieren Sitzungen hier",
    limits: "Zwei Fristen",
    limitsText:
      "Die Abmeldung erfolgt bei Inaktivität (Frist: {idle:duration}), spätestens bei der Höchstdauer ({absolute:duration}). Mit „Angemeldet bleiben“ sind es {rememberIdle:duration} und {rememberAbsolute:duration}. Anfragen im Hintergrund zählen nicht als Aktivität.",
    instant: "Abmelden wirkt sofort",
    instantText:
      "Melden Sie ein Gerät ab, und schon seine nächste Anfrage wird abgelehnt. Jede Anfrage prüft die Sitzung, also muss nichts erst ablaufen.",
    scripts: "Für Skripte unerreichbar",
    scriptsText:
      "Das Refresh-Token ist ein HttpOnly-Cookie. Das Access-Token bleibt nur im Arbeitsspeicher ({lifetime:duration}) und wird nie gespeichert.",
    why: "Sie erfahren immer, warum",
    whyText:
      "Anderswo abgemeldet, inaktiv, Passwort geändert, Token kopiert: Jede beendete Sitzung hat einen Grund. Sie sehen ihn bei der Anmeldung und im Verlauf Ihrer Geräte.",
    once: "Ein Token, das einmal gilt",
    onceText:
      "Jede Erneuerung ersetzt das Token der Sitzung durch ein neues. Kopie und Original können nicht beide gültig bleiben: Sobald ein benutztes Token wiederkommt, beendet Latchkey die Sitzung, hält es fest und sagt es Ihnen.",
    notTheft:
      "Verlorene Antworten und gleichzeitige Tabs gelten nicht als Diebstahl. Eine schlechte Verbindung oder ein zweites Fenster meldet Sie also nicht ab.",
    lab: "Im Sitzungslabor zusehen",
  },
  rotation: {
    title: "Erneuerung eines Refresh-Tokens",
    text: "Jede Erneuerung ersetzt das Token durch ein neues. Die Token 1 und 2 sind ersetzt, Token 3 gilt. Wird Token 1 noch einmal benutzt, endet die Sitzung.",
    token: "Token {number}",
    replaced: "ersetzt",
    current: "gilt als einziges",
    refresh: "Erneuerung",
    reused: "noch einmal benutzt",
    ended: "Sitzung beendet",
  },
};
