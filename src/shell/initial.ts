import { product } from "@/product";

/**
 * The first letter of a name, or the whole of a first emoji or flag. Called on the server: browsers may know fewer emoji,
 * or no segmenter at all.
 */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter(product.locale).segment(name);
  return (first?.segment ?? "").toUpperCase();
}
