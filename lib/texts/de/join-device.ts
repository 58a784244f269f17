import type { joinDevice as source } from "@/lib/texts/en/join-device";
import type { Translation } from "@/lib/texts/message";

export const joinDevice: Translation<typeof source> = {
  pageTitle: "Dieses Gerät hinzufügen",
  title: "Auf diesem Gerät anmelden",
  over: "Dieser Link ist abgelaufen, wurde zurückgezogen oder zuerst auf einem anderen Gerät geöffnet. Lassen Sie Ihr anderes Gerät einen neuen QR-Code anzeigen.",
  anotherWay: "Anders anmelden",
  continue: "Weiter",
  signedInAlready: "Sie sind hier schon mit diesem Konto angemeldet.",
  seeDevices: "Ihre Geräte ansehen",
  isItYours: "Ist das Ihr Konto? Dann zeigt Ihr anderes Gerät neben dem QR-Code {code} an.",
  othersStay: "{name} bleibt hier angemeldet. Dieses Konto kommt hinzu.",
  signInHere: "Ja, hier anmelden",
  stranger:
    "Kennen Sie das Konto nicht, oder hat Ihnen jemand diesen Link geschickt? Schließen Sie diese Seite.",
  approve: "Bestätigen Sie dies jetzt auf Ihrem anderen Gerät. Es muss {code} anzeigen.",
  approved: "Ich habe es bestätigt",
};
