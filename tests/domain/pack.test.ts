/** The data that a page carries for its scripts. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { pack, unpack } from "@/trpc/pack";

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((it) => it + 0); // JSON has no -0
const leaf = fc.oneof(fc.string(), fc.integer(), number, fc.boolean());
const date = fc.date({ noInvalidDate: true });
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: fc.oneof(leaf, date, fc.constant(null)) },
    fc.array(tie("tree")),
    fc.dictionary(fc.string(), tie("tree"), { noNullPrototype: true }),
  ),
}));

it("any data of JSON and dates arrives as it was", () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(unpack(pack(value))).toEqual(value);
    }),
  );
});

it("undefined fields are left out", () => {
  expect(unpack(pack({ a: undefined, list: [{ b: 1, c: undefined }] }))).toStrictEqual({ list: [{ b: 1 }] });
});

it("each field name and value of a list is carried once", () => {
  const rows = [1, 2, 3].map((id) => ({ id, name: "Lamp", image: "/lamp.svg", createdAt: new Date(id) }));
  const text = pack({ rows });
  for (const repeated of ["createdAt", "image", "Lamp", "/lamp.svg"]) expect(text.split(repeated)).toHaveLength(2);
});

it("an object that occurs twice is one object again", () => {
  const order = { id: "1" };
  const { a, b } = unpack<{ a: object; b: object }>(pack({ a: order, b: order }));
  expect(a).toBe(b);
});
