import type { Lang } from "~/domain/dictionary/dictionary";
import { roundCodes } from "~/i18n/studio/round-codes";
import { studio } from "~/i18n/studio/studio";
import { Field } from "~/ui/field";
import type { RoundChoices } from "./round-form.server";

type RoundParametersProps = {
  lang: Lang;
  choices: RoundChoices;
  /** What was typed in a form that came back. */
  values: Record<string, string> | null;
  trouble: string | undefined;
};

/**
 * The words a round may set. Where they stand for a code, the code is chosen by typing a part of its name, and the words are
 * those of the code unless others are given.
 */
export function RoundParameters({ lang, choices, values, trouble }: RoundParametersProps) {
  const words = studio[lang].open;
  const names = Object.entries(choices.parameters);
  if (names.length === 0) return null;
  const title = choices.versions.find((one) => one.value === choices.chosen)?.title[lang] ?? "";
  return (
    <fieldset id="parameters" className="studio-fieldset">
      <legend>{words.parameters}</legend>
      <p className="small muted">{words.parametersLead(title)}</p>
      {trouble && <p className="form-trouble">{trouble}</p>}
      {names.map(([name, one]) => {
        const list = one.codes === undefined ? undefined : choices.codes[one.codes];
        const value = (part: "en" | "fr") => values?.[`parameter-${name}-${part}`] ?? (list ? "" : one[part]);
        return (
          <div key={name}>
            {list && <CodeField lang={lang} name={name} list={list} value={values?.[`parameter-${name}-code`]} />}
            <div className="studio-fields">
              <Field
                name={`parameter-${name}-en`}
                label={`{${name}}, ${words.english}`}
                {...(list ? { hint: roundCodes[lang].fromCode } : {})}
                defaultValue={value("en")}
              />
              <Field
                name={`parameter-${name}-fr`}
                label={`{${name}}, ${words.french}`}
                {...(list ? { hint: roundCodes[lang].fromCode } : {})}
                defaultValue={value("fr")}
              />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}

type CodeFieldProps = {
  lang: Lang;
  name: string;
  list: RoundChoices["codes"][string];
  value: string | undefined;
};

/** A line with the names of a code list to search in; works without a script. */
function CodeField({ lang, name, list, value }: CodeFieldProps) {
  const words = roundCodes[lang];
  const id = `parameter-${name}-code`;
  return (
    <div className="form-field">
      <label htmlFor={id}>{words.codeOf(`{${name}}`)}</label>
      <span className="hint" id={`${id}-hint`}>
        {words.codeHint}
      </span>
      <input
        id={id}
        name={id}
        className="field"
        list={`${id}-list`}
        autoComplete="off"
        required
        defaultValue={value}
        aria-describedby={`${id}-hint`}
      />
      <datalist id={`${id}-list`}>
        {list.map((one) => (
          <option key={one.code} value={`${one.name[lang]} (${one.code})`} />
        ))}
      </datalist>
    </div>
  );
}
