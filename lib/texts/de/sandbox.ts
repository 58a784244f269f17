import type { sandbox as source } from "@/lib/texts/en/sandbox";
import type { Translation } from "@/lib/texts/message";

export const sandbox: Translation<typeof source> = {
  laptop: "Laptop",
  phone: "Smartphone",
  blankAfter: "leer {seconds} s nach dem Klick",
  signedOutHere: "Sie haben sich auf diesem Gerät abgemeldet.",
  signedOut: "Sie sind abgemeldet",
  signInAgain: "Wieder anmelden",
  devices: "Geräte",
  thisDevice: "Dieses Gerät",
  signOut: "Abmelden",
  signOutHere: "Von diesem Gerät abmelden",
  signOutOf: "{name} abmelden",
  isOver: "Dieses Konto hat eine halbe Stunde bestanden und ist nun weg.",
  failed: "Die echten Geräte konnten nicht gestartet werden.",
  full: {
    one: "Gerade probieren zweihundert Personen das aus. Spätestens in einer Minute ist Platz für Sie, und Ihre Geräte erscheinen hier von selbst.",
    other:
      "Gerade probieren zweihundert Personen das aus. Spätestens in {count} Minuten ist Platz für Sie, und Ihre Geräte erscheinen hier von selbst.",
  },
  limited: {
    one: "Viele in Ihrem Netz haben das gerade ausprobiert. Ihre Geräte erscheinen hier in einer Minute.",
    other:
      "Viele in Ihrem Netz haben das gerade ausprobiert. Ihre Geräte erscheinen hier in {count} Minuten.",
  },
};
