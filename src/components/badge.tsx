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
    <span className={clsx("badge", tones[tone], className)} {...props}>
      {spanTexts(children)}
    </span>
  );
}
