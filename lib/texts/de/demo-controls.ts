import type { demoControls as source } from "@/lib/texts/en/demo-controls";
import type { Translation } from "@/lib/texts/message";

export const demoControls: Translation<typeof source> = {
  password: {
    demoAccount: "Das ist ein Demo-Konto.",
    continueAs: "Weiter als {name}",
    fillIn: "Passwort von {name} einsetzen",
  },
  drawer: {
    title: "Unter der Haube",
    calls: "Letzte Aufrufe",
    aboutCalls:
      "Was diese Seite beim Server angefragt hat, das Neueste zuerst, seit sie geladen oder dieser Bereich geöffnet wurde. Aufrufe während einer Erneuerung warten, bis sie fertig ist.",
  },
  call: {
    queued: "wartet",
    sent: "gesendet",
    noAnswer: "keine Antwort",
    took: "{ms} ms",
    queuedFor: "hat {ms} ms gewartet",
    sentAgain: "noch einmal gesendet",
    sentTimes: "{times}-mal gesendet",
  },
  figures: {
    unknown: "unbekannt",
    now: "jetzt",
    inTime: "in {time}",
    inLong: "{left:in}",
    rotation: {
      term: "Refresh-Token",
      value: "Nummer {number}",
      about:
        "Jede Erneuerung ersetzt es. Kommt ein ersetztes später als {grace:duration} danach wieder, endet die Sitzung.",
      aboutUnknown:
        "Jede Erneuerung ersetzt es. Kommt ein ersetztes später als ein paar Sekunden danach wieder, endet die Sitzung.",
    },
    renewal: {
      term: "Nächste Erneuerung",
      running: "läuft",
      about: "Das Access-Token wird erneuert, bevor es abläuft. Das macht ein Tab für alle.",
    },
    leader: {
      term: "Führender Tab",
      role: { reader: "dieser Tab", listener: "ein anderer Tab", nobody: "keiner" },
      about:
        "Er liest den Ereignisstrom des Servers für alle Tabs dieses Browsers und hält eine Sperre. Wird er geschlossen, erhält ein anderer Tab die Sperre.",
      aboutTabs:
        "Er liest den Ereignisstrom des Servers für alle {tabs} Tabs dieses Browsers und hält eine Sperre. Wird er geschlossen, erhält ein anderer Tab die Sperre.",
      noLocks: "Dieser Browser zeigt hier keine Sperren: Dafür ist https oder localhost nötig.",
    },
    signal: {
      term: "Letztes Signal",
      none: "noch keines",
      justNow: "{signal}, gerade eben",
      secondsAgo: "{signal}, vor {seconds} s",
      minutesAgo: "{signal}, vor {minutes} min",
      names: {
        "signed-in": "angemeldet",
        "signed-out": "abgemeldet",
        "given-up": "aufgegeben",
        "sessions-changed": "Sitzungen geändert",
        "user-changed": "Konto geändert",
        refreshed: "erneuert",
        present: "anwesend",
        ended: "beendet",
      },
      about:
        "Was der Ereignisstrom oder ein anderer Tab zuletzt gemeldet hat. Die Regeln entscheiden, was das für diesen Tab bedeutet.",
    },
    idle: {
      term: "Frist bei Inaktivität",
      about: "Nur Ihre eigenen Klicks und Eingaben verschieben sie, Anfragen im Hintergrund nicht.",
    },
    absolute: {
      term: "Höchstdauer",
      about: "Nichts verschiebt sie. Mit „Angemeldet bleiben“ wäre sie länger.",
      aboutRemembered: "Nichts verschiebt sie. Mit „Angemeldet bleiben“ ist es die längere.",
    },
  },
};
