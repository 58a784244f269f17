import type { connection as source } from "@/lib/texts/en/connection";
import type { Translation } from "@/lib/texts/message";

export const connection: Translation<typeof source> = {
  reconnecting: "Verbindung wird wiederhergestellt … Ihre Arbeit ist sicher.",
  unavailable: {
    code: "Sitzung beendet",
    title: "Wir versuchen, eine Verbindung herzustellen",
    text: "Ihre Arbeit ist noch da. Sobald die Verbindung steht, können Sie sich anmelden und weitermachen. Wenn das lange dauert, laden Sie die Seite neu.",
  },
  offline: {
    code: "Abgemeldet",
    title: "Sie sind auf diesem Gerät abgemeldet",
    text: "Sie sind offline, oder Latchkey ist nicht erreichbar. Sobald die Verbindung steht, schließen wir die Abmeldung ab und öffnen die Anmeldeseite.",
  },
  reload: "Neu laden",
};
