import type { time as source } from "@/lib/texts/en/time";
import type { Translation } from "@/lib/texts/message";

export const time: Translation<typeof source> = {
  justNow: "gerade eben",
  inAMoment: "gleich",
  todayAt: "heute um {time}",
  yesterdayAt: "gestern um {time}",
  onDateAt: "am {date} um {time}",
  left: "noch {rest:duration}",
  expiringNow: "Läuft gerade ab",
  expiresIn: "Läuft {rest:in} ab, bei Inaktivität {idle:in}",
};
