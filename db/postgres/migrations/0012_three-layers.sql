CREATE TABLE "identities" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"sid" text,
	"email" text,
	"sealed_id_token" text,
	"browser_id" text NOT NULL,
	"user_id" text NOT NULL,
	"attempt_id" text,
	"session_id" text,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "used_ids" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "binding" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "bound_key" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proof_refused_at" bigint;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_sign_ins" ADD CONSTRAINT "provider_sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_sign_ins" ADD CONSTRAINT "provider_sign_ins_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "identities_subject" ON "identities" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "identities_user" ON "identities" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_sign_ins_session" ON "provider_sign_ins" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "provider_sign_ins_subject" ON "provider_sign_ins" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "provider_sign_ins_sid" ON "provider_sign_ins" USING btree ("issuer","sid");--> statement-breakpoint
CREATE INDEX "provider_sign_ins_browser" ON "provider_sign_ins" USING btree ("browser_id","user_id");--> statement-breakpoint
CREATE INDEX "provider_sign_ins_attempt" ON "provider_sign_ins" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "provider_sign_ins_expires" ON "provider_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "used_ids_expires" ON "used_ids" USING btree ("expires_at");