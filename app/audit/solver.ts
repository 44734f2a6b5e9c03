import { loadSolver } from "./model";

/** The solver, loaded with this module: whoever imports it is synchronous and waits for nothing later. */
export const solver = await loadSolver();
