import { comparedWith, type Finding } from "~/domain/check/finding";
import { questionOf } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { fieldId, useFill } from "./context";

/** Links to the figures of other questions a finding compares with, by table and title; nothing when there are none. */
export function ComparedWith({ finding }: { finding: Finding }) {
  const { store, lang, questions, placeOf } = useFill();
  const paths = comparedWith(finding);
  if (paths.length === 0) return null;
  const own = questions.get(questionOf(finding.at))?.section;
  return (
    <span className="finding-other">
      {words[lang].finding.other}{" "}
      {paths.map((path, at) => {
        const section = questions.get(questionOf(path))?.section ?? "";
        return (
          <span key={path}>
            {at > 0 && ", "}
            <a
              href={section === own ? `#${fieldId(path)}` : `?section=${section}&at=${encodeURIComponent(path)}`}
              onClick={(event) => {
                // Another section opens as its own page; a place on this one is shown.
                if (section !== own) return;
                event.preventDefault();
                store.show(path);
              }}
            >
              {placeOf(path)}
            </a>
          </span>
        );
      })}
    </span>
  );
}
