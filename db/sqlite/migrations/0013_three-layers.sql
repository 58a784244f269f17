CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`email` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_subject` ON `identities` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `identities_user` ON `identities` (`user_id`);--> statement-breakpoint
CREATE TABLE `provider_sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`sid` text,
	`email` text,
	`sealed_id_token` text,
	`browser_id` text NOT NULL,
	`user_id` text NOT NULL,
	`attempt_id` text,
	`session_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_sign_ins_session` ON `provider_sign_ins` (`session_id`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_subject` ON `provider_sign_ins` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_sid` ON `provider_sign_ins` (`issuer`,`sid`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_browser` ON `provider_sign_ins` (`browser_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_attempt` ON `provider_sign_ins` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_expires` ON `provider_sign_ins` (`expires_at`);--> statement-breakpoint
CREATE TABLE `used_ids` (
	`hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_ids_expires` ON `used_ids` (`expires_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `binding` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `bound_key` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proof_refused_at` integer;