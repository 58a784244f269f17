/** The fields that request bodies and forms share. */
import { z } from "zod";
import { canonicalEmail, MAX_EMAIL } from "@/lib/server/email";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";

/** Characters; `lib/server/factors/password-policy.ts` accepts no longer password. */
export const MAX_PASSWORD = 1024;

/** The form that `<input type="email">` accepts (HTML, "valid e-mail address"), with a dot in the domain. */
const HTML_EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export const email = z
  .string()
  .max(MAX_EMAIL)
  .transform(canonicalEmail)
  .pipe(z.string().regex(HTML_EMAIL, validation.email));
export const password = z.string().min(1, validation.passwordMissing).max(MAX_PASSWORD);

/** A character that shows: no space, and none that is displayed as nothing (`Default_Ignorable_Code_Point`). */
const VISIBLE = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** A line of text a user chose: no control or invisible characters that could change how it is displayed. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .refine((text) => VISIBLE.test(text), validation.missing)
    .refine((text) => [...text].length <= most, fillIn(validation.tooLong, { most }))
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text), validation.plainText);

/** `navigator.maxTouchPoints`: how many fingers a screen can distinguish. */
export const touchPoints = z.number().int().min(0).max(256);

/** Whole seconds; `lib/session/idle-timeout.ts` knows the range, which depends on the deployment. */
export const idleTimeout = z.number().int().min(1).max(31_536_000).nullable();

/** A number in a query or a form, from 1. @param otherwise the value of a field that is left out, as text */
export const count = (most: number, otherwise: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .default(otherwise)
    .transform(Number)
    .pipe(z.number().int().min(1).max(most));

/** The page of a list, in the query of an endpoint. It bounds how far the database counts. */
export const pageNumber = count(999_999, "1");
/** The same in the address of a page: the first one for anything else. */
export const pageInAddress = pageNumber.catch(1);

/** In a form: the session its page was rendered in. */
export const pageSessionId = z.string().max(64).default("");
