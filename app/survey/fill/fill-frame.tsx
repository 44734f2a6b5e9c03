import type { MouseEvent, ReactNode } from "react";
import { href } from "~/addresses";
import { fill as words } from "~/i18n/collect/fill";
import { daysLeft } from "~/ui/days-left";
import { Sign } from "~/ui/signs";
import type { FillData, SectionLine } from "./data";
import { SectionHead } from "./section/head";
import { signOf, stateWords } from "./section/state";

type Props = {
  data: FillData;
  /** Sections as they stand in this window; the server's when absent. */
  lines?: SectionLine[];
  /** Name of the open section. */
  current?: string;
  /** Name of the table the person is in. */
  table?: string | null;
  /** Opens a section or table without leaving the page. */
  onOpen?: (section: string, table: string | null) => void;
  children: ReactNode;
  drawer?: ReactNode;
  foot?: ReactNode;
};

/** The fill page: sections as a task list, the open section, the drawer of the focused figure, the foot. */
export function FillFrame({
  data,
  lines = data.sections,
  current = data.section.name,
  table = null,
  onOpen,
  children,
  drawer,
  foot,
}: Props) {
  const line = lines.find(({ name }) => name === current) ?? lines[0]!;
  const say = words[data.lang].page;
  const list = <SectionList data={data} lines={lines} current={current} table={table} onOpen={onOpen} />;
  return (
    <div className={drawer ? "fill with-drawer" : "fill"}>
      <nav className="fill-sections" aria-label={say.sections}>
        <p className="fill-round">
          <a href={href("collect.home", { lang: data.lang })}>{data.round.title}</a>
        </p>
        <p className="fill-about">
          {say.about(data.round.referencePeriod)} ·{" "}
          {daysLeft(data.round.softDeadlineAt, data.round.hardDeadlineAt, { now: data.now, lang: data.lang }).words}
        </p>
        {list}
      </nav>
      <details className="fill-sections-phone">
        <summary>
          <Sign name={signOf(line)} />{" "}
          <b>
            {line.number} {line.shortTitle}
          </b>{" "}
          <span className="muted">{stateWords(line, data.lang)}</span>
          <span className="fill-all">{say.all(lines.length)}</span>
        </summary>
        {list}
      </details>
      <div className="fill-main">
        <SectionHead data={data} line={line} />
        {children}
      </div>
      {drawer && <div className="drawer-column">{drawer}</div>}
      {foot}
    </div>
  );
}

function SectionList({
  data,
  lines,
  current,
  table,
  onOpen,
}: {
  data: FillData;
  lines: SectionLine[];
  current: string;
  table: string | null;
  onOpen?: Props["onOpen"];
}) {
  const { lang } = data;
  const open = (section: string, at: string | null) => (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.closest("details")?.removeAttribute("open");
    onOpen(section, at);
  };
  return (
    <ol className="section-list">
      {lines.map((line) => {
        const isCurrent = line.name === current;
        return (
          <li key={line.name} className={isCurrent ? "current" : undefined}>
            <a
              className="section-line"
              href={href("collect.fill", { lang, ...data.key }, { section: line.name })}
              aria-current={isCurrent ? "page" : undefined}
              onClick={open(line.name, null)}
            >
              <Sign name={signOf(line)} />
              <span>
                <span className="section-name">
                  {line.number} {line.shortTitle}
                </span>
                <span className="section-state">{stateWords(line, lang)}</span>
              </span>
            </a>
            {isCurrent && line.tables.length > 1 && line.tables.some(({ hidden }) => !hidden) && (
              <ol className="table-list">
                {line.tables.map(
                  (one, at) =>
                    // A table that is not asked now is not on the page either; the others keep their numbers.
                    !one.hidden && (
                      <li key={one.name} className={one.name === table ? "current" : undefined}>
                        <a
                          href={`#table-${one.name}`}
                          aria-current={one.name === table ? "location" : undefined}
                          onClick={open(line.name, one.name)}
                        >
                          <span>
                            {line.number}.{at + 1} {one.title}
                          </span>
                          <span className="muted">{countWords(one, lang)}</span>
                        </a>
                      </li>
                    ),
                )}
              </ol>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function countWords({ known, asked }: { known: number; asked: number }, lang: FillData["lang"]): string {
  const say = words[lang].state;
  return known === asked && asked < 3 ? say.done : say.of(known, asked);
}
