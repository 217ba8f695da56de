/** Our serialization of plain data is superjson's. */
import fc from "fast-check";
import superjson from "superjson";
import { afterEach, describe, expect, it, vi } from "vitest";
import { serialize } from "@/server/platform/serialize";

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a procedure returns: rows in pages. */
const anyPage = () => ({
  items: [1, 2].map((number) => ({
    id: String(number),
    note: null,
    isNew: number === 1,
    name: undefined,
    createdAt: new Date(number),
    parts: [{ quantity: number, at: new Date(number) }],
  })),
  nextCursor: undefined,
});

/** The same JSON and the same value at the client, or the same error. */
function expectAsSuperjson(value: unknown) {
  const outcomeOf = (serializer: typeof serialize) => {
    try {
      const text = JSON.stringify(serializer(value));
      return { sent: JSON.parse(text), received: superjson.deserialize(JSON.parse(text)) };
    } catch (error) {
      return { error: String(error) };
    }
  };
  expect(outcomeOf(serialize)).toStrictEqual(outcomeOf(superjson.serialize));
}

const key = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{1,3}$/) },
  fc.constantFrom("__proto__", "constructor", "prototype", "a.b", "\\", "a\\.b", "", ".", "0", "1", "toJSON", "json"),
  fc.string(),
);
const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.date()) },
  { weight: 2, arbitrary: fc.constantFrom(null, undefined, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e300) },
  fc.constantFrom<unknown>(1n, Symbol("own"), /a/g, new URL("https://a.test/"), new Error("own"), () => 1),
  fc.anything({ withMap: true, withSet: true, withTypedArray: true, withSparseArray: true, withDate: true }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4, noNullPrototype: false }),
  ),
}));

describe("serialize", () => {
  it("writes any value as superjson does", () => {
    fc.assert(fc.property(tree, expectAsSuperjson), { numRuns: 1500 });
  });

  it("writes a value that appears more than once as superjson does", () => {
    const twice = fc
      .oneof(fc.date(), fc.array(fc.integer()), fc.dictionary(key, leaf))
      .chain((shared) =>
        fc.constantFrom<unknown>([shared, shared], { first: shared, second: { third: shared } }, [
          { shared },
          { other: new Date(0) },
          shared,
        ]),
      );
    fc.assert(fc.property(twice, expectAsSuperjson), { numRuns: 300 });
  });

  it("writes a value that contains itself as superjson does", () => {
    const own: Record<string, unknown> = { at: new Date(0) };
    own.own = [own];
    expectAsSuperjson(own);
  });

  it.each([
    undefined,
    null,
    new Date(0),
    new Date(Number.NaN),
    "text",
    1,
    [],
    {},
    [new Date(0)],
    [undefined],
    [new Date(Number.NaN)],
  ])("writes %o as superjson does", (value) => expectAsSuperjson(value));

  it("does not call superjson for plain data with dates and undefined", () => {
    const expected = superjson.serialize(anyPage());
    const spy = vi.spyOn(superjson, "serialize");
    expect(serialize(anyPage())).toStrictEqual(expected);
    expect(spy).not.toHaveBeenCalled();
  });

  it("leaves the value as it was", () => {
    const page = anyPage();
    serialize(page);
    expect(page).toStrictEqual(anyPage());
  });
});
