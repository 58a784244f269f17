import type { shell as source } from "@/lib/texts/en/shell";
import type { Translation } from "@/lib/texts/message";

export const shell: Translation<typeof source> = {
  titleTemplate: "%s · Latchkey",
  title: "Latchkey: wissen, wo Sie angemeldet sind",
  description:
    "Eine Referenz-App für Sitzungen in Next.js. Sehen Sie jedes Gerät, auf dem Sie angemeldet sind, und melden Sie es sofort ab.",
  tagline: "Latchkey. Jede Sitzung im Blick, und warum sie endete.",
  timesInUtc: "Alle Uhrzeiten sind in UTC.",
  skipToContent: "Zum Inhalt springen",
  language: "Sprache",
  nav: {
    main: "Hauptnavigation",
    account: "Konto",
    dashboard: "Übersicht",
    devices: "Geräte",
    security: "Sicherheit",
    activity: "Aktivität",
    organizations: "Organisationen",
    people: "Personen",
    signIn: "Anmelden",
    createAccount: "Konto erstellen",
  },
  theme: { name: "Design", system: "Design des Systems", light: "Helles Design", dark: "Dunkles Design" },
  clock: {
    name: "Uhrzeit",
    itIs: "Es ist {time}. Die Wahl gilt für diesen Browser.",
    auto: "Automatisch",
    h23: "24 Std.",
    h12: "12 Std.",
  },
  pages: { name: "Seiten", previous: "Zurück", next: "Weiter" },
  notFound: {
    title: "Seite nicht gefunden",
    text: "Vielleicht wurde sie verschoben, oder der Link ist falsch.",
    backToHome: "Zur Startseite",
  },
};
