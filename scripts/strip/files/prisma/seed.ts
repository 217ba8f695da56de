/**
 * Demo accounts for development. Existing rows are kept, so a second run changes nothing. In production or on a remote
 * database nothing is created, since the demo password is public.
 */
import { env } from "@/env";
import { hashPassword } from "@/server/auth/password";
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
  const data = PEOPLE.map((person) => ({ ...person, passwordHash, emailVerifiedAt: new Date() }));
  await db.user.createMany({ data, skipDuplicates: true });
  console.log("Demo accounts are ready.");
} else {
  console.log("Demo accounts are only created on a local development database.");
}
await db.$disconnect();
