import type { crossSite as source } from "@/lib/texts/en/cross-site";
import type { Translation } from "@/lib/texts/message";

export const crossSite: Translation<typeof source> = {
  title: "Öffnen Sie Latchkey unter seiner eigenen Adresse",
  text: "Dieses Formular kam von einer Seite unter einer anderen Adresse, deshalb wurde nichts geändert. Latchkey läuft unter {address}. Öffnen Sie es dort und versuchen Sie es noch einmal.",
};
