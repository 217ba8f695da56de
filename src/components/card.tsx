import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** A quiet sheet on the page. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={classNames("rounded-2xl border border-line bg-surface shadow-card", className)} {...props} />;
}
