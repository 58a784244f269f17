import { bigint } from "drizzle-orm/pg-core";

/** An instant or a duration in whole milliseconds: more than 32 bits, and a number in JavaScript all the same. */
export const milliseconds = (name: string) => bigint(name, { mode: "number" });
