import type { factorSetup as source } from "@/lib/texts/en/factor-setup";
import type { Translation } from "@/lib/texts/message";

export const factorSetup: Translation<typeof source> = {
  scan: "Scannen Sie dies mit Ihrer Authenticator-App. Geben Sie dann den Code ein, den sie zeigt.",
  qrCode: "QR-Code mit dem Schlüssel, der darunter steht",
  cannotScan: "Scannen geht nicht? {open} oder geben Sie diesen Schlüssel ein: {secret}",
  openApp: "Öffnen Sie Ihre App",
  codes: {
    name: "Wiederherstellungscodes",
    text: "Bewahren Sie diese Codes sicher auf. Falls Sie Ihr Smartphone verlieren, können Sie sich mit jedem davon einmal anmelden. Sie werden nicht noch einmal angezeigt.",
    saved: "Ich habe meine Wiederherstellungscodes gespeichert",
    continue: "Weiter",
    savedContinue: "Ich habe sie gespeichert. Weiter",
    copy: "Kopieren",
    copied: "Kopiert",
    download: "Herunterladen",
    print: "Drucken",
    file: "Wiederherstellungscodes für Latchkey",
  },
};
