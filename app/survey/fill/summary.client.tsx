import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { Explained } from "~/domain/check/findings-of";
import { inOrderOfUrgency } from "~/domain/check/findings-of";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { sayFinding } from "~/i18n/findings";
import { Sign } from "~/ui/signs";
import { ComparedWith } from "./compared-with.client";
import { fieldId, useFill } from "./context";
import type { SectionLine } from "./data";

type Props = {
  questionnaire: Questionnaire;
  line: SectionLine;
  onOpen: (section: string, table: string | null, path: string | null) => void;
};

/** What there is to look at in the section, in one place: two values first, then errors, then warnings. */
export function FillSummary({ questionnaire, line, onOpen }: Props) {
  const { store, lang, placeOf: label } = useFill();
  const subscribe = useCallback((listener: () => void) => store.subscribeFocus(listener), [store]);
  const found = useSyncExternalStore(subscribe, () => store.findings());
  const all = inOrderOfUrgency([...found.values()].flat());
  const shown = all.filter(({ finding }) => finding.level !== "info");
  const root = useRef<HTMLElement>(null);
  const arriving = useRef(new URLSearchParams(window.location.search).has("findings"));

  // Coming from a submit that was held back, the summary is what the person came for.
  useEffect(() => {
    if (!arriving.current || shown.length === 0) return;
    arriving.current = false;
    root.current?.focus();
  }, [shown.length]);

  return (
    <>
      <Conflicts section={line.name} questionnaire={questionnaire} label={label} onOpen={onOpen} />
      {shown.length > 0 && (
        <section
          ref={root}
          className={shown.some(({ finding }) => finding.level === "error") ? "fill-summary bad" : "fill-summary"}
          tabIndex={-1}
          aria-labelledby="fill-summary-title"
        >
          <h2 id="fill-summary-title">{words[lang].page.problem}</h2>
          <p>{words[lang].page.problemText}</p>
          <ul>
            {shown.map((one) => (
              <li key={`${one.finding.check}|${one.finding.at}`}>
                <Sign name={one.finding.level === "error" ? "error" : one.state === "given" ? "accepted" : "warning"} />{" "}
                <span>
                  <a
                    href={`#${fieldId(one.finding.at)}`}
                    className={one.finding.level === "error" ? "bad" : undefined}
                    onClick={(event) => {
                      event.preventDefault();
                      store.show(one.finding.at);
                    }}
                  >
                    {label(one.finding.at)}
                    {lang === "fr" ? "\u00a0" : ""}: {sayFinding(one.finding, lang)}
                  </a>{" "}
                  <ComparedWith finding={one.finding} /> <span className="muted">{afterwards(one, lang)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function afterwards({ finding, state, reason }: Explained, lang: "en" | "fr"): string {
  const say = words[lang].page;
  if (finding.level !== "warning") return "";
  return state === "given" ? say.reasonGiven(reason?.by ?? words[lang].conflict.someone) : say.needsReason;
}

function Conflicts({
  section,
  questionnaire,
  label,
  onOpen,
}: {
  section: string;
  questionnaire: Questionnaire;
  label: (path: string) => string;
  onOpen: Props["onOpen"];
}) {
  const { store, lang } = useFill();
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  const text = useSyncExternalStore(subscribe, () => [...store.state().conflicts.keys()].join("\n"));
  const rest = useSyncExternalStore(subscribe, () => store.state().waiting.length);
  const paths = text === "" ? [] : text.split("\n");
  const say = words[lang].conflict;
  return (
    <div role="status">
      {paths.length > 0 && (
        <p className="notice bad">
          <strong>{paths.length === 1 ? say.one : say.many(paths.length)}</strong>{" "}
          {paths.map((path, at) => {
            const home = questionnaire.questions.get(path.split("/")[0]!)?.section ?? section;
            return (
              <span key={path}>
                {at > 0 && ", "}
                <a
                  href={`#${fieldId(path)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    onOpen(home, null, path);
                  }}
                >
                  {label(path)}
                </a>
              </span>
            );
          })}
          . {rest === 0 ? say.rest : say.restWaits}
        </p>
      )}
    </div>
  );
}
