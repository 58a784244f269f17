ALTER TABLE `users` ADD `deletion_at` integer;--> statement-breakpoint
CREATE INDEX `users_deletion` ON `users` (`deletion_at`) WHERE "users"."deletion_at" is not null;--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_user_id`,`at`) WHERE "audit_events"."actor_user_id" <> "audit_events"."user_id";--> statement-breakpoint
CREATE INDEX `audit_events_invitations` ON `audit_events` (`at`) WHERE "audit_events"."name" in ('invitation_sent', 'invitation_withdrawn', 'invitation_accepted');