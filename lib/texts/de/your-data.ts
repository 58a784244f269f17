import type { yourData as source } from "@/lib/texts/en/your-data";
import type { Translation } from "@/lib/texts/message";

export const yourData: Translation<typeof source> = {
  title: "Ihre Daten",
  intro: "Laden Sie sie herunter, oder löschen Sie Ihr Konto.",
  download: {
    title: "Ihre Daten herunterladen",
    what: "Eine Datei mit allem, was wir über Sie speichern: Ihr Profil, Ihre Geräte, Aktivitäten, Organisationen und alles Übrige. Sie enthält keine Passwörter oder Schlüssel und nichts über andere Personen.",
    told: "Wir schicken Ihnen auch eine E-Mail, damit Sie es erfahren, falls Sie es nicht selbst waren.",
    button: "Herunterladen",
    busy: "Wird vorbereitet …",
    done: "Ihre Daten wurden heruntergeladen.",
  },
  remove: {
    title: "Ihr Konto löschen",
    atOnce: "Sofort",
    atOnceText:
      "Sie werden auf allen Geräten abgemeldet, und Ihre API-Schlüssel funktionieren endgültig nicht mehr. Wir schicken Ihnen eine E-Mail dazu.",
    until: "Bis {date}",
    untilText:
      "Sie können es sich anders überlegen: Melden Sie sich an und wählen Sie „Mein Konto behalten“.",
    from: "Am {date}",
    fromText:
      "Alles, was wir über Sie speichern, wird endgültig gelöscht. Mit Ihrer E-Mail-Adresse lässt sich dann ein neues Konto anlegen.",
    stays: "Was bleibt",
    staysText:
      "Organisationen, in denen Sie Mitglied sind, denn sie gehören ihren Mitgliedern. Und unser Sicherheitsprotokoll: Es behält 90 Tage lang, was geschehen ist, ohne Ihren Namen, Ihre E-Mail-Adresse oder Ihr Gerät.",
    confirm: "Ja, mein Konto am {date} löschen",
    notConfirmed: "Kreuzen Sie das Kästchen an, um Ihr Konto zu löschen.",
    button: "Mein Konto löschen",
    busy: "Wird gelöscht …",
    onlyOwner: {
      one: "Eine Organisation gehört nur Ihnen. Geben Sie dort jemand anderem die Rolle „Inhaber/in“, oder löschen Sie die Organisation, bevor Sie Ihr Konto löschen:",
      other:
        "{count} Organisationen gehören nur Ihnen. Geben Sie dort jemand anderem die Rolle „Inhaber/in“, oder löschen Sie die Organisationen, bevor Sie Ihr Konto löschen:",
    },
    onlyAdministrator:
      "Außer Ihnen verwaltet niemand diese Website. Geben Sie jemand anderem diese Rolle, bevor Sie Ihr Konto löschen.",
    scheduled: "Ihr Konto wird am {date} gelöscht.",
    toKeep: "Behalten?",
  },
  keep: {
    documentTitle: "Ihr Konto behalten?",
    title: "Ihr Konto wird am {date} gelöscht. Behalten?",
    text: "Sie haben uns gebeten, es zu löschen. Bis dahin ist alles noch da, aber Sie können nichts ändern. Dass Sie angemeldet sind, rettet das Konto nicht.",
    keysStayRevoked:
      "Wenn Sie es behalten, ist alles wie zuvor, bis auf Ihre API-Schlüssel: Die müssen Sie neu anlegen.",
    kept: "Ihr Konto bleibt bestehen. Es wird nicht gelöscht.",
    button: "Mein Konto behalten",
    download: "Ihre Daten herunterladen",
    signOut: "Abmelden und löschen lassen",
  },
};
