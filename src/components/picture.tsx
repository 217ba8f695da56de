import Image from "next/image";

type Props = { src: string; className: string; eager?: boolean };

/** A drawing of 480 by 360 beside a text that says what it shows, so that it is silent for those who hear the page. */
export function Picture({ src, className, eager }: Props) {
  return (
    <Image
      src={src}
      alt=""
      width={480}
      height={360}
      unoptimized // an SVG is as small as it gets
      loading={eager ? "eager" : "lazy"}
      className={className}
    />
  );
}
