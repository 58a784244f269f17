import type { session as source } from "@/lib/texts/en/session";
import type { Translation } from "@/lib/texts/message";

export const session: Translation<typeof source> = {
  expiry: {
    signOutNow: "Jetzt abmelden",
    idle: {
      title: "Sind Sie noch da?",
      text: "Sie werden bald abgemeldet, weil Sie inaktiv waren. Ihre Arbeit bleibt erhalten.",
      stay: "Angemeldet bleiben",
    },
    absolute: {
      title: "Diese Sitzung endet bald",
      text: "Ihre Sitzung erreicht bald ihre Höchstdauer. Sie lässt sich nicht verlängern. Sie melden sich gleich hier noch einmal an und machen dort weiter, wo Sie waren. Ihre Arbeit bleibt erhalten.",
      stay: "Verstanden",
    },
  },
  mismatch: {
    title: "Sie haben das Konto gewechselt",
    switchBack: "Zurück zu {name} wechseln",
    signInAs: "Als {name} anmelden",
    continueAs: "Als {name} fortfahren",
    switchedTo: "In einem anderen Tab ist dieser Browser zu {name} ({email}) gewechselt.",
    switched: "In einem anderen Tab ist dieser Browser zu einem anderen Konto gewechselt.",
    switchedToEnded:
      "In einem anderen Tab ist dieser Browser zu einem anderen Konto gewechselt. Dessen Sitzung ist beendet.",
    pageOf: "Diese Seite gehört zu {name}. Nichts davon wurde im anderen Konto gespeichert.",
  },
  signedOut: "Sie sind abgemeldet",
  signInToContinue: "Melden Sie sich an, um fortzufahren",
  goToSignIn: "Zur Anmeldung",
  useAnotherAccount: "Anderes Konto verwenden",
  continue: "Weiter",
  signIn: "Anmelden",
  askingProvider: "Wir fragen den Dienst, mit dem Sie sich anmelden, ob Sie dort noch angemeldet sind …",
  wasSignedInAs: "Sie waren als {email} angemeldet.",
  workIsHere: "Ihre Arbeit ist noch da, genau wie Sie sie verlassen haben. Sie waren als {email} angemeldet.",
  attemptOver:
    "Der zweite Schritt hat zu lange gedauert, oder es gab zu viele falsche Codes. Geben Sie Ihr Passwort noch einmal ein.",
  confirmTitle: "Bestätigen Sie, dass Sie es sind",
  confirm: "Bestätigen",
  oneMoreStep: "Das ist Ihr Passwort. Ein weiterer Schritt zeigt, dass Sie es sind.",
  aWhile: "Sie haben sich vor einiger Zeit als {email} angemeldet.",
  instruction: {
    password: "Geben Sie Ihr Passwort ein, um fortzufahren.",
    provider:
      "Melden Sie sich noch einmal mit {provider} an, um fortzufahren. Sie kommen zu dieser Seite zurück und können es dann noch einmal versuchen.",
    passkey: "Verwenden Sie Ihren Passkey, um fortzufahren.",
    signOut: "Melden Sie sich dafür ab und wieder an.",
  },
  password: "Passwort",
  enterPassword: "Geben Sie Ihr Passwort ein.",
  incorrectPassword: "Das Passwort ist falsch.",
  signInAgainWith: "Noch einmal mit {provider} anmelden",
  usePasskey: "Passkey verwenden",
  usePasskeyInstead: "Stattdessen einen Passkey verwenden",
  enterCode: "Geben Sie den Code ein.",
  recoveryCode: "Wiederherstellungscode",
  codeHint: "Aus Ihrer Authenticator-App. Ein Wiederherstellungscode geht auch.",
};
