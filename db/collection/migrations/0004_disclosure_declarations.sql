CREATE TABLE `__new_disclosure_rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`country` text NOT NULL,
	`indicator` text NOT NULL,
	`total` text,
	`url` text,
	`reason` text,
	`reason_lang` text,
	`threshold` integer,
	`by` integer,
	`at` text NOT NULL,
	`ended_at` text,
	`ended_by` integer,
	FOREIGN KEY (`country`) REFERENCES `countries`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_disclosure_rules`("country", "indicator", "total", "url", "threshold", "by", "at") SELECT "country", "indicator", "total", "url", "threshold", "by", "at" FROM `disclosure_rules`;--> statement-breakpoint
DROP TABLE `disclosure_rules`;--> statement-breakpoint
ALTER TABLE `__new_disclosure_rules` RENAME TO `disclosure_rules`;--> statement-breakpoint
CREATE UNIQUE INDEX `disclosure_rules_in_force` ON `disclosure_rules` (`country`,`indicator`) WHERE "disclosure_rules"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `disclosure_rules_by_country` ON `disclosure_rules` (`country`);