/** Runs works of one name a few at a time, in their order; works of other names do not wait for them. */
export type Queue = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** @param most  works of one name under way at the same time */
export function queueByName(most: number): Queue {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>();
  return async (name, work) => {
    const line = lines.get(name) ?? { running: 0, waiting: [] };
    lines.set(name, line);
    if (line.running >= most) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.running += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else {
        line.running -= 1;
        if (line.running === 0) lines.delete(name);
      }
    }
  };
}
