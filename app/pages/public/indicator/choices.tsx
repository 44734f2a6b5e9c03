import { Form, useSubmit } from "@remix-run/react";
import { type FormEvent, useId } from "react";
import { colourAt, markerPath, shapeAt } from "~/charts/palette";
import { chart } from "~/i18n/chart";
import type { Check, Select } from "./choices.server";
import type { IndicatorPage } from "./page.server";

/**
 * The choices beside the chart: a plain GET form whose answer is the address of the view. With JavaScript a choice takes
 * effect at once; without it the button does the same.
 */
export function ChoicesForm({ page }: { page: IndicatorPage }) {
  const words = chart[page.lang];
  const submit = useSubmit();
  const { choices } = page;
  const change = (event: FormEvent<HTMLFormElement>) =>
    submit(event.currentTarget, { preventScrollReset: true, replace: true });
  const title = [...choices.countries, ...choices.groups].filter((check) => check.on).map((check) => check.name);
  return (
    <aside className="choices">
      <details className="choices-fold">
        <summary>
          <span className="small muted">{words.choices}</span>
          <span className="choices-now">{title.length > 0 ? title.join(", ") : page.release.id}</span>
        </summary>
        <Form method="get" action={page.action} preventScrollReset onChange={change}>
          <input type="hidden" name="view" value={page.view} />
          <input type="hidden" name="countries-was" value={page.was.countries} />
          <input type="hidden" name="countries-shown" value={shown(choices.countries)} />
          <input type="hidden" name="groups-was" value={page.was.groups} />
          <input type="hidden" name="groups-shown" value={shown(choices.groups)} />
          <SelectField select={choices.release} />
          {choices.selects.map((select) => (
            <SelectField key={select.name} select={select} />
          ))}
          <div className="years">
            <SelectField select={choices.from} />
            <SelectField select={choices.to} />
          </div>
          {page.view === "latest" && choices.sort && (
            <fieldset className="radios">
              <legend>{words.order}</legend>
              {(["name", "value"] as const).map((sort) => (
                <label key={sort}>
                  <input type="radio" name="sort" value={sort} defaultChecked={choices.sort === sort} />
                  {sort === "name" ? words.byName : words.byValue}
                </label>
              ))}
            </fieldset>
          )}
          {choices.countries.length > 0 && (
            <CheckList
              name="countries"
              label={words.countries}
              hint={choices.countLabel}
              checks={choices.countries}
              lang={page.lang}
              marked={page.trend?.chart.lines.map((line) => line.code) ?? []}
              scroll
            />
          )}
          {choices.groups.length > 0 && (
            <CheckList
              name="groups"
              label={words.groups}
              hint={choices.groupLabel}
              checks={choices.groups}
              lang={page.lang}
              marked={page.trend?.chart.lines.map((line) => line.code) ?? []}
            />
          )}
          <button type="submit" className="button">
            {words.show}
          </button>
        </Form>
      </details>
    </aside>
  );
}

/** Codes ticked when the form was made, so that an untouched list changes nothing. */
function shown(checks: Check[]): string {
  return checks
    .filter((check) => check.on)
    .map((check) => check.value)
    .join(",");
}

function SelectField({ select }: { select: Select }) {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{select.label}</label>
      <select key={select.value} id={id} name={select.name} defaultValue={select.value}>
        {select.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

type CheckListProps = {
  name: string;
  label: string;
  hint: string;
  checks: Check[];
  lang: IndicatorPage["lang"] /** Codes drawn, in the order of their colours. */;
  marked: string[];
  scroll?: boolean;
};

function CheckList({ name, label, hint, checks, marked, scroll }: CheckListProps) {
  return (
    <fieldset className="checks">
      <legend>
        <span>{label}</span>
        <span className="checks-hint">{hint}</span>
      </legend>
      {/* A list that scrolls must be reachable by keyboard: its boxes are. */}
      <ul className={scroll ? "scrolls" : undefined}>
        {checks.map((check) => {
          const place = marked.indexOf(check.value);
          return (
            <li
              key={`${check.value}${check.on}`}
              className={check.empty ? "no-data" : undefined}
              data-on={check.on || undefined}
            >
              <label>
                <input type="checkbox" name={name} value={check.value} defaultChecked={check.on} />
                <span className="mark">
                  {place >= 0 && (
                    <svg width="12" height="12" aria-hidden="true" focusable="false">
                      <path d={markerPath(shapeAt(place), 6, 6, 4)} fill={colourAt(place)} />
                    </svg>
                  )}
                </span>
                <span className="check-name">{check.name}</span>
                <span className="check-count">{check.count}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
