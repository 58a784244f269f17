import { account } from "./account";
import { activity } from "./activity";
import { addDevice } from "./add-device";
import { admin } from "./admin";
import { authenticator } from "./authenticator";
import { dashboard } from "./dashboard";
import { device } from "./device";
import { devices } from "./devices";
import { errors } from "./errors";
import { failed } from "./failed";
import { form } from "./form";
import { report } from "./report";
import { session } from "./session";
import { sessionEnd } from "./session-end";
import { shell } from "./shell";
import { time } from "./time";

/** The German texts. */
export const de = {
  account,
  activity,
  addDevice,
  admin,
  authenticator,
  dashboard,
  device,
  devices,
  errors,
  failed,
  form,
  report,
  session,
  sessionEnd,
  shell,
  time,
};
