/** A user's sign-in methods: export and erasure. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { SignInMethodExport } from "@/domain/personal-data.schema";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal, makeSignInMethod, PASSWORD } from "../setup/factories";
import { readSection } from "../setup/pages";

const methodsOf = ({ userId }: { userId: string }) => db.signInMethod.findMany({ where: { userId } });

describe("personal data", () => {
  it("the export has the user's methods, and none of others", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    await makeSignInMethod(user, { subject: "first" });
    await makeSignInMethod(user, { subject: "second", email: "jo@example.test" });
    await makeSignInMethod(other);
    const rows = (await readSection(user, "signInMethods")).map((it) => SignInMethodExport.strict().parse(it));
    expect(rows.map(({ subject, email }) => [subject, email])).toEqual([
      ["second", "jo@example.test"],
      ["first", null],
    ]);
  });

  it("the deletion of the account frees the methods for another account", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    const { issuer, subject } = await makeSignInMethod(user);
    await expect(makeSignInMethod(other, { issuer, subject })).rejects.toThrow();
    await callerOf(user).account.delete({ currentPassword: PASSWORD, confirm: DELETION_WORDS });
    expect(await methodsOf(user)).toEqual([]);
    await makeSignInMethod(other, { issuer, subject });
  });
});
