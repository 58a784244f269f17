ALTER TABLE `idempotency_keys` ADD `user_id` text;--> statement-breakpoint
CREATE INDEX `idempotency_keys_user` ON `idempotency_keys` (`user_id`,`created_at`);