import type { ReactNode } from "react";

type Props = { title: string; text?: string; id?: string; children: ReactNode };

/** A section of a public page: its head in the margin, what it says beside it. */
export function MarginSection({ title, text, id, children }: Props) {
  return (
    <section className="section" id={id}>
      <header>
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </header>
      <div>{children}</div>
    </section>
  );
}

/** Top of a public page: an edition block and a title. */
export function PageHead({
  label,
  big,
  small,
  facts = [],
  title,
  lead,
  crumbs,
}: {
  label: string;
  big: string;
  small?: string;
  facts?: { name: string; value: string }[];
  title: string;
  lead?: string;
  crumbs?: ReactNode;
}) {
  return (
    <section className="section">
      <header className="edition">
        <p className="label">{label}</p>
        <p className="number-big">{big}</p>
        {small && <p>{small}</p>}
        {facts.length > 0 && (
          <dl>
            {facts.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </header>
      <div>
        {crumbs && <p className="crumbs">{crumbs}</p>}
        <h1>{title}</h1>
        {lead && <p className="subtitle">{lead}</p>}
      </div>
    </section>
  );
}
