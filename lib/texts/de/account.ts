import type { account as source } from "@/lib/texts/en/account";
import type { Translation } from "@/lib/texts/message";

export const account: Translation<typeof source> = {
  menu: {
    button: "Konto:",
    addAnother: "Weiteres Konto hinzufügen",
    signOut: "Abmelden",
    signOutHere: "Hier abmelden",
    signOutAtProvider: "Hier und bei {provider} abmelden",
    signOutOfAll: "Alle Konten abmelden",
    signedOut: "Abgemeldet",
    switchTo: "Wechseln zu",
  },
  worksIn: "Sie arbeiten in",
  acting: {
    label: "Im Namen einer anderen Person",
    text: "{administrator}, Sie handeln im Namen von {user}, höchstens bis {time}. Sie können alles ansehen, aber nichts ändern.",
    stop: "Beenden",
  },
};
