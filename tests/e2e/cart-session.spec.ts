/** The cart around signing in and out. */
import { addToCart } from "./shop-story";
import { expect, openAccountMenu, signIn, signUp, test } from "./story";

test("a visitor's cart moves to the user who signs in, and nobody else sees it", async ({ page }) => {
  const cart = (name: string) => page.getByRole("link", { name, exact: true });
  await addToCart(page, "Cedar Graphite Pencil");
  const email = await signUp(page);
  await page.goto("/products");
  await expect(cart("Cart, 1")).toBeVisible();
  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(cart("Cart")).toBeVisible();

  await signUp(page);
  await page.goto("/cart");
  await expect(page.getByText("Your cart is empty")).toBeVisible();
  await signIn(page, email, "a long password");
  await page.goto("/cart");
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("Cedar Graphite Pencil");
});
