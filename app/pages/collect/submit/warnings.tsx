import type { Lang } from "~/domain/dictionary/dictionary";
import { submit } from "~/i18n/collect/submit";
import { submitWords } from "~/i18n/collect/submit-words";
import { Quote } from "~/ui/quote";
import { FindingSign } from "./finding-sign";
import type { FindingLine, SectionLine, WarningKind } from "./view";

/** A name for `id` out of a finding or a kind. */
export function anchorOf({ id }: { id: string }): string {
  return `why-${id.replace(/[^\w-]/g, "_")}`;
}

/** Few warnings of a kind stand open with it; more are folded under their count. */
const few = 3;

/**
 * Warnings of a section by kind. A kind with several that need a reason offers one for all of them, and one for each
 * below; a kind whose reasons are all given is folded.
 */
export function Warnings({ section, lang, canWrite }: { section: SectionLine; lang: Lang; canWrite: boolean }) {
  return (
    <>
      {section.kinds.map((kind) => (
        <Kind key={kind.id} kind={kind} lang={lang} canWrite={canWrite} />
      ))}
    </>
  );
}

function Kind({ kind, lang, canWrite }: { kind: WarningKind; lang: Lang; canWrite: boolean }) {
  const words = submitWords[lang].kind;
  const all = kind.lines.length;
  const open = kind.lines.filter(({ state }) => state !== "given");
  const given = kind.lines.filter(({ state }) => state === "given");
  const state = kind.missing > 0 ? words.missing(kind.missing) : words.allGiven(all);
  return (
    <details
      className={kind.missing > 0 ? "warning-kind open" : "warning-kind"}
      id={anchorOf(kind)}
      open={kind.missing > 0}
    >
      <summary>
        <span className="kind-title">
          <FindingSign finding={{ level: "warning", state: kind.missing > 0 ? "none" : "given" }} /> {kind.title}
        </span>{" "}
        <span className="muted">
          {all > 1 && `${words.count(all)}, `}
          {state}
        </span>
      </summary>
      {open.length > 1 && canWrite ? <OneForAll kind={kind} lines={open} lang={lang} /> : null}
      {open.length > 1 && !canWrite && <Places lines={open} />}
      {open.length === 1 && <Warning finding={open[0]!} lang={lang} canWrite={canWrite} />}
      {given.length > 0 && <Given lines={given} lang={lang} isFolded={open.length > 0} />}
    </details>
  );
}

function OneForAll({ kind, lines, lang }: { kind: WarningKind; lines: readonly FindingLine[]; lang: Lang }) {
  const words = submitWords[lang].kind;
  const field = `${anchorOf(kind)}-all`;
  return (
    <>
      {lines.length <= few ? (
        <Places lines={lines} />
      ) : (
        <details className="kind-places">
          <summary>{words.which(lines.length)}</summary>
          <Places lines={lines} />
        </details>
      )}
      <label htmlFor={field}>{words.oneFor(lines.length)}</label>
      <textarea
        id={field}
        name={`reasons:${kind.id}`}
        className="field"
        rows={2}
        maxLength={2000}
        lang={lang}
        defaultValue={kind.former ?? undefined}
        aria-describedby={kind.former === null ? undefined : `${field}-former`}
      />
      {kind.former !== null && (
        <p id={`${field}-former`} className="kind-former">
          {words.former}
        </p>
      )}
      <details className="kind-each">
        <summary>{words.each(lines.length)}</summary>
        {lines.map((finding) => (
          <Warning key={finding.id} finding={finding} lang={lang} canWrite />
        ))}
      </details>
    </>
  );
}

/** Where the warnings of a kind stand, each a link to its question. */
function Places({ lines }: { lines: readonly FindingLine[] }) {
  return (
    <ul className="kind-list">
      {lines.map((finding) => (
        <li key={finding.id}>
          <a href={finding.href}>{finding.place}</a> · {finding.sentence}
        </li>
      ))}
    </ul>
  );
}

/** Reasons that stand; the words of one that serves several figures are said once. */
function Given({ lines, lang, isFolded }: { lines: readonly FindingLine[]; lang: Lang; isFolded: boolean }) {
  const words = submit[lang];
  const list = (
    <ul className="kind-list">
      {groups(lines).map(({ key, reason, findings }) => (
        <li key={key}>
          {findings.map((finding) => (
            <span key={finding.id} className="kind-place">
              <a href={finding.href}>{finding.place}</a> · {finding.sentence}
            </span>
          ))}
          <Quote text={reason.text} written={reason.lang} lang={lang} />{" "}
          <span className="muted">
            {words.reasonGivenBy(reason.by, reason.when)} · {words.serves.toLowerCase()} {words[reason.serves]}
          </span>
        </li>
      ))}
    </ul>
  );
  if (!isFolded) return list;
  return (
    <details className="kind-each">
      <summary>{submitWords[lang].kind.given(lines.length)}</summary>
      {list}
    </details>
  );
}

type Group = { key: string; reason: NonNullable<FindingLine["reason"]>; findings: FindingLine[] };

function groups(lines: readonly FindingLine[]): Group[] {
  const found = new Map<string, Group>();
  for (const finding of lines) {
    const { reason } = finding;
    if (!reason) continue;
    const key = `${reason.serves}|${reason.by}|${reason.when}|${reason.text}`;
    const group = found.get(key) ?? { key, reason, findings: [] };
    group.findings.push(finding);
    found.set(key, group);
  }
  return [...found.values()];
}

/** One warning with the field for its own reason. */
function Warning({ finding, lang, canWrite }: { finding: FindingLine; lang: Lang; canWrite: boolean }) {
  const words = submit[lang];
  return (
    <div className="kind-one" id={anchorOf(finding)}>
      <p>
        <a href={finding.href}>{finding.place}</a> · {finding.sentence}
      </p>
      {finding.state === "void" && finding.reason && (
        <p className="muted">
          {words.reasonVoid} · <Quote text={finding.reason.text} written={finding.reason.lang} lang={lang} />
        </p>
      )}
      {canWrite && <ReasonFields finding={finding} lang={lang} />}
    </div>
  );
}

function ReasonFields({ finding, lang }: { finding: FindingLine; lang: Lang }) {
  const words = submit[lang];
  const field = anchorOf(finding);
  const choices = finding.inTable ? (["figure", "row", "table"] as const) : (["figure"] as const);
  return (
    <>
      <label htmlFor={`${field}-text`}>{words.why}</label>
      <textarea
        id={`${field}-text`}
        name={`reason:${finding.id}`}
        className="field"
        rows={2}
        maxLength={2000}
        lang={lang}
      />
      {choices.length > 1 && (
        <fieldset className="serves">
          <legend>{words.serves}</legend>
          {choices.map((serves) => (
            <label key={serves}>
              <input
                type="radio"
                name={`serves:${finding.id}`}
                value={serves}
                defaultChecked={serves === (finding.reason?.serves ?? "figure")}
              />{" "}
              {words[serves]}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
