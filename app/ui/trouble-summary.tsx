import { useEffect, useRef } from "react";

/** What held a form back, in one place and focused on arrival; each line leads to its field. */
export function TroubleSummary({
  title,
  lines,
}: {
  title: string;
  lines: { field?: string | undefined; text: string }[];
}) {
  const box = useRef<HTMLDivElement>(null);
  // The focus belongs to the browser: after an answer of the server it goes to what has to be read first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are a new answer
  useEffect(() => box.current?.focus(), [lines]);
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.text}>{line.field ? <a href={`#${line.field}`}>{line.text}</a> : line.text}</li>
        ))}
      </ul>
    </div>
  );
}
