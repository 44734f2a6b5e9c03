import type { ReactNode } from "react";

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  trouble?: string | undefined;
  type?: "text" | "email" | "password" | "date";
  autoComplete?: string;
  inputMode?: "numeric";
  defaultValue?: string | undefined;
  required?: boolean;
};

/** A labelled line of text: hint above, what is wrong right at it, both read out with it. */
export function Field({
  name,
  label,
  hint,
  trouble,
  type = "text",
  autoComplete = "off",
  inputMode,
  defaultValue,
  required = false,
}: FieldProps) {
  const described = [hint && `${name}-hint`, trouble && `${name}-trouble`].filter(Boolean).join(" ");
  return (
    <div className="form-field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {trouble && (
        <span className="form-trouble" id={`${name}-trouble`}>
          {trouble}
        </span>
      )}
      <input
        id={name}
        name={name}
        type={type}
        className="field"
        autoComplete={autoComplete}
        inputMode={inputMode}
        defaultValue={defaultValue}
        required={required}
        aria-invalid={trouble ? true : undefined}
        aria-describedby={described === "" ? undefined : described}
      />
    </div>
  );
}

type SelectProps = {
  name: string;
  label: string;
  hint?: string;
  trouble?: string | undefined;
  defaultValue?: string | undefined;
  children: ReactNode;
};

/** A labelled list to choose one from. */
export function Select({ name, label, hint, trouble, defaultValue, children }: SelectProps) {
  const described = [hint && `${name}-hint`, trouble && `${name}-trouble`].filter(Boolean).join(" ");
  return (
    <div className="form-field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {trouble && (
        <span className="form-trouble" id={`${name}-trouble`}>
          {trouble}
        </span>
      )}
      <select
        id={name}
        name={name}
        className="field"
        defaultValue={defaultValue}
        aria-invalid={trouble ? true : undefined}
        aria-describedby={described === "" ? undefined : described}
      >
        {children}
      </select>
    </div>
  );
}
