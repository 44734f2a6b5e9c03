CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`used` integer NOT NULL,
	`until` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `limits_by_end` ON `limits` (`until`);