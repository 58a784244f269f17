ALTER TABLE "users" ADD COLUMN "deletion_at" bigint;--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_user_id","at") WHERE "audit_events"."actor_user_id" <> "audit_events"."user_id";--> statement-breakpoint
CREATE INDEX "audit_events_invitations" ON "audit_events" USING btree ("at") WHERE "audit_events"."name" in ('invitation_sent', 'invitation_withdrawn', 'invitation_accepted');--> statement-breakpoint
CREATE INDEX "users_deletion" ON "users" USING btree ("deletion_at") WHERE "users"."deletion_at" is not null;