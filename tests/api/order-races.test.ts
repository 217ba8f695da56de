import { describeRaces } from "./order-races";

describeRaces("parallel calls");
