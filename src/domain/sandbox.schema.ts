import { z } from "zod";
import { Id } from "./text.schema";

/** A sandbox: what requests about it need. */
export const Sandbox = z
  .object({
    id: Id,
    email: z.string(),
    password: z.string(),
    /** Of a login of the account. */
    accessToken: z.string(),
    /** Of the same login, and no longer valid. */
    expiredToken: z.string(),
    /** An order that can be cancelled. */
    orderId: Id,
    /** An order that is on its way. */
    shippedOrderId: Id,
    /** An order of another user. */
    strangersOrderId: Id,
    /** A product that is in stock. */
    productId: Id,
    productName: z.string(),
    priceCents: z.number().int(),
    expiresAt: z.date(),
  })
  .meta({
    id: "Sandbox",
    examples: [
      {
        id: "s4n7b2x9k5m8q3v6c4w7t2hz",
        email: "m8k3v9q2m7c4r8t5w6z4b6n2@sandbox.invalid",
        password: "q7w4e9r2t5y8u3p6a9s4d7f2",
        accessToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiJ4In0.signature",
        expiredToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzaWQiOiJ4In0.signature",
        orderId: "xk3v9q2m7c1r8t5w0z4b6n2d",
        shippedOrderId: "yk3v9q2m7c1r8t5w0z4b6n2d",
        strangersOrderId: "zk3v9q2m7c1r8t5w0z4b6n2d",
        productId: "p7d2k9x4m1q8s5v0c3w6t9bz",
        productName: "Brass Pen",
        priceCents: 3400,
        expiresAt: "2026-03-04T14:25:00.000Z",
      },
    ],
  });
export type Sandbox = z.output<typeof Sandbox>;
