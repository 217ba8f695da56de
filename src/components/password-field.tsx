"use client";
import { clsx } from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { inputStyle, LabeledControl } from "./field";

type Props = Omit<ComponentProps<"input">, "type"> & Omit<ComponentProps<typeof LabeledControl>, "children">;

/** A password, with a button that shows it until its form is submitted: browsers save a visible one as plain text. */
export function PasswordField({ label, hint, error, className, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;

  useEffect(() => {
    const field = input.current;
    const form = field?.form;
    function hide() {
      if (field) field.type = "password"; // at once, before anything reads the form
      setShown(false);
    }
    form?.addEventListener("submit", hide, { capture: true });
    return () => form?.removeEventListener("submit", hide, { capture: true });
  }, []);

  function toggle() {
    const field = input.current;
    const caret = field && ([field.selectionStart, field.selectionEnd] as const);
    flushSync(() => setShown(!isShown));
    // Some browsers move the caret to the start of a field that changes its type.
    if (caret && field === document.activeElement) field.setSelectionRange(...caret);
  }

  return (
    <LabeledControl label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            ref={input}
            type={isShown ? "text" : "password"}
            dir="auto"
            spellCheck={false} // a spelling service would receive a visible password
            autoCapitalize="none"
            className={clsx(inputStyle, "h-11 pr-12 [&::-ms-reveal]:hidden", className)}
            {...props}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-controls={control.id}
            onMouseDown={(event) => event.preventDefault()} // the focus stays in the field
            onClick={toggle}
            className="absolute inset-y-1 right-1 grid w-9 place-items-center rounded-lg text-muted transition-colors hover:bg-sunken hover:text-ink"
          >
            <Icon aria-hidden className="size-4.5" />
            <span className="sr-only">{`Show ${label.toLowerCase()}`}</span>
          </button>
        </div>
      )}
    </LabeledControl>
  );
}
