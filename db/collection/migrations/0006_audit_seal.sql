ALTER TABLE `audit` ADD `seal` text;--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit` (`actor`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_unsealed` ON `audit` (`seq`) WHERE "audit"."seal" is null;--> statement-breakpoint
DROP TRIGGER audit_no_update;--> statement-breakpoint
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL OR NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.actor IS NOT OLD.actor OR NEW.action <> OLD.action OR NEW.subject <> OLD.subject OR NEW.detail <> OLD.detail BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER audit_sealed BEFORE INSERT ON audit WHEN NEW.seal IS NULL BEGIN SELECT RAISE(ABORT, 'a line of the audit is sealed'); END;
