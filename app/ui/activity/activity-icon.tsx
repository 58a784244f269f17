import {
  Ban,
  Building2,
  CircleCheck,
  Copy,
  Eye,
  Hand,
  KeyRound,
  LifeBuoy,
  LogIn,
  LogOut,
  type LucideIcon,
  MailCheck,
  MailPlus,
  MailX,
  MonitorCheck,
  Pencil,
  ShieldAlert,
  ShieldCheck,
  ShieldMinus,
  ShieldPlus,
  Timer,
  UserCog,
  UserMinus,
  UserPen,
  UserPlus,
} from "lucide-react";
import type { AuditEventName } from "@/lib/session/activity-contract";

const ICON: Record<AuditEventName, LucideIcon> = {
  signed_up: UserPlus,
  signed_in: LogIn,
  signed_in_new_browser: MonitorCheck,
  sign_in_failed: ShieldAlert,
  sign_in_throttled: Hand,
  session_ended: LogOut,
  reuse_detected: Copy,
  device_renamed: Pencil,
  reauthenticated: ShieldCheck,
  reauthentication_failed: ShieldAlert,
  password_changed: KeyRound,
  profile_changed: UserPen,
  idle_timeout_changed: Timer,
  account_created: UserPlus,
  roles_changed: UserCog,
  password_reset: KeyRound,
  account_disabled: Ban,
  account_enabled: CircleCheck,
  factor_added: ShieldPlus,
  factor_removed: ShieldMinus,
  factor_renamed: Pencil,
  second_factor_failed: ShieldAlert,
  recovery_codes_made: LifeBuoy,
  recovery_code_used: LifeBuoy,
  email_changed: MailCheck,
  passkey_counter_fell: Copy,
  organization_created: Building2,
  organization_changed: Building2,
  organization_deleted: Building2,
  workspace_created: Building2,
  workspace_deleted: Building2,
  workspace_member_changed: UserCog,
  workspace_member_removed: UserCog,
  impersonation_requested: Eye,
  impersonation_started: Eye,
  invitation_sent: MailPlus,
  invitation_withdrawn: MailX,
  invitation_accepted: Building2,
  api_key_created: KeyRound,
  api_key_revoked: KeyRound,
  member_role_changed: UserCog,
  member_removed: UserMinus,
  member_left: LogOut,
};

export function ActivityIcon({ event, alarming }: { event: AuditEventName; alarming: boolean }) {
  const Icon = ICON[event];
  const colour = alarming ? "bg-danger-soft text-danger" : "bg-sunken text-muted";
  return (
    <span className={`grid size-9 shrink-0 place-items-center rounded-full ${colour}`}>
      <Icon aria-hidden className="size-[1.0625rem] rtl:-scale-x-100" strokeWidth={1.75} />
    </span>
  );
}
