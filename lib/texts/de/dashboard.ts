import type { dashboard as source } from "@/lib/texts/en/dashboard";
import type { Translation } from "@/lib/texts/message";

export const dashboard: Translation<typeof source> = {
  title: "Übersicht",
  hello: "Guten Tag, {name}",
  yourNote: "Ihre Notiz",
  preferences: "Einstellungen",
  yourAccount: "Ihr Konto",
  devicesText: "Sehen, wo Sie angemeldet sind, und Geräte abmelden",
  securityText: "Passwort, Namen, E-Mail-Adresse und Ihre Anmeldung ändern",
  activityText: "Anmeldungen und Änderungen an Ihrem Konto ansehen",
  signedInOn: {
    one: "Sie sind auf {count} Gerät angemeldet.",
    other: "Sie sind auf {count} Geräten angemeldet.",
  },
  onlyHere: "Sie sind nur auf diesem Gerät angemeldet.",
  thisSession: "Diese Sitzung",
  summary: {
    acting:
      "{name} handelt im Namen dieser Person (Beginn: {when}). Das endet spätestens, wenn {name} sich abmeldet.",
    signedIn: "Angemeldet {when} mit {device}.",
    signedInFrom: "Angemeldet {when} mit {device}, aus {place}.",
    signedInLocally: "Angemeldet {when} mit {device}, aus Ihrem lokalen Netz.",
    remembered: "„Angemeldet bleiben“ ist ein. Sie bleiben also angemeldet, wenn Sie den Browser schließen.",
    notRemembered:
      "„Angemeldet bleiben“ ist aus. Sie werden also abgemeldet, wenn Sie den Browser schließen.",
  },
  clock: {
    idle: "Abmeldung bei Inaktivität in",
    idleHint: "Beginnt von vorn, wenn Sie Maus, Tastatur oder Bildschirm benutzen.",
    end: "Sitzung endet in",
    endHint: "{time}. Höchstdauer, nicht verlängerbar.",
  },
  note: {
    label: "Notiz",
    placeholder: "Schreiben Sie auf, was Sie sich merken möchten.",
    restored: "Wir haben Ihre ungespeicherte Notiz wiederhergestellt.",
    discard: "Verwerfen und gespeicherte Notiz zeigen",
    saving: "Wird gespeichert …",
    save: "Notiz speichern",
    unsaved: "Ungespeicherte Änderungen.",
    private: "Nur Sie können das sehen.",
    saved: "Gespeichert: {when}.",
    draftImpossible: "Dieser Browser kann keine Entwürfe aufbewahren.",
    draftKept: "Der Entwurf bleibt auf diesem Gerät.",
    draftFleeting: "Der Entwurf geht verloren, wenn Sie diesen Tab neu laden oder schließen.",
  },
};
