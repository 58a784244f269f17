import type { authenticator as source } from "@/lib/texts/en/authenticator";
import type { Translation } from "@/lib/texts/message";

export const authenticator: Translation<typeof source> = {
  kind: { totp: "Authenticator-App", passkey: "Passkey" },
  removal: {
    passkey: "Sie können sich damit nicht mehr anmelden.",
    totp: "Codes dieser App gelten dann nicht mehr.",
    stillHave: "Sie haben noch: {names}.",
    last: "Es ist der letzte zweite Faktor. Deshalb gelten auch Ihre Wiederherstellungscodes nicht mehr. Für die Anmeldung genügt dann Ihr Passwort allein.",
  },
};
