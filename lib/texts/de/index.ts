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

/** The German texts. */
export const de = { addDevice, admin, device, devices, errors, failed, form, sessionEnd, shell, time };
