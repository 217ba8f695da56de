import { clsx } from "clsx";
import Image from "next/image";

type Props = { src: string; className: string; eager?: boolean };

/** A decorative 480 by 360 SVG. The empty alt hides it from screen readers; the adjacent text names it. */
export function Picture({ src, className, eager }: Props) {
  return (
    <Image
      src={src}
      alt=""
      width={480}
      height={360}
      unoptimized // SVG needs no image optimization
      loading={eager ? "eager" : "lazy"}
      className={clsx("dark:brightness-85", className)} // its light colors would dazzle
    />
  );
}
