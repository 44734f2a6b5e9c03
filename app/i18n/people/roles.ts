import type { Lang } from "~/domain/dictionary/dictionary";
import type { Role } from "~/domain/people/access";

/** Roles in words; one term each, as in docs/glossary.md. */
export const roleNames: Record<Lang, Record<Role, string>> = {
  en: {
    contributor: "Contributor",
    "focal-point": "Focal point",
    correspondent: "Permanent Correspondent",
    reviewer: "Reviewer",
    editor: "Editor",
    rater: "Rater",
    admin: "Administrator",
    auditor: "Auditor",
  },
  fr: {
    contributor: "Contributeur",
    "focal-point": "Point focal",
    correspondent: "Correspondant permanent",
    reviewer: "Réviseur",
    editor: "Éditeur",
    rater: "Évaluateur",
    admin: "Administrateur",
    auditor: "Auditeur",
  },
};

/** `Focal point, France`, `Reviewer, secretariat`. */
export function roleOf(lang: Lang, role: Role, country: string | null): string {
  return `${roleNames[lang][role]}, ${country ?? (lang === "fr" ? "secrétariat" : "secretariat")}`;
}
