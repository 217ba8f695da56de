"use client";
import { type ReactNode, useState } from "react";
import { Field } from "./field";
import { Select } from "./select";

type Option = { value: string; label: string };
type Props = {
  label: string;
  name: string;
  /** Rows to choose from; undefined until they are loaded. */
  rows: readonly Option[] | undefined;
  /** The row that is chosen at first; without it, none is. */
  chosen?: Option;
  /** Finds others, where `rows` are not all that there are. */
  search?: { label: string; text: string; onChange: (text: string) => void };
  hint?: ReactNode;
  error?: ReactNode;
  /** May be left open: `readForm` returns null then. */
  isOptional?: boolean;
};

/** A select of rows. None is chosen unless the user does, and a chosen one stays while others are searched. */
export function RowSelect({ label, name, rows, chosen: first, search, hint, error, isOptional }: Props) {
  const [chosen, setChosen] = useState(first);
  const others = (rows ?? []).filter(({ value }) => value !== chosen?.value);
  const open = { value: "", label: isOptional ? "None" : "Choose one" };
  const options = [open, ...(chosen ? [chosen] : []), ...others];
  return (
    <div className="grid gap-3">
      {search && (
        <Field
          label={search.label}
          type="search"
          autoComplete="off"
          value={search.text}
          maxLength={80}
          onChange={(event) => search.onChange(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()} // it would submit the form
        />
      )}
      <Select
        label={label}
        name={name}
        options={options}
        value={chosen?.value ?? ""}
        onChange={(event) => setChosen(options.find(({ value }) => value !== "" && value === event.target.value))}
        data-optional={isOptional || undefined}
        hint={search?.text && rows?.length === 0 ? "Nothing found. Try a shorter word." : hint}
        error={error}
      />
    </div>
  );
}
