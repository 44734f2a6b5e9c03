import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { href } from "~/addresses";
import { questionOf } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { useStandingDrafts } from "~/survey/figure/drafts.client";
import { Sign } from "~/ui/signs";
import type { AnswerStore } from "./answer-store";
import { useFill } from "./context";
import type { FillData, SectionLine } from "./data";
import { toFoot } from "./foot-words";

type Props = {
  data: FillData;
  lines: SectionLine[];
  section: string;
  table: string | null;
  /** Does the browser keep what waits? */
  stored: boolean;
  onOpen: (section: string, table: string | null, path?: string) => void;
  onRetry: () => void;
  /** Sends what waits at once. */
  onFlush: () => void;
};

/** What is saved and what waits, in words that are true at any moment; submit and next. */
export function FillFoot({ data, lines, section, table, stored, onOpen, onRetry, onFlush }: Props) {
  const { store, lang, writable, questions } = useFill();
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  const state = useSyncExternalStore(subscribe, () => store.state());
  const typing = useSyncExternalStore(store.subscribeFocus, () => store.typing() !== null);
  const texts = useStandingDrafts(store);
  const said = toFoot(state, lang, typing, writable ? texts : []);
  const refused = [...state.unkept].flatMap(([path, { refusal, value }]) =>
    refusal && value !== undefined ? [path] : [],
  );
  // What is not settled may stand in another section.
  const goTo = (path: string) => {
    const owner = questions.get(questionOf(path))?.section;
    if (owner === undefined || owner === section) store.show(path);
    else onOpen(owner, null, path);
  };
  const line = lines.find(({ name }) => name === section)!;
  const next = nextPart(lines, line, table);
  const say = words[lang].foot;
  return (
    <footer className="fill-foot">
      <p className="fill-saved">
        <span className={`foot-sign ${said.sign}`} aria-hidden="true">
          {said.sign === "conflict" || said.sign === "warning" || said.sign === "error" ? (
            <Sign name={said.sign} />
          ) : null}
        </span>{" "}
        <strong>{said.strong}</strong> {said.path !== null && <GoTo path={said.path} onGo={goTo} />}{" "}
        {said.rest !== "" && `· ${said.rest}`}
        {said.others.map(({ text, path }) => (
          <span key={text}>
            {" "}
            · <strong className="bad">{text}</strong> <GoTo path={path} onGo={goTo} />
          </span>
        ))}
        {state.trouble?.kind === "signed-out" && (
          <>
            {" "}
            <a
              href={href(
                "door.signIn",
                { lang },
                { returnTo: href("collect.fill", { lang, ...data.key }, { section }) },
              )}
              target="_blank"
              rel="noreferrer"
              onClick={() => window.addEventListener("focus", onRetry, { once: true })}
            >
              {say.signIn}
            </a>
          </>
        )}
        {(refused.length > 0 || state.trouble?.kind === "refused") && (
          <>
            {" "}
            <button
              type="button"
              className="link-button"
              onClick={() => {
                store.tryAgain(refused);
                onRetry();
              }}
            >
              {words[lang].kept.again}
            </button>
          </>
        )}
        {!stored && <span className="bad"> {say.noStorage}</span>}
      </p>
      <Spoken text={[said.strong, said.rest, ...said.others.map(({ text }) => text)].filter(Boolean).join(", ")} />
      <div className="fill-actions">
        {writable && data.maySubmit && (
          <a
            className="button second"
            href={href("collect.submit", { lang, ...data.key }, { section })}
            onClick={(event) => {
              if (state.waiting.length === 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onFlush();
              afterSending(store, event.currentTarget.href);
            }}
          >
            {(line.state === "returned" ? say.submitAgain : say.submit)(line.number, line.shortTitle)}
          </a>
        )}
        {next ? (
          <a
            className="button"
            href={href("collect.fill", { lang, ...data.key }, { section: next.section })}
            onClick={(event) => {
              event.preventDefault();
              onOpen(next.section, next.table);
            }}
          >
            {say.next(next.name)}
          </a>
        ) : (
          <a className="button" href={href("collect.home", { lang })}>
            {say.overview}
          </a>
        )}
      </div>
    </footer>
  );
}

/** Longest wait for what is on its way before the submit page opens all the same and says what is missing; ms. */
const longestSending = 4000;

/** Opens the submit page when nothing waits any more. */
function afterSending(store: AnswerStore, href: string): void {
  const go = () => {
    end();
    clearTimeout(timer);
    window.location.assign(href);
  };
  const end = store.subscribeAll(() => {
    if (store.state().waiting.length === 0) go();
  });
  const timer = setTimeout(go, longestSending);
}

function GoTo({ path, onGo }: { path: string; onGo: (path: string) => void }): ReactNode {
  const { lang } = useFill();
  return (
    <button type="button" className="link-button" onClick={() => onGo(path)}>
      {words[lang].foot.goTo}
    </button>
  );
}

/** Longest silence is kept between two announcements, so that a fast typist is not talked over; ms. */
const betweenWords = 10_000;

/** Says the state politely, at most once in ten seconds. */
function Spoken({ text }: { text: string }) {
  const [spoken, setSpoken] = useState("");
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(1000, last.current + betweenWords - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="hidden-text" role="status">
      {spoken}
    </p>
  );
}

function nextPart(
  lines: SectionLine[],
  line: SectionLine,
  table: string | null,
): { section: string; table: string | null; name: string } | null {
  const at = line.tables.findIndex(({ name }) => name === table);
  const nextTable = at >= 0 ? line.tables.findIndex(({ hidden }, place) => place > at && !hidden) : -1;
  const onward = line.tables[nextTable];
  if (onward)
    return { section: line.name, table: onward.name, name: `${line.number}.${nextTable + 1} ${onward.title}` };
  const next = lines.slice(lines.indexOf(line) + 1).find(({ hidden }) => !hidden);
  return next ? { section: next.name, table: null, name: `${next.number} ${next.shortTitle}` } : null;
}
