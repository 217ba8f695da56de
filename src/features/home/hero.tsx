import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Picture } from "@/components/picture";

const PICTURES = ["swing-arm-task-lamp", "linen-notebook", "stoneware-mug", "brass-pen"];

export function Hero({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <section className="grid items-center gap-x-14 gap-y-12 lg:grid-cols-[1.15fr_1fr]">
      <div>
        <p className="font-mono text-accent text-sm">A full-stack TypeScript starter</p>
        <h1 className="mt-5 font-display text-[2.875rem] leading-[1.02] sm:text-6xl lg:text-7xl">
          Every click is a round&nbsp;trip.
        </h1>
        <p className="mt-6 max-w-xl text-lg text-muted leading-relaxed">
          A small, complete order desk whose frontend and backend talk only over HTTP: typed, authorized, tested and
          visible at every step. Try it, then make it yours.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button asChild>
            <Link href="/products">Browse products</Link>
          </Button>
          <Button asChild variant="outline">
            {isSignedIn ? <Link href="/orders">My orders</Link> : <Link href="/sign-in">Sign in</Link>}
          </Button>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-4">
        {PICTURES.map((slug) => (
          <Picture
            key={slug}
            src={`/products/${slug}.svg`}
            eager
            className="aspect-4/3 w-full rounded-2xl object-cover even:translate-y-6 dark:brightness-90"
          />
        ))}
      </div>
    </section>
  );
}
