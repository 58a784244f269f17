import { account } from "./account";
import { errors } from "./errors";
import { form } from "./form";
import { organizationSwitcher } from "./organization-switcher";
import { session } from "./session";
import { sessionEnd } from "./session-end";

/** The texts that `lib/texts/later.ts` loads after the page, beside those that every signed-in page brings. */
export const later = { account, errors, form, organizationSwitcher, session, sessionEnd };
