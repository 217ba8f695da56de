/** Every request also passes what the project does before its endpoints. */
export { register } from "@/instrumentation";
