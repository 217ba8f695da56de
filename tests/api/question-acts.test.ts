/** What administrators do to questions is recorded. admin-security.test.ts has the list of these acts. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { callerOf, makePrincipal, makeQuestion } from "../setup/factories";
import { readActs } from "./acts";

let admin: Principal;
const by = () => ({ user: { id: admin.userId, name: "Ada Admin" } });
beforeAll(async () => {
  admin = await makePrincipal({ role: "ADMIN", name: "Ada Admin" });
});

describe("an act of an administrator is recorded with what it has changed", () => {
  it("the moderation of a post, with its reason", async () => {
    const { id } = await makeQuestion(await makePrincipal());
    await callerOf(admin).admin.question.hide({ kind: "question", id, reason: "Advertising" });
    await callerOf(admin).admin.question.restore({ kind: "question", id });
    expect(await readActs(admin, id)).toMatchObject([
      {
        kind: "question.restored",
        changes: expect.arrayContaining([{ field: "hidden", before: "true", after: "false" }]),
      },
      {
        kind: "question.hidden",
        ...by(),
        changes: [
          { field: "hidden", before: "false", after: "true" },
          { field: "reason", before: "", after: "Advertising" },
        ],
      },
    ]);
  });
});
