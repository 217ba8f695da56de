export { GET } from "@/app/api/trpc/[trpc]/route";
