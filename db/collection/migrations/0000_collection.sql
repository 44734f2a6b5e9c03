CREATE TABLE `answer_changes` (
	`submission` integer NOT NULL,
	`seq` integer NOT NULL,
	`path` text NOT NULL,
	`value` text NOT NULL,
	`raw` text,
	`by` integer,
	`at` text NOT NULL,
	`change_id` text NOT NULL,
	`base` integer NOT NULL,
	`reason` text,
	PRIMARY KEY(`submission`, `seq`),
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_changes_by_change_id` ON `answer_changes` (`submission`,`change_id`);--> statement-breakpoint
CREATE INDEX `answer_changes_by_path` ON `answer_changes` (`submission`,`path`,`seq`);--> statement-breakpoint
CREATE TABLE `answers` (
	`submission` integer NOT NULL,
	`path` text NOT NULL,
	`value` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`submission`, `path`),
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
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
	`origin` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`kind`, `code`),
	CONSTRAINT "dictionary_body_json" CHECK(json_valid("dictionary_entries"."body"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `disclosure_rules` (
	`country` text NOT NULL,
	`indicator` text NOT NULL,
	`total` text,
	`url` text,
	`threshold` integer,
	`by` integer,
	`at` text NOT NULL,
	PRIMARY KEY(`country`, `indicator`),
	FOREIGN KEY (`country`) REFERENCES `countries`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import` integer NOT NULL,
	`line` integer NOT NULL,
	`cells` text NOT NULL,
	PRIMARY KEY(`import`, `line`),
	FOREIGN KEY (`import`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`map` text NOT NULL,
	`map_hash` text NOT NULL,
	`source_en` text NOT NULL,
	`source_fr` text NOT NULL,
	`licence` text NOT NULL,
	`url` text,
	`published_by_source` integer NOT NULL,
	`precedence` integer NOT NULL,
	`encoding` text NOT NULL,
	`delimiter` text NOT NULL,
	`rows_read` integer NOT NULL,
	`rows_taken` integer NOT NULL,
	`at` text NOT NULL,
	`by` integer,
	`report` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` integer PRIMARY KEY NOT NULL,
	`group_code` text NOT NULL,
	`country` text NOT NULL,
	`from` text,
	`to` text,
	`source` text,
	FOREIGN KEY (`group_code`) REFERENCES `country_groups`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`country`) REFERENCES `countries`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `memberships_by_group` ON `memberships` (`group_code`,`country`);--> statement-breakpoint
CREATE TABLE `observations` (
	`id` integer PRIMARY KEY NOT NULL,
	`series` text NOT NULL,
	`area` text NOT NULL,
	`period` text NOT NULL,
	`period_start` text NOT NULL,
	`period_end` text NOT NULL,
	`basis` text NOT NULL,
	`value` real,
	`code` text,
	`lt` real,
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
	`submission` integer,
	`section` text,
	`path` text,
	`seq` integer,
	`import` integer,
	`line` integer,
	FOREIGN KEY (`series`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "observations_value_or_code" CHECK("observations"."value" is null or "observations"."code" is null),
	CONSTRAINT "observations_one_provenance" CHECK(("observations"."submission" is null) <> ("observations"."import" is null))
) STRICT;
--> statement-breakpoint
CREATE INDEX `observations_by_point` ON `observations` (`series`,`area`,`period`);--> statement-breakpoint
CREATE INDEX `observations_by_submission` ON `observations` (`submission`,`section`);--> statement-breakpoint
CREATE INDEX `observations_by_import` ON `observations` (`import`);--> statement-breakpoint
CREATE TABLE `personal_answers` (
	`submission` integer NOT NULL,
	`seq` integer NOT NULL,
	`path` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`submission`, `seq`),
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `question_ids` (
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`question_id` text NOT NULL,
	PRIMARY KEY(`questionnaire`, `version`, `name`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `questionnaire_versions` (
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`title_en` text NOT NULL,
	`title_fr` text NOT NULL,
	`definition` text NOT NULL,
	`hash` text NOT NULL,
	`published_at` text NOT NULL,
	`published_by` integer,
	PRIMARY KEY(`questionnaire`, `version`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `receipts` (
	`reference` text PRIMARY KEY NOT NULL,
	`submission` integer NOT NULL,
	`sections` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL,
	`by` integer,
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `release_pins` (
	`release` text NOT NULL,
	`kind` text NOT NULL,
	`submission` integer NOT NULL,
	`section` text NOT NULL,
	`seq` integer NOT NULL,
	`import` integer NOT NULL,
	PRIMARY KEY(`release`, `kind`, `submission`, `section`, `import`),
	FOREIGN KEY (`release`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `releases` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`former` text,
	`prepared_at` text NOT NULL,
	`prepared_by` integer NOT NULL,
	`published_at` text,
	`published_by` integer,
	`hash` text,
	`bytes` integer,
	`parameters` text NOT NULL,
	`pins_hash` text NOT NULL,
	`note_en` text,
	`note_fr` text,
	`withdrawn_at` text,
	`withdrawn_by` integer,
	`withdrawn_reason_en` text,
	`withdrawn_reason_fr` text,
	`successor` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `round_countries` (
	`round` text NOT NULL,
	`country` text NOT NULL,
	`needs_sign_off` integer NOT NULL,
	PRIMARY KEY(`round`, `country`),
	FOREIGN KEY (`round`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`country`) REFERENCES `countries`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`title_en` text NOT NULL,
	`title_fr` text NOT NULL,
	`reference_period` text NOT NULL,
	`opens_at` text NOT NULL,
	`soft_deadline_at` text NOT NULL,
	`hard_deadline_at` text NOT NULL,
	`archived_at` text,
	`parameters` text NOT NULL,
	`opened_by` integer,
	`opened_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `section_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`submission` integer NOT NULL,
	`section` text NOT NULL,
	`event` text NOT NULL,
	`at` text NOT NULL,
	`by` integer,
	`seq` integer NOT NULL,
	`detail` text,
	`receipt` text,
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `section_events_by_section` ON `section_events` (`submission`,`section`,`id`);--> statement-breakpoint
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
	PRIMARY KEY(`series`, `dimension`),
	FOREIGN KEY (`series`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `series_codes_by_code` ON `series_codes` (`dimension`,`code`);--> statement-breakpoint
CREATE TABLE `submission_sections` (
	`submission` integer NOT NULL,
	`section` text NOT NULL,
	`state` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`by` integer,
	`reason` text,
	PRIMARY KEY(`submission`, `section`),
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` integer PRIMARY KEY NOT NULL,
	`round` text NOT NULL,
	`country` text NOT NULL,
	`number` integer NOT NULL,
	`revision` integer NOT NULL,
	`based_on` integer,
	`seq` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` integer,
	FOREIGN KEY (`round`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`country`) REFERENCES `countries`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_natural` ON `submissions` (`round`,`country`,`number`,`revision`);--> statement-breakpoint
CREATE TABLE `warning_reasons` (
	`id` integer PRIMARY KEY NOT NULL,
	`submission` integer NOT NULL,
	`check_name` text NOT NULL,
	`path` text NOT NULL,
	`serves` text NOT NULL,
	`lang` text NOT NULL,
	`reason` text NOT NULL,
	`values_hash` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`submission`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `warning_reasons_by_submission` ON `warning_reasons` (`submission`,`check_name`,`path`);--> statement-breakpoint
CREATE TABLE `withdrawals` (
	`id` integer PRIMARY KEY NOT NULL,
	`release` text NOT NULL,
	`series` text NOT NULL,
	`area` text NOT NULL,
	`period` text NOT NULL,
	`reason_en` text NOT NULL,
	`reason_fr` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`release`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `withdrawals_by_point` ON `withdrawals` (`series`,`area`,`period`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor` integer,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	CONSTRAINT "audit_detail_json" CHECK(json_valid("audit"."detail"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`subject`);--> statement-breakpoint
CREATE TABLE `delegations` (
	`id` integer PRIMARY KEY NOT NULL,
	`round` text NOT NULL,
	`country` text NOT NULL,
	`person` integer NOT NULL,
	`prefix` text NOT NULL,
	`by` integer,
	`at` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `delegations_by_person` ON `delegations` (`person`,`round`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` integer PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`role` text NOT NULL,
	`country` text,
	`from` text NOT NULL,
	`to` text,
	`by` integer,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `grants_by_person` ON `grants` (`person`);--> statement-breakpoint
CREATE INDEX `grants_by_country` ON `grants` (`country`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`kind` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`organisation` text NOT NULL,
	`lang` text NOT NULL,
	`role` text,
	`country` text,
	`delegation` text,
	`by` integer,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	`revoked_at` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_by_token` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE TABLE `last_places` (
	`person` integer NOT NULL,
	`submission` integer NOT NULL,
	`path` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`person`, `submission`),
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `mail_outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`lang` text NOT NULL,
	`created_at` text NOT NULL,
	`sent_at` text,
	`tries` integer NOT NULL,
	`next_try_at` text NOT NULL,
	`last_error` text,
	`lease_until` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `mail_outbox_due` ON `mail_outbox` (`sent_at`,`next_try_at`);--> statement-breakpoint
CREATE TABLE `passwords` (
	`person` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `persons` (
	`id` integer PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`organisation` text NOT NULL,
	`lang` text NOT NULL,
	`created_at` text NOT NULL,
	`disabled_at` text,
	`demo` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `persons_by_email` ON `persons` (`email`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`person` integer NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`device` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_by_person` ON `sessions` (`person`);--> statement-breakpoint
CREATE TRIGGER answer_changes_no_update BEFORE UPDATE ON answer_changes BEGIN SELECT RAISE(ABORT, 'answer_changes is append-only'); END;--> statement-breakpoint
CREATE TRIGGER answer_changes_no_delete BEFORE DELETE ON answer_changes BEGIN SELECT RAISE(ABORT, 'answer_changes is append-only'); END;--> statement-breakpoint
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER section_events_no_update BEFORE UPDATE ON section_events BEGIN SELECT RAISE(ABORT, 'section_events is append-only'); END;--> statement-breakpoint
CREATE TRIGGER section_events_no_delete BEFORE DELETE ON section_events BEGIN SELECT RAISE(ABORT, 'section_events is append-only'); END;--> statement-breakpoint
CREATE TRIGGER import_rows_no_update BEFORE UPDATE ON import_rows BEGIN SELECT RAISE(ABORT, 'import_rows is append-only'); END;--> statement-breakpoint
CREATE TRIGGER import_rows_no_delete BEFORE DELETE ON import_rows BEGIN SELECT RAISE(ABORT, 'import_rows is append-only'); END;--> statement-breakpoint
CREATE TRIGGER questionnaire_versions_no_update BEFORE UPDATE ON questionnaire_versions BEGIN SELECT RAISE(ABORT, 'a published version is immutable'); END;--> statement-breakpoint
CREATE TRIGGER questionnaire_versions_no_delete BEFORE DELETE ON questionnaire_versions BEGIN SELECT RAISE(ABORT, 'a published version is immutable'); END;--> statement-breakpoint
CREATE TRIGGER submissions_stay BEFORE UPDATE OF round, country, number, revision ON submissions BEGIN SELECT RAISE(ABORT, 'a submission keeps its round, country and number'); END;
