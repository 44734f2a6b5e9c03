/**
 * The signs of the desks, one set everywhere: shapes differ without colour, and a word is always in reach. They draw in the
 * colour of the text (`currentColor`), so that forced colours work.
 */
export const signNames = [
  "not-started",
  "in-progress",
  "submitted",
  "accepted",
  "returned",
  "no-answer",
  "signed-off",
  "warning",
  "error",
  "conflict",
] as const;
export type SignName = (typeof signNames)[number];

type Props = {
  name: SignName;
  /** Side in px. */
  size?: number;
  /** Said by a screen reader where no word stands beside it. */
  title?: string;
};

export function Sign({ name, size = 16, title }: Props) {
  return (
    <svg
      className={`sign sign-${name}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={title ? "img" : undefined}
      aria-hidden={title ? undefined : true}
      aria-label={title}
      focusable="false"
    >
      {title && <title>{title}</title>}
      <Shape name={name} />
    </svg>
  );
}

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

function Shape({ name }: { name: SignName }) {
  switch (name) {
    case "not-started":
      return <circle cx="8" cy="8" r="5.75" {...line} />;
    case "in-progress":
      return (
        <>
          <circle cx="8" cy="8" r="5.75" {...line} />
          <path d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" fill="currentColor" />
        </>
      );
    case "submitted":
      return (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="M8 11.5v-7M5 7.5l3-3 3 3" {...line} stroke="var(--paper)" strokeWidth={1.75} />
        </>
      );
    case "accepted":
      return <path d="M2.5 8.5l3.5 3.5 7.5-8" {...line} strokeWidth={2} />;
    case "signed-off":
      return <path d="M2 12.5h12M3 10c2-6 4-7 4-4s-1 4 1 2 2-1 2 0 1 1 3 0" {...line} />;
    case "returned":
      return (
        <>
          <rect x="1.25" y="1.25" width="13.5" height="13.5" rx="2" {...line} />
          <path d="M7 4.5L4.5 7 7 9.5M4.5 7H10a1.75 1.75 0 0 1 0 4H8" {...line} />
        </>
      );
    case "no-answer":
      return <path d="M4.5 8h7" {...line} strokeWidth={2} />;
    case "warning":
      return (
        <>
          <path d="M8 1.5l7 12.5H1z" fill="currentColor" stroke="currentColor" strokeWidth={1} strokeLinejoin="round" />
          <path d="M8 6v3.5M8 11.75v.25" {...line} stroke="var(--paper)" strokeWidth={1.75} />
        </>
      );
    case "error":
      return (
        <>
          <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
          <path d="M8 4.25V8.5M8 11.25v.25" {...line} stroke="var(--paper)" strokeWidth={1.9} />
        </>
      );
    case "conflict":
      return <path d="M1.5 4h10M9 1.5L11.5 4 9 6.5M14.5 12h-10M7 9.5L4.5 12 7 14.5" {...line} strokeWidth={1.75} />;
    default:
      return name satisfies never;
  }
}
