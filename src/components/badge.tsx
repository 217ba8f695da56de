import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { spanTexts } from "./span-texts";

const tones = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent",
  sky: "bg-sky-soft text-sky",
  warn: "bg-warn-soft text-warn",
  good: "bg-good-soft text-good",
  danger: "bg-danger-soft text-danger",
};
export type Tone = keyof typeof tones;

export function Badge({ tone = "neutral", className, children, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return (
    <span
      className={clsx(
        "inline-flex h-6 items-center whitespace-nowrap gap-1.5 rounded-full px-2.5 font-medium text-xs [&_svg]:size-3.5",
        tones[tone],
        className,
      )}
      {...props}
    >
      {spanTexts(children)}
    </span>
  );
}
