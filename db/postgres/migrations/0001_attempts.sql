DROP INDEX "audit_events_user";--> statement-breakpoint
CREATE INDEX "audit_events_own" ON "audit_events" USING btree ("user_id","at") WHERE "audit_events"."name" not in ('sign_in_failed', 'sign_in_throttled');--> statement-breakpoint
CREATE INDEX "audit_events_attempts" ON "audit_events" USING btree ("user_id","at") WHERE "audit_events"."name" in ('sign_in_failed', 'sign_in_throttled');