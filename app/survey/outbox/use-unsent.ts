import { useEffect, useState } from "react";

/**
 * Paths this browser holds of a submission and Vigie has not got: waiting, not taken, or with two values.
 * @param scope      `outboxScope`
 * @param questions  only paths of these questions
 * @returns          null until the browser has been asked
 */
export function useUnsent(scope: string, questions: readonly string[]): string[] | null {
  const [paths, setPaths] = useState<string[] | null>(null);
  const names = questions.join(" ");
  useEffect(() => {
    const asked = new Set(names.split(" "));
    void import("./keep.client")
      .then(({ unsentPaths }) => unsentPaths(scope))
      .then((found) => setPaths(found.filter((path) => asked.has(path.split("/")[0] ?? ""))));
  }, [scope, names]);
  return paths;
}
