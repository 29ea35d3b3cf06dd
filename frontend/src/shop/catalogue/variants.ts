import type { ProductDetail, Variant } from "../types";

export type Choice = Readonly<Record<string, string>>;

const fits = (variant: Variant, choice: Choice) =>
  Object.entries(choice).every(([name, value]) => variant.options[name] === value);

/** The one variant of a complete choice. */
export function chosenVariant(product: ProductDetail, choice: Choice): Variant | null {
  if (product.options.some((option) => !choice[option.name])) return null;
  return product.variants.find((variant) => fits(variant, choice)) ?? null;
}

/** Whether a value can be had with what else is chosen. */
export function available(product: ProductDetail, choice: Choice, name: string, value: string): boolean {
  return product.variants.some((variant) => variant.stock > 0 && fits(variant, { ...choice, [name]: value }));
}
