import type { SectionState } from "~/domain/submission";

/** State of a section as drawn: a draft without a row was not started. */
export type Sign = SectionState | "not-started";

/**
 * The sign of a section's state, 16 px: shapes differ without colour, so that it can be read in print and by everybody.
 * It says nothing to a screen reader; the word stands beside it, or in the name of the link around it.
 */
export function SectionSign({ sign }: { sign: Sign }) {
  return (
    <svg
      className={`section-sign ${sign}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      {drawn[sign]}
    </svg>
  );
}

const drawn: Record<Sign, JSX.Element> = {
  "not-started": <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  draft: half(),
  "signed-off": (
    <>
      {half()}
      <path d="M10 8.2l1.6 1.6 2.6-3.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  submitted: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="M8 11.6V4.9M5 7.6l3-3 3 3" fill="none" stroke="var(--paper)" strokeWidth="1.7" />
    </>
  ),
  accepted: <path d="M3 8.6l3.4 3.4L13 4.6" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  returned: (
    <>
      <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path
        d="M6.4 4.4L4 6.8l2.4 2.4M4.2 6.8h5a2.2 2.2 0 0 1 0 4.4H7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
    </>
  ),
  "no-answer": <path d="M4.5 8h7" stroke="currentColor" strokeWidth="1.6" />,
};

function half() {
  return (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M8 2.2a5.8 5.8 0 0 0 0 11.6z" fill="currentColor" />
    </>
  );
}
