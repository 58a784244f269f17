import type { signIn as source } from "@/lib/texts/en/sign-in";
import type { Translation } from "@/lib/texts/message";

export const signIn: Translation<typeof source> = {
  signIn: "Anmelden",
  signingIn: "Sie werden angemeldet …",
  createAccount: "Konto erstellen",
  creating: "Konto wird erstellt …",
  continue: "Weiter",
  usePasskey: "Passkey verwenden",
  useAnotherAddress: "Andere Adresse verwenden",
  useAnotherAccount: "Anderes Konto verwenden",
  name: "Name",
  email: "E-Mail-Adresse",
  password: "Passwort",
  fixFields: "Korrigieren Sie die hervorgehobenen Felder.",
  form: {
    forgotPassword: "Passwort vergessen?",
    rememberMe: "Angemeldet bleiben",
    emailCode: "Code per E-Mail senden",
    emailMissing: "Geben Sie Ihre E-Mail-Adresse ein, dann senden wir Ihnen einen Code.",
    provider: "Weiter mit {name}",
  },
  signUp: {
    title: "Konto erstellen",
    nameMissing: "Geben Sie Ihren Namen ein.",
    emailInvalid: "Geben Sie eine gültige E-Mail-Adresse ein, etwa name@example.com.",
    emailTaken: "Zu dieser E-Mail-Adresse gibt es schon ein Konto. {signIn}",
    signInInstead: "Melden Sie sich stattdessen an.",
  },
  link: {
    title: "Mit einem Link anmelden",
    text: "Der Link gilt einmal, und nur in dem Browser, in dem Sie ihn angefordert haben.",
    refused:
      "Dieser Link ist abgelaufen, wurde schon benutzt oder gehört zu einem anderen Browser. Gehen Sie dorthin zurück, wo Sie ihn angefordert haben, und geben Sie dort den Code aus derselben E-Mail ein.",
    goToSignIn: "Zur Anmeldung",
    anotherWay: "Anders anmelden",
  },
  stepTitle: {
    challenge: "Sehen Sie in Ihrem Postfach nach",
    totp: "Noch ein Schritt",
    totp_setup: "Zweiten Schritt einrichten",
    profile: "Fast geschafft",
  },
  recoveryCodesTitle: "Wiederherstellungscodes speichern",
  challenge: {
    sentIfUsable:
      "Wenn Sie diese Adresse verwenden können, haben wir einen Code an {address} gesendet. Er gilt zehn Minuten.",
    sentIfAccount:
      "Wenn es ein Konto gibt, haben wir einen Code an {address} gesendet. Er gilt zehn Minuten.",
    resent: "Wir haben einen neuen Code gesendet. Der vorige gilt nicht mehr.",
    code: "Code aus der E-Mail",
    newCodeIn: "Neuer Code in {seconds} s",
    sendNewCode: "Neuen Code senden",
  },
  factor: {
    account: "Sie melden sich als {email} an.",
    appCode: "Code aus Ihrer Authenticator-App",
    useApp: "Authenticator-App verwenden",
    useRecoveryCode: "Wiederherstellungscode verwenden",
    recoveryCode: "Wiederherstellungscode",
    recoveryCodeHint:
      "Einer der Codes, die Sie beim Einrichten des zweiten Schritts gespeichert haben. Jeder gilt einmal.",
    signInWithRecoveryCode: "Mit diesem Code anmelden",
    wrongCode: {
      one: "Dieser Code stimmt nicht. Sie haben noch {count} Versuch.",
      other: "Dieser Code stimmt nicht. Sie haben noch {count} Versuche.",
    },
    noAttemptsLeft: "Dieser Code stimmt nicht, und es ist kein Versuch mehr übrig. Beginnen Sie von vorn.",
  },
  setUp: {
    text: "Ihr Konto braucht bei der Anmeldung einen zweiten Schritt. Dafür ist auf Ihrem Smartphone eine App nötig, die Codes erzeugt, etwa Ihr Passwortmanager oder eine Authenticator-App.",
    begin: "Authenticator-App einrichten",
    codeHint: "Sechs Ziffern. Die App zeigt alle 30 Sekunden neue.",
  },
};
