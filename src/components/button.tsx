import { cva, type VariantProps } from "class-variance-authority";
import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { SinglePressButton } from "./single-press-button";
import { spanTexts } from "./span-texts";

export const buttonStyle = cva("button", {
  variants: {
    variant: {
      solid: "bg-accent text-on-accent hover:bg-accent-strong",
      outline: "border border-line-strong/60 bg-surface text-ink hover:border-line-strong hover:bg-sunken",
      ghost: "text-ink hover:bg-sunken",
      danger: "bg-danger text-on-accent hover:bg-danger-strong",
      dangerOutline: "border border-danger/50 text-danger hover:bg-danger-soft",
    },
    size: { small: "h-9 px-3.5 text-sm", medium: "h-11 px-5 text-[0.9375rem]", icon: "size-10" },
  },
  defaultVariants: { variant: "solid", size: "medium" },
});

type Props = ComponentProps<"button"> &
  VariantProps<typeof buttonStyle> & {
    /** Renders the only child, such as a link, with the button's style. */
    asChild?: boolean;
    /** Shows a spinner and ignores clicks, but keeps the focus. */
    pending?: boolean;
  };

export function Button({ variant, size, asChild, pending, className, children, type = "button", ...props }: Props) {
  const style = clsx(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={style} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <SinglePressButton type={type} className={style} pending={pending} {...props}>
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {spanTexts(children)}
    </SinglePressButton>
  );
}
