import type { Env } from "~/env.server";
import type { Collection } from "~db/collection/client";

/** What a command gets: the collection, the settings, where to write lines, the instant it was called. */
export type CommandContext = { db: Collection; env: Env; out: (line: string) => void; now: string };

/** A command that must not open the collection: there may be none, or a damaged one. */
export type BareCommand = Pick<Command, "name" | "usage" | "alone"> & {
  bare: true;
  run(args: string[], context: Omit<CommandContext, "db">): number | Promise<number>;
};

/** A command of `npm run vigie -- NAME …`; gives the exit code. Commands call the same workflows as the pages. */
export type Command = {
  name: string;
  /** One line: arguments and what it does. */
  usage: string;
  /**
   * Works alone: writes for longer than a host could wait, or moves files a host watches over. Refused while a host runs on
   * the data folder, and keeps one from starting.
   */
  alone?: (args: readonly string[]) => boolean;
  run(args: string[], context: CommandContext): number | Promise<number>;
};
