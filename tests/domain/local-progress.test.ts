/** What a browser keeps of progress: its parts, and the storage. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CHAPTERS } from "@/domain/learn";
import { completeChapter } from "@/domain/progress";
import {
  addExperiment,
  EMPTY,
  type LocalProgress,
  mergeLocal,
  readLocal,
} from "@/features/learn/progress/local-progress";

const [first, second] = [CHAPTERS[0].slug, CHAPTERS[1].slug];
const at = new Date(Date.UTC(2026, 2, 4));
const done = (...chapters: (typeof first | typeof second)[]): LocalProgress => ({
  chapters: chapters.reduce<ReturnType<typeof completeChapter>>((all, it) => completeChapter(all, it, at), []),
  experiments: {},
});

describe("what a browser keeps", () => {
  it("is read as it was stored", () => {
    const local = addExperiment(done(first), second, "a");
    expect(readLocal(JSON.stringify(local))).toEqual(local);
  });

  it.each([null, "", "{", "null", "[]", '"x"', '{"chapters":1,"experiments":2}', '{"experiments":{"unknown":["a"]}}'])(
    "is empty if the storage has %j",
    (text) => expect(readLocal(text)).toEqual(EMPTY),
  );

  it("has an experiment once", () => {
    const once = addExperiment(EMPTY, first, "a");
    expect(addExperiment(once, first, "a")).toBe(once);
    expect(addExperiment(once, first, "b").experiments).toEqual({ [first]: ["a", "b"] });
  });

  it("merged: has the chapters and experiments of both", () => {
    const a = addExperiment(done(first), first, "a");
    const b = addExperiment(addExperiment(done(second), first, "b"), second, "c");
    expect(mergeLocal(a, b)).toEqual({
      chapters: done(first, second).chapters,
      experiments: { [first]: ["a", "b"], [second]: ["c"] },
    });
  });
});

describe("the storage", () => {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };

  beforeEach(() => {
    items.clear();
    vi.resetModules(); // as a new page
    vi.stubGlobal("window", { localStorage: storage });
  });
  afterEach(() => vi.unstubAllGlobals());

  async function openPage() {
    const { updateLocal, claimGuestProgress } = await import("@/features/learn/progress/local-store");
    function localOf(viewerId?: string) {
      let found = EMPTY;
      updateLocal(viewerId, (local) => {
        found = local;
        return local;
      });
      return found;
    }
    return { updateLocal, claimGuestProgress, localOf };
  }

  it("gives what a guest has done to the first user who signs in, and to no other", async () => {
    const { updateLocal, claimGuestProgress, localOf } = await openPage();
    updateLocal(undefined, () => addExperiment(done(first), second, "a"));
    claimGuestProgress("jo");
    claimGuestProgress("ada");
    expect(localOf("jo")).toEqual(addExperiment(done(first), second, "a"));
    expect([localOf(undefined), localOf("ada")]).toEqual([EMPTY, EMPTY]);
  });

  it("keeps what the user already had when a guest's progress is added", async () => {
    const { updateLocal, claimGuestProgress, localOf } = await openPage();
    updateLocal("jo", () => done(first));
    updateLocal(undefined, () => done(second));
    claimGuestProgress("jo");
    expect(localOf("jo")).toEqual(done(first, second));
  });

  it("has no entry left when nothing is kept", async () => {
    const { updateLocal } = await openPage();
    updateLocal(undefined, () => done(first));
    expect(items.size).toBe(1);
    updateLocal(undefined, () => EMPTY);
    expect(items.size).toBe(0);
  });

  it("sees what another tab has written", async () => {
    const { updateLocal, localOf } = await openPage();
    updateLocal(undefined, () => done(first));
    const [key = ""] = items.keys();
    items.set(key, JSON.stringify(done(second)));
    expect(localOf(undefined)).toEqual(done(second));
  });

  it.each(["getItem", "setItem", "window"])("blocked at %s: progress lasts until the page is closed", async (at) => {
    const blocked = () => {
      throw new Error("blocked");
    };
    const windowWithout = {
      get localStorage() {
        return blocked();
      },
    };
    vi.stubGlobal("window", at === "window" ? windowWithout : { localStorage: { ...storage, [at]: blocked } });
    const { updateLocal, claimGuestProgress, localOf } = await openPage();
    updateLocal(undefined, () => done(first));
    expect(localOf(undefined)).toEqual(done(first));
    claimGuestProgress("jo");
    expect([localOf("jo"), localOf(undefined)]).toEqual([done(first), EMPTY]);
  });
});
