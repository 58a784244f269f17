ALTER TABLE "sessions" RENAME COLUMN "barrier" TO "min_generation";--> statement-breakpoint
ALTER TABLE "rate_limits" RENAME COLUMN "points" TO "count";
