/** Rows of tests/setup/inputs.ts: progress in the explainer, and sandboxes. */
import { CHAPTERS } from "@/domain/learn";
import { db } from "@/server/platform/db";
import { EVERYONE, OWNER, type Row, SIGNED_IN } from "./access";
import { callerOf, makeProduct } from "./factories";

const CHAPTER = CHAPTERS[0].slug;

export const learnRows: Record<string, Row> = {
  "progress.get": {
    access: SIGNED_IN,
    scope: "progress:read",
    input: async (owner) => {
      await callerOf(owner).progress.complete({ chapter: CHAPTER });
      return {};
    },
  },
  "progress.counts": { access: EVERYONE, scope: "progress:read" },
  "progress.visit": { access: SIGNED_IN, scope: "progress:write", input: () => ({ chapter: CHAPTER }) },
  "progress.complete": { access: SIGNED_IN, scope: "progress:write", input: () => ({ chapter: CHAPTER }) },
  "progress.undo": {
    access: SIGNED_IN,
    scope: "progress:write",
    input: async (owner) => {
      await callerOf(owner).progress.complete({ chapter: CHAPTER });
      return { chapter: CHAPTER };
    },
  },
  "progress.merge": {
    access: SIGNED_IN,
    scope: "progress:write",
    input: () => ({ chapters: [{ chapter: CHAPTER, visitedAt: new Date().toISOString(), completedAt: null }] }),
  },

  "sandbox.open": {
    access: EVERYONE,
    scope: null,
    input: async () => {
      await makeProduct();
      return {};
    },
    errors: {
      409: async ({ call }) => {
        await db.product.updateMany({ data: { stock: 0 } });
        return call({});
      },
    },
  },
  "sandbox.close": {
    access: OWNER,
    scope: null,
    input: async ({ userId }) => {
      const sandboxId = crypto.randomUUID();
      await db.sandboxUser.create({ data: { userId, sandboxId, expiresAt: new Date(Date.now() + 60_000) } });
      return { id: sandboxId };
    },
  },
};
