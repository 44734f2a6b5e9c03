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
CREATE UNIQUE INDEX `oidc_identities_by_person` ON `oidc_identities` (`issuer`,`person`);