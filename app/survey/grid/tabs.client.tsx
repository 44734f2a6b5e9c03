import type { KeyboardEvent } from "react";
import type { Choice } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { useFill } from "~/survey/fill/context";

type Props = { tabs: readonly Choice[]; chosen: string; panel: string; onChoose: (tab: string) => void };

/** Tabs of a grid: one table at a time, arrows move between them. */
export function GridTabs({ tabs, chosen, panel, onChoose }: Props) {
  const { lang } = useFill();
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = tabs.findIndex(({ value }) => value === chosen);
    const next = tabs[at + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    onChoose(next.value);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[at + step]?.focus();
  };
  return (
    <div role="tablist" className="figure-tabs" aria-label={words[lang].grid.tabs} onKeyDown={onKey} tabIndex={-1}>
      {tabs.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          role="tab"
          aria-selected={value === chosen}
          aria-controls={panel}
          tabIndex={value === chosen ? 0 : -1}
          onClick={() => onChoose(value)}
        >
          {text[lang]}
        </button>
      ))}
    </div>
  );
}
