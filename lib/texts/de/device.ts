import type { device as source } from "@/lib/texts/en/device";
import type { Translation } from "@/lib/texts/message";

export const device: Translation<typeof source> = {
  browserOnSystem: "{browser} unter {system}",
  aBrowserOn: "Ein Browser unter {system}",
  unknown: "Unbekanntes Gerät",
  country: "{code:country}",
  place: "{place} (ungefähr)",
  localNetwork: "Lokales Netz",
  activeNow: "Gerade aktiv",
  active: "Aktiv {when}",
  notYou: "Nicht Sie?",
  secureAgainst: "Konto vor {name} schützen",
  kind: {
    computer: "Computer",
    phone: "Smartphone",
    tablet: "Tablet",
    television: "Fernseher",
    console: "Spielekonsole",
    headset: "VR-Brille",
    script: "Skript oder App",
    bot: "Bot",
    unknown: "Unbekannt",
  },
  mark: {
    administrator: "Admin",
    script: "Skript",
    bot: "Bot",
    unknown: "Nicht erkannt",
    unused: "Seit über {days} Tagen ungenutzt",
  },
};
