ALTER TABLE "idempotency_keys" ADD COLUMN "user_id" text;--> statement-breakpoint
CREATE INDEX "idempotency_keys_user" ON "idempotency_keys" USING btree ("user_id","created_at");