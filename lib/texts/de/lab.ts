import type { lab as source } from "@/lib/texts/en/lab";
import type { Translation } from "@/lib/texts/message";

export const lab: Translation<typeof source> = {
  title: "Sitzungslabor",
  about:
    "Was Ihnen, Ihrem Smartphone und einem Dieb widerfährt, wenn eine Sitzung an Pech oder an böse Absicht gerät. Jede Karte läuft jetzt, auf diesem Server, nach den Regeln der App selbst und mit ihrer Datenbank. Das Konto wird für den Lauf angelegt und danach gelöscht, und kein Token gelangt je auf diese Seite.",
  groups: {
    trouble: "Wenn etwas schiefgeht",
    theft: "Wenn ein Cookie gestohlen wird",
    ended: "Wenn eine Sitzung beendet wird",
    time: "Zeitmaschine",
  },
  runAll: "Alle ausführen",
  run: "Ausführen",
  runAgain: "Noch einmal ausführen",
  scenarios: { one: "{count} Szenario", other: "{count} Szenarien" },
  passedOf: "{passed} von {all} bestanden",
  hint: "Führen Sie eines aus, um jeden Schritt zu sehen und wer welches Token hat.",
  status: {
    running: "Läuft …",
    passed: "Bestanden",
    failed: "Nicht bestanden",
    busy: "Gerade laufen zu viele. Versuchen Sie es gleich noch einmal.",
    unreachable: "Der Server ist nicht erreichbar. Versuchen Sie es noch einmal.",
  },
  timeline: "Was geschehen ist",
  held: "Stimmt:",
  notHeld: "Stimmt nicht:",
  code: "Code ansehen",
  files:
    "Das Szenario ist {scenario}, seine Regel steht in {rule}. Die Tests führen dieselbe Datei aus; ihre Sätze stehen in {texts}.",
};
