/**
 * Demo accounts for development. Those that exist get the demo password again, and nothing else changes. In production or on a
 * remote database nothing is created, since the password is public.
 */
import { env } from "@/env";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import { db } from "@/server/platform/db";

const DEMO_PASSWORD = "roundtrip-demo";

const PEOPLE = [
  { email: "customer@example.com", name: "Robin Castle" },
  { email: "other@example.com", name: "Jo Okafor" },
  { email: "admin@example.com", name: "Alex Admin", role: "ADMIN" },
] as const;

const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(env().DATABASE_URL).hostname);
if (isLocal && env().NODE_ENV !== "production") {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const person of PEOPLE) {
    const where = { email: person.email };
    const user = await db.user.findUnique({ where });
    if (!user) await db.user.create({ data: { ...person, passwordHash, emailVerifiedAt: new Date() } });
    else if (!(await verifyPassword(user.passwordHash, DEMO_PASSWORD)))
      await db.user.update({ where, data: { passwordHash } });
  }
  console.log("Demo accounts are ready.");
} else {
  console.log("Demo accounts are only created on a local development database.");
}
await db.$disconnect();
