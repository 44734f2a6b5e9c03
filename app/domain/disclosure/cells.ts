/* An additive table of counts before anything is decided: its cells and the rule that protects them. */

/** What is known of a cell before it is decided. */
export type TableCell = {
  /** Count of persons (or whole thousandths of a quantity); null = not reported. */
  value: number | null;
  /** Public already (its source or the country published it): stays, protects nobody, gives away what it gives away. */
  exempt?: boolean;
  /** A release that ever was public shows this very count: withheld or not, the attacker has it. */
  known?: boolean;
  /** The release before withholds it: to go on doing so changes the least. */
  formerlyHidden?: boolean;
  /** Another count says that it is no less (deaths with known toxicology are among the deaths). */
  floor?: number;
  /** The country wants it withheld, whatever its size. */
  confidential?: boolean;
  /** Zero is withheld here like 1, whatever the rule of the table says. */
  protectZero?: boolean;
  /** The country itself sent "hidden" instead of a count (`Q`, `<5`). */
  hiddenByCountry?: boolean;
  /** Nobody publishes it, but its count is known here (rest of a group, several rows put together). */
  unpublished?: boolean;
  /** Nobody publishes it, but anybody can add it up from what is shown. */
  derivable?: boolean;
};

export type Table = {
  /** Rows below the total, code → parent row, or null on the first level. */
  rows: ReadonlyMap<string, string | null>;
  /** Columns below the total, all of one level; empty for a one-way table. */
  columns: readonly string[];
  /** Cells by `cellKey`; `_T` is the total in either direction. */
  cells: ReadonlyMap<string, TableCell>;
};

export type TableRule = {
  /** Counts from 1 to threshold - 1 are withheld. */
  threshold: number;
  /** Zero tells something about a person and is withheld like 1. */
  protectZeros: boolean;
  /** May the grand total be withheld to protect others? Not where other tables rest on it. */
  totalStays?: boolean;
  /** May sums over columns (`row/_T`) and rows (`_T/column`) be withheld to protect others? */
  marginsStay?: boolean;
  /** What a split by the rows and by the columns is worth to a reader, from 1 on; 1 when left out. */
  worth?: { rows: number; columns: number };
};

/** A cell of a system of tables, with its codes; totals are left out. */
export type SystemCell = { id: number; codes: Record<string, string>; cell: TableCell };
