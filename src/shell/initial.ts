import { product } from "@/product";

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * The first letter of a name, or the whole of a first emoji or flag. Called on the server: browsers may know fewer emoji,
 * or no segmenter at all.
 */
export function initialOf(name: string): string {
  const characters = [...new Intl.Segmenter(product.locale).segment(name)].map(({ segment }) => segment);
  return (characters.find((it) => VISIBLE.test(it)) ?? "").toUpperCase();
}
