/** The JSON of an error. */
import type { z } from "zod";
import type { errorDetailsSchema, errorSchema } from "./view-schemas/error";

/** Details of an error that a caller may know. */
export type ErrorDetails = z.infer<typeof errorDetailsSchema>;

/** The body of every response that is an error. */
export type ErrorBody = z.infer<typeof errorSchema>;
