import fc from "fast-check";
import { runs } from "./runs";

/* Properties that name no number of tries take fast-check's own; in the long sizes many times of it. */
fc.configureGlobal({ numRuns: runs(100) });
