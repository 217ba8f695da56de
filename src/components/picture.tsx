/** `className` sets its size. */
type Props = { src: string; className?: string; eager?: boolean };

/** A decorative SVG. The empty alt hides it from screen readers; the adjacent text names it. */
export function Picture({ src, className, eager }: Props) {
  // biome-ignore lint/performance/noImgElement: next/image optimizes no SVG, and costs the server much for each picture
  return <img src={src} alt="" loading={eager ? undefined : "lazy"} className={className} />;
}
