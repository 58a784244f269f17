import { account } from "./account";
import { activity } from "./activity";
import { addDevice } from "./add-device";
import { admin } from "./admin";
import { authenticator } from "./authenticator";
import { connection } from "./connection";
import { crossSite } from "./cross-site";
import { dashboard } from "./dashboard";
import { demo } from "./demo"; // demo:line
import { demoControls } from "./demo-controls"; // demo:line
import { device } from "./device";
import { devices } from "./devices";
import { errors } from "./errors";
import { factorSetup } from "./factor-setup";
import { failed } from "./failed";
import { form } from "./form";
import { impersonate } from "./impersonate";
import { invitation } from "./invitation";
import { joinDevice } from "./join-device";
import { lab } from "./lab"; // demo:line
import { labCards } from "./lab-cards"; // demo:line
import { labSteps } from "./lab-steps"; // demo:line
import { landing } from "./landing"; // demo:line
import { login } from "./login";
import { mail } from "./mail";
import { mailLink } from "./mail-link";
import { organizationSwitcher } from "./organization-switcher";
import { organizations } from "./organizations";
import { recovery } from "./recovery";
import { report } from "./report";
import { requestErrors } from "./request-errors";
import { sandbox } from "./sandbox"; // demo:line
import { security } from "./security";
import { session } from "./session";
import { sessionEnd } from "./session-end";
import { shell } from "./shell";
import { signIn } from "./sign-in";
import { start } from "./start";
import { time } from "./time";
import { validation } from "./validation";
import { yourData } from "./your-data";

/** The German texts. */
export const de = {
  account,
  activity,
  addDevice,
  admin,
  authenticator,
  connection,
  crossSite,
  dashboard,
  demo, // demo:line
  demoControls, // demo:line
  device,
  devices,
  errors,
  factorSetup,
  failed,
  form,
  impersonate,
  invitation,
  joinDevice,
  lab, // demo:line
  labCards, // demo:line
  labSteps, // demo:line
  landing, // demo:line
  login,
  mail,
  mailLink,
  organizationSwitcher,
  organizations,
  recovery,
  report,
  requestErrors,
  sandbox, // demo:line
  security,
  session,
  sessionEnd,
  shell,
  signIn,
  start,
  time,
  validation,
  yourData,
};
