import type { mailLink as source } from "@/lib/texts/en/mail-link";
import type { Translation } from "@/lib/texts/message";

export const mailLink: Translation<typeof source> = {
  label: "Link aus der E-Mail",
  hint: "In Ihrem Browser laufen keine Skripte. Kopieren Sie deshalb den Link aus der E-Mail und fügen Sie ihn hier ein.",
};
