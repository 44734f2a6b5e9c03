/*
 * What an attacker can work out of a table, exactly.
 *
 * An additive table is a circulation: each cell is an arc that carries its count, each sum is a node where what comes in
 * goes out. Published cells are fixed; withheld ones may take any whole number from `low` on that keeps every sum. The
 * least and the greatest number of a withheld cell is then a maximum flow through the withheld arcs, and flows of whole
 * numbers are whole: no LP solver, no rounding.
 *
 * @source Castro, "Recent advances in optimization techniques for statistical tabular data protection", EJOR 2012, §2
 *         (two-way tables and tables with one hierarchical variable are network flows); facts/privacy.md §2.2
 */

export type Arc = {
  from: number;
  to: number;
  /** True count; for a cell nobody reported any number that keeps the sums. */
  value: number;
  /** Least number the attacker knows the cell to be while it is withheld. */
  low: number;
  hidden: boolean;
  /** What withholding costs; null = it cannot be withheld (already known, or a zero that is shown). */
  cost: number | null;
};

export type Network = { nodes: number; arcs: Arc[]; at: number[][] };

/** Makes a network of arcs; node numbers start at 0. */
export function toNetwork(nodes: number, arcs: Arc[]): Network {
  const at: number[][] = Array.from({ length: nodes }, () => []);
  arcs.forEach((arc, index) => {
    at[arc.from]!.push(index);
    at[arc.to]!.push(index);
  });
  return { nodes, arcs, at };
}

/**
 * How far below and above its true count a withheld cell may lie for all the attacker knows, each counted up to `limit`.
 * The interval is [value - down, value + up]; it does not depend on what the unreported cells are filled with.
 */
export function slackOf(network: Network, index: number, limit: number): { down: number; up: number } {
  const arc = network.arcs[index]!;
  if (!arc.hidden) return { down: 0, up: 0 };
  const down = Math.min(arc.value - arc.low, limit);
  return {
    up: push(network, { from: arc.to, to: arc.from, skip: index, limit }),
    down: down > 0 ? push(network, { from: arc.from, to: arc.to, skip: index, limit: down }) : 0,
  };
}

type Way = { from: number; to: number; skip: number; limit: number };

/** Most that can be moved from one node to another over withheld arcs, up to `limit` (augmenting paths). */
function push(network: Network, way: Way): number {
  const change = new Map<number, number>();
  let moved = 0;
  while (moved < way.limit) {
    const path = search(network, way, change);
    if (!path) break;
    const step = Math.min(
      way.limit - moved,
      ...path.map((one) => room(network.arcs[one.arc]!, one.forward, change.get(one.arc) ?? 0)),
    );
    for (const one of path) change.set(one.arc, (change.get(one.arc) ?? 0) + (one.forward ? step : -step));
    moved += step;
  }
  return moved;
}

type Step = { arc: number; forward: boolean };

/** Along an arc any number may be added; against it, at most what it holds above its least number. */
function room(arc: Arc, forward: boolean, change: number): number {
  return forward ? Number.POSITIVE_INFINITY : arc.value + change - arc.low;
}

function search(network: Network, way: Way, change: ReadonlyMap<number, number>): Step[] | null {
  const came = new Map<number, Step>();
  const queue = [way.from];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head]!;
    if (node === way.to) return trace(network, way, came);
    for (const index of network.at[node]!) {
      const arc = network.arcs[index]!;
      if (index === way.skip || !arc.hidden) continue;
      const forward = arc.from === node;
      const next = forward ? arc.to : arc.from;
      if (next === way.from || came.has(next) || room(arc, forward, change.get(index) ?? 0) <= 0) continue;
      came.set(next, { arc: index, forward });
      queue.push(next);
    }
  }
  return null;
}

function trace(network: Network, way: Pick<Way, "from" | "to">, came: ReadonlyMap<number, Step>): Step[] {
  const path: Step[] = [];
  for (let node = way.to; node !== way.from; ) {
    const step = came.get(node)!;
    path.push(step);
    node = step.forward ? network.arcs[step.arc]!.from : network.arcs[step.arc]!.to;
  }
  return path;
}

/**
 * Cheapest cells to withhold besides the given one so that it may vary by `need`: a closed way through it.
 *
 * In a plain two-way table that is a rectangle (hypercube method). Cells crossed against their direction must hold `need`
 * above their least number, so that what is moved along the way fits.
 * @returns  indices of arcs still shown on the cheapest way; null when there is none
 */
export function cheapestWay(network: Network, wanted: { arc: number; need: number }): number[] | null {
  const arc = network.arcs[wanted.arc]!;
  const way = { skip: wanted.arc, limit: wanted.need };
  const up = dijkstra(network, { ...way, from: arc.to, to: arc.from });
  const down = arc.value - arc.low >= wanted.need ? dijkstra(network, { ...way, from: arc.from, to: arc.to }) : null;
  const ways = [up, down].filter((one) => one !== null && one.shown.length > 0);
  return ways.sort((a, b) => a!.cost - b!.cost)[0]?.shown ?? null;
}

function dijkstra(network: Network, way: Way): { cost: number; shown: number[] } | null {
  const cost = new Map<number, number>([[way.from, 0]]);
  const came = new Map<number, Step>();
  const done = new Set<number>();
  for (;;) {
    let node = -1;
    for (const [one, total] of cost) if (!done.has(one) && (node < 0 || total < cost.get(node)!)) node = one;
    if (node < 0) return null;
    if (node === way.to) break;
    done.add(node);
    for (const index of network.at[node]!) {
      const arc = network.arcs[index]!;
      const price = arc.hidden ? 0 : arc.cost;
      const forward = arc.from === node;
      if (index === way.skip || price === null || (!forward && arc.value - arc.low < way.limit)) continue;
      const next = forward ? arc.to : arc.from;
      const total = cost.get(node)! + price;
      if (next === way.from || total >= (cost.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      cost.set(next, total);
      came.set(next, { arc: index, forward });
    }
  }
  const shown = trace(network, way, came)
    .map((step) => step.arc)
    .filter((one) => !network.arcs[one]!.hidden);
  return { cost: cost.get(way.to)!, shown };
}
