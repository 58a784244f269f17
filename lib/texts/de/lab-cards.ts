import type { labCards as source } from "@/lib/texts/en/lab-cards";
import type { Translation } from "@/lib/texts/message";

export const labCards: Translation<typeof source> = {
  "lost-answer": {
    title: "Die Antwort geht verloren",
    rule: "Die Antwort auf eine Erneuerung kommt nie an. Der Browser fragt noch einmal mit dem alten Cookie und erhält dasselbe neue.",
    simulated: "Simuliert: das Netz, in dem die Antwort verloren geht.",
    claims: {
      getsTheLostToken: "Sie erhalten Token 2 doch noch: das verlorene",
      staysSignedIn: "Sie sind noch angemeldet",
    },
  },
  "two-tabs": {
    title: "Zwei Tabs um die Wette",
    rule: "Zwei Tabs erneuern im selben Augenblick mit demselben Cookie. Einer von ihnen erzeugt das neue Token, und beide erhalten es.",
    simulated:
      "Simuliert: die beiden Tabs. In ihnen läuft der Browser-Client der App, ohne die Sperre, die sie sonst auseinanderhält.",
    claims: {
      bothAsked: "Beide Tabs haben gefragt",
      bothAnswered: "Beide Tabs haben eine Antwort",
      oneNewToken: "Es gibt ein neues Token, nicht zwei",
      bothSignedIn: "Beide Tabs bleiben angemeldet",
    },
  },
  "laptop-asleep": {
    title: "Der Laptop schläft ein",
    rule: "Sie klappen den Laptop mitten in einer Erneuerung zu. Stunden später fragt er mit dem alten Cookie und erhält noch das neue, solange es nie benutzt wurde.",
    simulated: "Simuliert: der Deckel und die Stunden, die vergehen.",
    claims: {
      getsTokenLate: "Sie erhalten Token 2, Stunden später",
      staysSignedIn: "Sie sind noch angemeldet",
    },
  },
  "wrong-clock": {
    title: "Eine Uhr, die zehn Minuten falsch geht",
    rule: "Die Uhr des Rechners geht zehn Minuten nach. Das macht nichts: Der Browser zählt nur, wie viel Zeit vergangen ist, und der Server hat das letzte Wort.",
    simulated: "Simuliert: die Uhr Ihres Rechners und die Minuten, die vergehen.",
    claims: {
      noEarlyWarning: "Keine Warnung nach der halben Frist",
      oneRefreshAtMost: "Höchstens eine Erneuerung zur rechten Zeit, nicht eine nach der anderen",
      warnsInTime: "Die Warnung kommt, wenn der Server es sagt",
      countsTheRightMinute: "Sie zählt die richtige Minute",
    },
  },
  "frozen-tab": {
    title: "Ein eingefrorener Tab",
    rule: "Der Browser friert einen Tab mitten in einer Erneuerung ein. Die anderen Tabs warten fünf Sekunden auf ihn und machen dann weiter. Wenn er erwacht, kann seine alte Antwort das neuere Token nicht überschreiben.",
    simulated:
      "Simuliert: die Tabs und ihre fünf Sekunden. In dem Tab, der weitermacht, läuft der Browser-Client der App.",
    claims: {
      otherTabGoesOn: "Der andere Tab macht ohne die Sperre weiter",
      getsTheSameToken: "Er erhält das Token, das dem eingefrorenen Tab geschickt wurde",
      overwritesNothing: "Die späte Antwort überschreibt nichts",
      staysSignedIn: "Sie sind noch angemeldet",
    },
  },
  "browser-killed": {
    title: "Der Browser wird beendet",
    rule: "Ein Smartphone beendet den Browser, bevor er seine neuesten Cookies gespeichert hat. Er startet mit einem alten, das zwei Token zurückliegt, und darf wieder herein.",
    simulated: "Simuliert: das Smartphone, das seinen Browser beendet, und die Sekunden, die vergehen.",
    claims: {
      isLetBackIn: "Ihr Smartphone erhält Token 3, obwohl es mit Token 1 kam",
      isSignedIn: "Es ist noch angemeldet",
      staysSignedIn: "Und bleibt es",
    },
  },
  "server-killed": {
    title: "Der Server stürzt in einer Erneuerung ab",
    rule: "Vor dem Commit ist nichts geschehen: Das alte Token gilt noch. Nach dem Commit ist das neue Token sicher, und Sie erhalten es, wenn Sie noch einmal fragen.",
    simulated:
      "Simuliert: der Absturz. Die Transaktion, die er abbricht, ist echt, und die, für die er zu spät kommt, ebenso.",
    claims: {
      allTakenBack: "Die Datenbank nimmt alles zurück",
      oldTokenWorks: "Das alte Token gilt noch: Sie erhalten Token 2",
      newTokenIsSafe: "Das neue Token ist sicher: Sie erhalten Token 3",
      staysSignedIn: "Sie sind noch angemeldet",
    },
  },
  "stolen-late": {
    title: "Ein gestohlenes Cookie, spät benutzt",
    rule: "Ein Dieb benutzt ein Token, das Sie längst durch ein neueres ersetzt haben. Zwei Browser mit einem Token: Die Sitzung endet für beide.",
    simulated: "Simuliert: der Diebstahl und die Minuten, die vergehen.",
    claims: {
      thiefGetsNothing: "Der Dieb erhält nichts",
      youAreTold: "Auch Sie sind abgemeldet und erfahren, warum",
      phoneStaysIn: "Ihr Smartphone nicht: Es hat eine eigene Sitzung",
    },
  },
  "stolen-at-once": {
    title: "Ein gestohlenes Cookie, sofort benutzt",
    rule: "Der Dieb ist schneller als Sie und benutzt die Kopie sofort. Ihre eigene nächste Erneuerung verrät beide.",
    simulated: "Simuliert: der Diebstahl und die Minuten, die vergehen.",
    claims: {
      thiefIsIn: "Vorerst ist der Dieb drin",
      yourRefreshEndsIt: "Ihre nächste Erneuerung beendet die Sitzung",
      thiefIsOut: "Der Dieb ist schon bei der nächsten Anfrage draußen",
    },
  },
  "stolen-first": {
    title: "Ein Dieb, der immer zuerst kommt",
    rule: "Der Dieb erneuert jedes Mal vor Ihnen, und so sieht jede Ihrer Erneuerungen nach einer verlorenen Antwort aus. Zweimal nacheinander kann Pech sein. Das dritte Mal ist Diebstahl.",
    simulated: "Simuliert: der Diebstahl und die Minuten, die vergehen.",
    claims: {
      firstPasses: "Beim ersten Mal geht es als verlorene Antwort durch",
      secondPasses: "Beim zweiten Mal geht es als verlorene Antwort durch",
      thirdEndsIt: "Beim dritten Mal endet die Sitzung",
      thiefIsOut: "Auch für den Dieb",
    },
  },
  "stolen-quietly": {
    title: "Ein Dieb, der stillhält",
    rule: "Der Dieb geht nie voran und versteckt sich hinter Ihnen, als gingen Antworten verloren. Das gelingt zweimal nacheinander. Unbemerkt bleibt nur, wer nie mehr als ein paar Sekunden hinter Ihnen liegt. Dafür ist die nächste Karte da.",
    simulated: "Simuliert: der Diebstahl und die Minuten, die vergehen.",
    claims: {
      firstPasses: "Beim ersten Mal geht es als verlorene Antwort durch",
      secondPasses: "Beim zweiten Mal geht es als verlorene Antwort durch",
      thirdEndsIt: "Beim dritten Mal endet die Sitzung",
      youAreTold: "Sie erfahren, warum",
    },
  },
  "stolen-bound": {
    title: "Gestohlen, aber an das Gerät gebunden",
    rule: "Die Sitzung ist an einen Schlüssel gebunden, der Ihr Gerät nie verlässt. Ohne ihn kann das kopierte Cookie die Sitzung nicht erneuern, und Sie bemerken nichts als eine Zeile in Ihrer Aktivität.",
    simulated: "Simuliert: der Diebstahl. Der Schlüssel ist echt, und jeder Nachweis wird geprüft.",
    claims: {
      thiefGetsNothing: "Der Dieb erhält nichts, obwohl das Token stimmt",
      youGoOn: "Bei Ihnen geht es weiter",
      waitingIsNoHelp: "Warten hilft nicht",
      staysSignedIn: "Sie sind noch angemeldet",
    },
  },
  "password-changed": {
    title: "Ein neues Passwort sperrt den Dieb aus",
    rule: "Sie ändern Ihr Passwort. Von da an ist jedes ältere Token nichts mehr wert, zu keiner Zeit und für nichts. Es kann Sie nicht einmal abmelden.",
    simulated: "Simuliert: der Diebstahl.",
    claims: {
      youHaveANewToken: "Sie haben ein neues Token",
      cookieIsWorthNothing: "Das Cookie des Diebs bringt nichts",
      accessTokenIsWorthNothing: "Das Access-Token auch nicht",
      cannotSignYouOut: "Der Dieb kann Sie nicht abmelden",
      staysSignedIn: "Sie sind noch angemeldet",
    },
  },
  "revoked-remotely": {
    title: "Aus der Ferne abgemeldet",
    rule: "Sie haben den Laptop irgendwo stehen lassen und beenden seine Sitzung vom Smartphone aus. Schon seine nächste Anfrage wird abgelehnt: Nichts muss erst ablaufen.",
    simulated: "Simuliert: die beiden Geräte.",
    claims: {
      phoneMayEndIt: "Ihr Smartphone darf die Sitzung beenden",
      laptopIsTold: "Die nächste Anfrage des Laptops wird abgelehnt, und er erfährt, warum",
      cookieIsWorthNothing: "Auch sein Cookie ist nichts mehr wert",
      phoneStaysIn: "Ihr Smartphone bleibt angemeldet",
    },
  },
  "account-disabled": {
    title: "Das Konto wird gesperrt",
    rule: "Die Administration sperrt das Konto. Jedes Gerät ist im selben Augenblick abgemeldet.",
    simulated: "Simuliert: die beiden Geräte und die Administration.",
    claims: {
      laptopIsOut: "Der Laptop ist bei seiner nächsten Anfrage abgemeldet",
      phoneIsOut: "Das Smartphone auch",
    },
  },
  "before-limit": {
    title: "Eine Minute vor Ablauf der Frist",
    rule: "Ohne jede Eingabe endet die Sitzung. Die Seite warnt Sie vorher, und eine Erneuerung im Hintergrund zählt nicht als Ihre Anwesenheit.",
    simulated: "Simuliert: die Minuten, die vergehen.",
    claims: {
      pageWarns: "Die Seite warnt Sie",
      refreshWorks: "Eine Erneuerung im Hintergrund gelingt noch",
      refreshMovedNothing: "Aber sie hat nichts verschoben: Die Sitzung ist beendet",
      tabSaysSo: "Der Tab sagt es",
    },
  },
  "network-off": {
    title: "Das Netz ist weg",
    rule: "Ohne Netz wird niemand abgemeldet. Die Seite wartet, versucht es wieder und macht weiter, sobald sie kann.",
    simulated: "Simuliert: das Netz. Im Tab läuft der Browser-Client der App.",
    claims: {
      staysSignedIn: "Sie sind noch angemeldet",
      noTokenLost: "Kein Token ging verloren oder wurde verbraucht",
      recoversByItself: "Der Tab hat ein neues Token, ohne Ihr Zutun",
    },
  },
  "server-away": {
    title: "Der Server ist weg",
    rule: "Solange der Server nicht antworten kann, bleiben Sie angemeldet. Nur der Server selbst kann eine Sitzung beenden.",
    simulated: "Simuliert: der Ausfall. Im Tab läuft der Browser-Client der App.",
    claims: {
      staysSignedIn: "Sie sind noch angemeldet",
      pageKnows: "Die Seite weiß, dass der Server weg ist",
      recoversByItself: "Der Tab hat ein neues Token, ohne Ihr Zutun",
      allIsWell: "Alles ist wieder in Ordnung",
    },
  },
};
