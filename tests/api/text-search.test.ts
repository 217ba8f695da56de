/** Searches in text of all scripts, on a database whose locale folds ASCII only. */
import { describe, expect, it } from "vitest";
import { callerOf, makePrincipal, makeUser } from "../setup/factories";

const makeAdmin = async () => callerOf(await makePrincipal({ role: "ADMIN" }));

describe("search", () => {
  it.each([
    ["Ärmelschoner", "ärmel"],
    ["Kaffeemühle", "MÜHLE"],
    ["Kaffeemühle", "mu\u0308hle"],
    ["Ёлочка", "ёлоч"],
    ["Ελληνικός", "ΕΛΛΗΝ"],
  ])("the user %s is found by %j", async (name, search) => {
    const { id } = await makeUser({ name });
    expect((await (await makeAdmin()).admin.user.list({ search })).items.map((it) => it.id)).toContain(id);
  });

  it("a name that was typed with combining marks is stored composed", async () => {
    const { account } = await makeAdmin();
    expect((await account.update({ name: "Jo\u0308rg" })).name).toBe("J\u00f6rg");
  });

  it("an administrator finds a user by name and by an international email", async () => {
    const { admin } = await makeAdmin();
    const { id } = await makeUser({ name: "Özge Ünal", email: "ozge@xn--nal-goa.example" });
    for (const search of ["özge", "ÜNAL", "@ünal.example", "OZGE@ÜNAL.example"]) {
      expect((await admin.user.list({ search })).items.map((it) => it.id)).toEqual([id]);
    }
  });
});
