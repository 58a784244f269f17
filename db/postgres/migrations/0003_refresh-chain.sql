ALTER TABLE "sessions" ADD COLUMN "repeated_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "late_generations" integer DEFAULT 0 NOT NULL;