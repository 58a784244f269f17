import { admin } from "./admin";
import { device } from "./device";
import { errors } from "./errors";
import { failed } from "./failed";
import { form } from "./form";
import { sessionEnd } from "./session-end";
import { shell } from "./shell";
import { time } from "./time";

/** The English texts, from which the keys of all other languages come. */
export const en = { admin, device, errors, failed, form, sessionEnd, shell, time };
