import { product } from "@/product";

/** The logo: a closed loop of two arrows. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 28 28" className="size-7 text-accent" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
          <path d="M5 11.5a9.6 9.6 0 0 1 17-2.6" />
          <path d="M22.6 3.8v5.4h-5.4" />
          <path d="M23 16.5a9.6 9.6 0 0 1-17 2.6" />
          <path d="M5.4 24.2v-5.4h5.4" />
        </g>
      </svg>
      <span className="hidden font-semibold text-lg tracking-tight min-[440px]:inline">{product.name}</span>
    </span>
  );
}
