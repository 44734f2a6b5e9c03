CREATE TABLE `alternatives` (
	`id` integer PRIMARY KEY NOT NULL,
	`series` text NOT NULL,
	`area` text NOT NULL,
	`period` text NOT NULL,
	`kind` text NOT NULL,
	`value` real,
	`code` text,
	`flags` text NOT NULL,
	`provenance` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `alternatives_by_point` ON `alternatives` (`series`,`area`,`period`);--> statement-breakpoint
CREATE TABLE `countries` (
	`code` text PRIMARY KEY NOT NULL,
	`name_en` text NOT NULL,
	`name_fr` text NOT NULL,
	`footnote` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `country_groups` (
	`code` text PRIMARY KEY NOT NULL,
	`name_en` text NOT NULL,
	`name_fr` text NOT NULL,
	`position` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `dictionary_entries` (
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`kind`, `code`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `former_values` (
	`series` text NOT NULL,
	`area` text NOT NULL,
	`period` text NOT NULL,
	`release` text NOT NULL,
	`value` real,
	`code` text,
	`flags` text NOT NULL,
	`reason_lang` text,
	`reason` text,
	PRIMARY KEY(`series`, `area`, `period`, `release`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `group_members` (
	`group_code` text NOT NULL,
	`country` text NOT NULL,
	PRIMARY KEY(`group_code`, `country`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `observations` (
	`series` text NOT NULL,
	`area` text NOT NULL,
	`period` text NOT NULL,
	`position` integer NOT NULL,
	`period_start` text NOT NULL,
	`period_end` text NOT NULL,
	`basis` text NOT NULL,
	`value` real,
	`code` text,
	`lo` real,
	`hi` real,
	`n` real,
	`flags` text NOT NULL,
	`conf` text,
	`coverage_place` text,
	`coverage_share` real,
	`note_lang` text,
	`note` text,
	`break_by` text,
	`provenance` integer NOT NULL,
	`derived_from` text,
	PRIMARY KEY(`series`, `area`, `period`, `position`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `observations_by_area` ON `observations` (`area`);--> statement-breakpoint
CREATE TABLE `provenance` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`country` text,
	`role` text,
	`round` text,
	`questionnaire` text,
	`version` integer,
	`question_id` text,
	`path` text,
	`revision` integer,
	`submitted_at` text,
	`accepted_at` text,
	`public_note` text,
	`public_note_lang` text,
	`file_name` text,
	`file_hash` text,
	`line` integer,
	`source_en` text,
	`source_fr` text,
	`licence` text,
	`url` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `questions` (
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`question_id` text NOT NULL,
	`name` text NOT NULL,
	`section_en` text NOT NULL,
	`section_fr` text NOT NULL,
	`title_en` text NOT NULL,
	`title_fr` text NOT NULL,
	`description_en` text,
	`description_fr` text,
	PRIMARY KEY(`questionnaire`, `version`, `question_id`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `releases` (
	`id` text PRIMARY KEY NOT NULL,
	`published_at` text NOT NULL,
	`position` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `round_countries` (
	`round` text NOT NULL,
	`country` text NOT NULL,
	`figures` integer NOT NULL,
	`asked` integer NOT NULL,
	`state` text NOT NULL,
	`reason_lang` text,
	`reason` text,
	PRIMARY KEY(`round`, `country`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`title_en` text NOT NULL,
	`title_fr` text NOT NULL,
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`reference_period` text NOT NULL,
	`state` text NOT NULL,
	`hard_deadline_at` text NOT NULL,
	`asked` integer NOT NULL,
	`reported` integer NOT NULL,
	`parameters` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `series` (
	`id` text PRIMARY KEY NOT NULL,
	`indicator` text NOT NULL,
	`unit` text NOT NULL,
	`key` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `series_by_indicator` ON `series` (`indicator`);--> statement-breakpoint
CREATE TABLE `series_codes` (
	`series` text NOT NULL,
	`dimension` text NOT NULL,
	`code` text NOT NULL,
	PRIMARY KEY(`series`, `dimension`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `withdrawals` (
	`release` text NOT NULL,
	`series` text NOT NULL,
	`area` text NOT NULL,
	`period` text NOT NULL,
	`reason_en` text NOT NULL,
	`reason_fr` text NOT NULL,
	PRIMARY KEY(`series`, `area`, `period`, `release`)
) STRICT;
