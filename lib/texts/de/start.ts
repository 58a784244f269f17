import type { start as source } from "@/lib/texts/en/start";
import type { Translation } from "@/lib/texts/message";

export const start: Translation<typeof source> = {
  title: "Wissen, wo Sie angemeldet sind.",
  text: "Sehen Sie jedes Gerät Ihres Kontos, melden Sie jedes davon sofort ab, und erfahren Sie immer, warum eine Sitzung endete.",
  dashboard: "Zu Ihrer Übersicht",
  devices: "Ihre Geräte ansehen",
  signIn: "Anmelden",
  createAccount: "Konto erstellen",
};
