import { account } from "./account";
import { form } from "./form";
import { organizationSwitcher } from "./organization-switcher";
import { session } from "./session";
import { sessionEnd } from "./session-end";

/** The texts that `lib/texts/later.ts` loads after the page, beside those that every signed-in page brings. */
export const later = { account, form, organizationSwitcher, session, sessionEnd };
