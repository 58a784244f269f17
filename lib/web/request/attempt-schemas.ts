/** The bodies of sign-ins and sign-ups that take several steps. Unknown members are refused. */

import { z } from "zod";
import { MAX_NAME_LENGTH } from "@/lib/session/text-limits";
import { validation } from "@/lib/texts/en/validation";
import { email, line, password, touchPoints } from "./fields";

export const attemptBody = z.strictObject({
  email,
  rememberMe: z.boolean().default(false),
  touchPoints: touchPoints.optional(),
});
export const attemptPasswordBody = z.strictObject({ password, touchPoints: touchPoints.optional() });
export const attemptCodeBody = z.strictObject({
  code: z.string().min(1, validation.codeMissing).max(64),
  touchPoints: touchPoints.optional(),
});
export const attemptProfileBody = z
  .strictObject({
    name: line(MAX_NAME_LENGTH).optional(),
    password: password.optional(),
    touchPoints: touchPoints.optional(),
  })
  .refine(({ name, password }) => name !== undefined || password !== undefined, validation.whatToSet);
export const linkBody = z.strictObject({
  ticket: z.string().min(1).max(128),
  touchPoints: touchPoints.optional(),
});
