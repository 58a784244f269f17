import { addDevice } from "./add-device";
import { admin } from "./admin";
import { device } from "./device";
import { devices } from "./devices";
import { errors } from "./errors";
import { failed } from "./failed";
import { form } from "./form";
import { sessionEnd } from "./session-end";
import { shell } from "./shell";
import { time } from "./time";

/** The English texts, from which the keys of all other languages come. */
export const en = { addDevice, admin, device, devices, errors, failed, form, sessionEnd, shell, time };
