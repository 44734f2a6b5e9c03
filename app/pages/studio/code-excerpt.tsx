import { Sign } from "~/ui/signs";

type Level = "error" | "warning";
type Props = {
  excerpt: { skipped: number; lines: { line: number; text: string; level: Level | null }[] }[];
  label: string;
  /** Words for a sign in the margin, and for lines left out. */
  words: { error: string; warning: string; skipped: (count: number) => string };
};

/** Lines of a text with their numbers; those with a problem are marked and can be linked to (`#line-48`). */
export function CodeExcerpt({ excerpt, label, words }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="code-excerpt" aria-label={label} tabIndex={0}>
      {excerpt.map((part) => (
        <div key={part.lines[0]?.line ?? 0}>
          {part.skipped > 0 && <p className="code-skipped">{words.skipped(part.skipped)}</p>}
          {part.lines.map(({ line, text, level }) => (
            <div key={line} id={`line-${line}`} className={level ? `code-line ${level}` : "code-line"} tabIndex={-1}>
              <span className="code-sign">{level && <Sign name={level} title={words[level]} />}</span>
              <span className="code-number">{line}</span>
              <code>{text || " "}</code>
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}
