/** Calls that are gathered into one. */
import { expect, it, vi } from "vitest";
import { batched } from "@/server/platform/batch";

function makeLoad() {
  const loads: { items: number[]; finish: () => void }[] = [];
  const load = (items: number[]) =>
    new Promise<string[]>((resolve) => loads.push({ items, finish: () => resolve(items.map((it) => `result ${it}`)) }));
  const loaded = (count: number) => vi.waitFor(() => expect(loads).toHaveLength(count));
  return { load, loads, loaded };
}

it("calls of one turn are one load, and each gets its own result", async () => {
  const { load, loads, loaded } = makeLoad();
  const call = batched(load, 10);
  const results = Promise.all([1, 2, 3].map(call));
  await loaded(1);
  loads[0]?.finish();
  expect(await results).toEqual(["result 1", "result 2", "result 3"]);
  expect(loads.map(({ items }) => items)).toEqual([[1, 2, 3]]);
});

it("calls during a load are the next one, at most as many as it may have", async () => {
  const { load, loads, loaded } = makeLoad();
  const call = batched(load, 2);
  const first = call(0);
  await loaded(1);
  const others = Promise.all([1, 2, 3].map(call));
  for (const count of [1, 2, 3]) {
    await loaded(count);
    loads[count - 1]?.finish();
  }
  expect([await first, ...(await others)]).toEqual(["result 0", "result 1", "result 2", "result 3"]);
  expect(loads.map(({ items }) => items)).toEqual([[0], [1, 2], [3]]);
});

it("a load that fails rejects its own calls; the next call is loaded", async () => {
  const load = vi.fn(async (items: number[]) => {
    if (items.includes(1)) throw new Error("away");
    return items;
  });
  const call = batched(load, 10);
  await expect(Promise.all([call(1), call(2)])).rejects.toThrow("away");
  expect(await call(3)).toBe(3);
});
