import type { invitation as source } from "@/lib/texts/en/invitation";
import type { Translation } from "@/lib/texts/message";

export const invitation: Translation<typeof source> = {
  pageTitle: "Einladung",
  title: "Einer Organisation beitreten",
  text: "Sie wurden in eine Organisation eingeladen. Deren Mitglieder sehen Ihren Namen und Ihre E-Mail-Adresse.",
  joinAs: "Als {email} beitreten",
  joining: "Sie treten bei …",
  over: "Diese Einladung ist abgelaufen, wurde schon benutzt oder zurückgezogen. Bitten Sie die Person, die Sie eingeladen hat, um eine neue.",
  seeOrganizations: "Ihre Organisationen ansehen",
  signedInAs: "Sie sind als {email} angemeldet.",
  useAnotherAccount: "Anderes Konto verwenden",
  signInFirst:
    "Sie wurden in eine Organisation bei Latchkey eingeladen. Melden Sie sich mit dem Konto der Adresse an, an die die Einladung ging, oder erstellen Sie eines dafür. Dann können Sie beitreten.",
  signIn: "Anmelden",
  createAccount: "Konto erstellen",
  openAgain: "Öffnen Sie den Link aus Ihrer Einladung noch einmal. Diese Seite braucht ihn vollständig.",
  joinedTitle: "Sie sind {organization} beigetreten",
  joined: {
    owner: "Sie sind jetzt Inhaberin oder Inhaber von {organization}.",
    admin: "Sie sind jetzt Admin von {organization}.",
    member: "Sie sind jetzt Mitglied von {organization}.",
  },
  openOrganization: "Organisation öffnen",
};
