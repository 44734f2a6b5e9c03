import type { ReactNode } from "react";

type PartProps = {
  title: string;
  link: { href: string; text: string } | null;
  empty: string | null;
  children: ReactNode;
};

/** One table of the page with the way to its whole list, or a sentence when it is empty. */
export function Part({ title, link, empty, children }: PartProps) {
  return (
    <section className="release-part">
      <div className="release-part-head">
        <h2>{title}</h2>
        {link && <a href={link.href}>{link.text}</a>}
      </div>
      {empty ? (
        <p className="muted">{empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={title}>
          <table className="release-table">{children}</table>
        </section>
      )}
    </section>
  );
}
