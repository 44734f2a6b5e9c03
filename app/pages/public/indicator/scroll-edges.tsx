import { useEffect, useRef, useState } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { publicWords } from "~/i18n/public/public";

/** How many columns of the table below lie beyond its edges, and the way to them; its line stands before they are known. */
export function ScrollEdges({ lang }: { lang: Lang }) {
  const line = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState({ before: 0, after: 0 });
  useEffect(() => {
    const scroller = line.current?.nextElementSibling;
    if (!scroller) return;
    const count = () => setHidden(columnsBeyond(scroller));
    count();
    scroller.addEventListener("scroll", count, { passive: true });
    const watch = new ResizeObserver(count);
    watch.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", count);
      watch.disconnect();
    };
  }, []);
  const move = (way: -1 | 1) => {
    const scroller = line.current?.nextElementSibling;
    const names = scroller?.querySelector("thead th")?.clientWidth ?? 0;
    scroller?.scrollBy({ left: way * (scroller.clientWidth - names) });
  };
  const words = publicWords[lang];
  return (
    <div
      ref={line}
      className="scroll-edges"
      data-before={hidden.before || undefined}
      data-after={hidden.after || undefined}
    >
      {hidden.before > 0 && (
        <button type="button" className="link-button small" onClick={() => move(-1)}>
          ← {words.columnsBefore(hidden.before)}
        </button>
      )}
      {hidden.after > 0 && (
        <button type="button" className="link-button small" onClick={() => move(1)}>
          {words.columnsAfter(hidden.after)} →
        </button>
      )}
    </div>
  );
}

/** Columns that do not show, left under the names and right of the edge. */
function columnsBeyond(scroller: Element): { before: number; after: number } {
  const [names, ...columns] = [...scroller.querySelectorAll("thead th")].map((one) => one.getBoundingClientRect());
  const { right } = scroller.getBoundingClientRect();
  return {
    before: columns.filter((one) => one.left < (names?.right ?? 0) - 1).length,
    after: columns.filter((one) => one.right > right + 1).length,
  };
}
