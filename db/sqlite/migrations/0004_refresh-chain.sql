ALTER TABLE `sessions` ADD `repeated_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `late_generations` integer DEFAULT 0 NOT NULL;