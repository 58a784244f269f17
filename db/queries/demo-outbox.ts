/** The mailbox of the demo: messages that were sent stay readable, their secrets included. */
import { eq } from "drizzle-orm";
import { type Engine, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";

const sentKeepingSecrets = statement(({ db, param, outbox }) =>
  db
    .update(outbox)
    .set({ sentAt: param("at") })
    .where(eq(outbox.id, param("id"))),
);
/** @returns the demo's write to the outbox, as a method of `Database` */
export function createDemoOutboxQueries(engine: Engine) {
  return {
    /** Records that a message was sent, and keeps its secrets. */
    async markMailSentKeepingSecrets(id: string, at: number): Promise<void> {
      await engine.run(write(sentKeepingSecrets, { id, at }));
    },
  };
}
