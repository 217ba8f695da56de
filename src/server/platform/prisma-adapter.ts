import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type Query = Parameters<Adapter["queryRaw"]>[0];
type Queryable = Pick<Adapter, "queryRaw" | "executeRaw">;

/** ISO 8601 as PostgreSQL reads it: without the sign before years of more than four digits. */
const toText = (time: unknown) => new Date(time as string).toISOString().replace(/^\+0?/, "");

/** Only columns with a zone, and parameters of raw SQL, whose type is unknown. */
const isTime = ({ scalarType, dbType }: Query["argTypes"][number]) =>
  scalarType === "datetime" && (!dbType || dbType === "TIMESTAMPTZ");

function withZones(query: Query): Query {
  if (!query.argTypes.some(isTime)) return query;
  const args = query.args.map((arg, index) => {
    const type = query.argTypes[index];
    if (arg === null || !type || !isTime(type)) return arg;
    return Array.isArray(arg) ? arg.map(toText) : toText(arg);
  });
  const argTypes = query.argTypes.map((type) => (isTime(type) ? { ...type, scalarType: "string" as const } : type));
  return { ...query, args, argTypes };
}

function sendZones<Target extends Queryable>(target: Target): Target {
  const { queryRaw, executeRaw } = target;
  return Object.assign(target, {
    queryRaw: (query: Query) => queryRaw.call(target, withZones(query)),
    executeRaw: (query: Query) => executeRaw.call(target, withZones(query)),
  });
}

/**
 * Prisma's adapter, which sends times with their zone: without it, PostgreSQL takes them for times in the zone of the
 * session. DatabaseClient does the same for times that are read.
 */
export class ZonedPrismaPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const { startTransaction } = adapter;
    return Object.assign(sendZones(adapter), {
      startTransaction: async (...args: Parameters<typeof startTransaction>) =>
        sendZones(await startTransaction.apply(adapter, args)),
    });
  }
}
