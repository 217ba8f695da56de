"use client";
import { Check, Minus } from "lucide-react";
import type { ChangeEvent } from "react";

type Props = {
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  disabled?: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** A checkbox with a screen-reader label and a touch target larger than its box. */
export function Checkbox({ label, checked, indeterminate = false, disabled, onChange }: Props) {
  const Icon = indeterminate && !checked ? Minus : Check;
  return (
    <span className="relative grid size-5 place-items-center before:absolute before:-inset-2">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
        ref={(box) => {
          if (box) box.indeterminate = indeterminate && !checked;
        }}
        className="peer absolute inset-0 z-10 size-5 cursor-pointer appearance-none rounded-md border border-line-strong bg-surface transition-colors before:absolute before:-inset-2 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:opacity-35"
      />
      <Icon
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none z-20 hidden size-3.5 text-on-accent peer-checked:block peer-indeterminate:block"
      />
    </span>
  );
}
