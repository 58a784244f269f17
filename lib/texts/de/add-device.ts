import type { addDevice as source } from "@/lib/texts/en/add-device";
import type { Translation } from "@/lib/texts/message";

export const addDevice: Translation<typeof source> = {
  title: "Gerät hinzufügen",
  intro:
    "Melden Sie ein Smartphone oder einen anderen Computer an, ohne dort Ihr Passwort einzugeben. Sie scannen damit einen QR-Code, vergleichen eine kurze Zahl und bestätigen das Gerät hier.",
  showQrCode: "QR-Code anzeigen",
  qrCode: "QR-Code des Links darunter",
  scan: "Scannen Sie dies mit Ihrem neuen Gerät",
  compare:
    "Seine Kamera öffnet eine Seite, die Ihr Konto nennt und {code} anzeigt. Steht dort eine andere Zahl, brechen Sie ab.",
  openLink: "Das Scannen klappt nicht? Öffnen Sie dort diesen Link: {link}",
  worksOnce: "Der Link funktioniert einmal und fünf Minuten lang. Schicken Sie ihn niemandem.",
  haveOpened: "Ich habe ihn geöffnet",
  asks: "{device} möchte hinzugefügt werden",
  doesItShow: "Zeigt das Gerät {code} an?",
  onlyIfYours:
    "Fügen Sie es nur hinzu, wenn Sie es vor sich haben. Es wird in Ihrem Konto angemeldet, bis Sie es wieder abmelden.",
  add: "Ja, dieses Gerät hinzufügen",
  stop: "Nein, abbrechen",
  approved: "Bestätigt",
  theDevice: "Das Gerät",
  signingIn: "{device} wird angemeldet …",
  checkAgain: "Noch einmal prüfen",
  signedIn: "{device} ist angemeldet",
  inTheList: "Es steht in der Liste darunter. Dort können Sie es jederzeit abmelden.",
  addAnother: "Weiteres Gerät hinzufügen",
  noneAdded: "Es wurde kein Gerät hinzugefügt",
  expired: "Der QR-Code ist abgelaufen.",
  void: "Der Link gilt nicht mehr.",
  showNewQrCode: "Neuen QR-Code anzeigen",
  viaAnotherService:
    "Sie haben sich hier über einen anderen Dienst angemeldet. Melden Sie sich auf dem neuen Gerät genauso an.",
};
