CREATE TABLE `release_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`release` text NOT NULL,
	`kind` text NOT NULL,
	`series` text,
	`area` text,
	`period` text,
	`imports` text,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`release`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `release_changes_by_release` ON `release_changes` (`release`);--> statement-breakpoint
CREATE TABLE `release_withdrawals` (
	`id` integer PRIMARY KEY NOT NULL,
	`release` text NOT NULL,
	`emergency` integer NOT NULL,
	`reason_en` text NOT NULL,
	`reason_fr` text NOT NULL,
	`successor` text,
	`asked_by` integer NOT NULL,
	`asked_at` text NOT NULL,
	`due_at` text,
	`reminded_at` text,
	`decision` text,
	`decided_by` integer,
	`decided_at` text,
	FOREIGN KEY (`release`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `release_withdrawals_open` ON `release_withdrawals` (`release`) WHERE "release_withdrawals"."decision" is null;--> statement-breakpoint
INSERT INTO `release_changes`("release", "kind", "by", "at") SELECT "id", 'prepared', "prepared_by", "prepared_at" FROM `releases` WHERE "state" = 'prepared';--> statement-breakpoint
INSERT INTO `release_changes`("release", "kind", "series", "area", "period", "by", "at") SELECT r."id", CASE a."action" WHEN 'point.withdraw' THEN 'point-withdrawn' WHEN 'point.withdraw-take-back' THEN 'withdrawal-taken-back' WHEN 'release.prepare' THEN 'prepared' ELSE 'prepared-again' END, json_extract(a."detail", '$.series'), json_extract(a."detail", '$.area'), json_extract(a."detail", '$.period'), a."actor", a."at" FROM `audit` a JOIN `releases` r ON a."subject" = 'release/' || r."id" WHERE r."state" = 'prepared' AND a."action" IN ('point.withdraw', 'point.withdraw-take-back', 'release.prepare', 'release.prepare-again') AND NOT (a."actor" = r."prepared_by" AND a."at" = r."prepared_at") ORDER BY a."at";
