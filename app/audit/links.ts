/*
 * How the codes of one dimension hang together: which of those that occur are parts of which. Trees as the code list writes
 * them; ages by the years they hold.
 */

/** Parts of `whole` (null = the total of the dimension) that exclude one another; `fills`: by their meaning they leave nothing out. */
export type Link = { whole: string | null; parts: string[]; fills: boolean };

type Band = { code: string; from: number; to: number };

/**
 * The links among the codes that occur in one split.
 * @param tree  the dimension's tree: its parents, and all its codes
 */
export function linksOf(
  present: readonly string[],
  tree: { parents: ReadonlyMap<string, string>; codes: readonly string[] },
): Link[] {
  const bands = present.flatMap((code) => bandOf(code) ?? []);
  return bands.length > 0 && tree.parents.size === 0 ? ageLinks(present, bands) : treeLinks(present, tree);
}

function treeLinks(
  present: readonly string[],
  tree: { parents: ReadonlyMap<string, string>; codes: readonly string[] },
): Link[] {
  const here = new Set(present);
  const holder = (code: string): string | null => {
    let parent = tree.parents.get(code);
    while (parent !== undefined && !here.has(parent)) parent = tree.parents.get(parent);
    return parent ?? null;
  };
  const parts = new Map<string | null, string[]>();
  for (const code of present) parts.set(holder(code), [...(parts.get(holder(code)) ?? []), code]);
  return [...parts].map(([whole, own]) => ({
    whole,
    parts: own.sort(),
    fills:
      whole !== null && tree.codes.filter((code) => tree.parents.get(code) === whole).every((code) => here.has(code)),
  }));
}

/** Reads `Y15T64`, `Y_LT15`, `Y_GE65` as first year of age and first year after; null for any other code. */
function bandOf(code: string): Band | null {
  const within = /^Y(\d+)T(\d+)$/.exec(code);
  if (within) return { code, from: Number(within[1]), to: Number(within[2]) + 1 };
  const below = /^Y_LT(\d+)$/.exec(code);
  if (below) return { code, from: 0, to: Number(below[1]) };
  const above = /^Y_GE(\d+)$/.exec(code);
  return above ? { code, from: Number(above[1]), to: Number.POSITIVE_INFINITY } : null;
}

function ageLinks(present: readonly string[], bands: readonly Band[]): Link[] {
  const others = present.filter((code) => !bands.some((band) => band.code === code));
  const links: Link[] = [];
  for (const whole of [null, ...bands]) {
    const [from, to] = whole === null ? [0, Number.POSITIVE_INFINITY] : [whole.from, whole.to];
    const inside = bands.filter((band) => band !== whole && band.from >= from && band.to <= to);
    for (const chain of chainsOf(inside)) {
      const fills = isChain(chain, from, to);
      const parts = chain.map(({ code }) => code);
      links.push({ whole: whole?.code ?? null, parts: whole === null ? [...parts, ...others].sort() : parts, fills });
    }
  }
  return links;
}

const isChain = (chain: readonly Band[], from: number, to: number) =>
  chain[0]?.from === from &&
  chain.at(-1)?.to === to &&
  chain.every((band, at) => at === 0 || chain[at - 1]!.to === band.from);

/** Sets of bands that exclude one another, so that each band stands in one: the finest first, then what overlaps it. */
function chainsOf(bands: readonly Band[]): Band[][] {
  const left = [...bands].sort((a, b) => a.from - b.from || a.to - b.to);
  const chains: Band[][] = [];
  while (left.length > 0) {
    const chain: Band[] = [];
    const used = new Set<Band>();
    for (const band of left) {
      if (chain.length > 0 && chain.at(-1)!.to > band.from) continue;
      chain.push(band);
      used.add(band);
    }
    // A gap is closed by bands that stand in another chain already.
    const filled = [...chain];
    for (const band of bands) if (filled.every((one) => one.to <= band.from || one.from >= band.to)) filled.push(band);
    chains.push(filled.sort((a, b) => a.from - b.from));
    left.splice(0, left.length, ...left.filter((band) => !used.has(band)));
  }
  return chains;
}
