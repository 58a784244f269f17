import type { later as source } from "@/lib/texts/en/later";
import type { Translation } from "@/lib/texts/message";
import { account } from "./account";
import { errors } from "./errors";
import { form } from "./form";
import { organizationSwitcher } from "./organization-switcher";
import { session } from "./session";
import { sessionEnd } from "./session-end";

export const later: Translation<typeof source> = {
  account,
  errors,
  form,
  organizationSwitcher,
  session,
  sessionEnd,
};
