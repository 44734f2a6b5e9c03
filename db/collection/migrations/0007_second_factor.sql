CREATE TABLE `factor_resets` (
	`id` integer PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`reason` text NOT NULL,
	`asked_by` integer NOT NULL,
	`asked_at` text NOT NULL,
	`decision` text,
	`decided_by` integer,
	`decided_at` text,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `factor_resets_open` ON `factor_resets` (`person`) WHERE "factor_resets"."decision" is null;--> statement-breakpoint
CREATE TABLE `oidc_identities` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`person` integer NOT NULL,
	`created_at` text NOT NULL,
	`used_at` text,
	PRIMARY KEY(`issuer`, `subject`),
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `oidc_identities_by_person` ON `oidc_identities` (`issuer`,`person`);--> statement-breakpoint
CREATE TABLE `passkey_challenges` (
	`challenge` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`person` integer,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passkey_challenges_by_end` ON `passkey_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`created_at` text NOT NULL,
	`name` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `passkeys_by_person` ON `passkeys` (`person`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` integer PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_codes_by_hash` ON `recovery_codes` (`person`,`hash`);--> statement-breakpoint
CREATE TABLE `totp_secrets` (
	`id` integer PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`secret` text NOT NULL,
	`created_at` text NOT NULL,
	`confirmed_at` text,
	`last_step` integer,
	`used_at` text,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `totp_secrets_confirmed` ON `totp_secrets` (`person`) WHERE "totp_secrets"."confirmed_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `totp_secrets_waiting` ON `totp_secrets` (`person`) WHERE "totp_secrets"."confirmed_at" is null;--> statement-breakpoint
ALTER TABLE `sessions` ADD `held` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `factor` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proven_at` text;