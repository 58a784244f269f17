/** What a process reads of the events that other processes wrote. */
import { and, asc, gt, gte, lte, sql } from "drizzle-orm";
import { statement } from "@/db/engine/statements";

/** Events since an instant, in the order in which they were written. */
export const eventsSince = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(gte(auditEvents.at, param("since")), gt(auditEvents.id, param("after"))))
    .orderBy(asc(auditEvents.id))
    .limit(sql.placeholder("limit")),
);

export const eventsBetween = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(gte(auditEvents.id, param("first")), lte(auditEvents.id, param("last")))),
);
