import type { ProductView, SkuView } from "@scarlet/domain/catalog";
import { swatchColour } from "@scarlet/ui/art/swatch";
import type { OptionChoice } from "@scarlet/ui/product/option-picker";

type Options = Readonly<Record<string, string>>;

/** The SKU that has exactly these options; else the first that has the option that was chosen last. */
export function skuWith(
  skus: readonly SkuView[],
  present: Options,
  name: string,
  value: string,
): SkuView | undefined {
  const wanted = { ...present, [name]: value };
  const exact = skus.find(({ options }) =>
    Object.entries(wanted).every(([key, wish]) => options[key] === wish),
  );
  return exact ?? skus.find(({ options }) => options[name] === value);
}

export type OptionGroup = {
  readonly name: string;
  readonly chosen: string;
  readonly choices: OptionChoice[];
};

/** The product's options as pickers show them. A value is sold out when it is with what else is chosen. */
export function optionGroupsOf(
  product: Pick<ProductView, "options" | "skus">,
  chosen: SkuView,
): OptionGroup[] {
  return product.options.map(({ name, values }, index) => ({
    name,
    chosen: chosen.options[name] ?? "",
    choices: values.map((value) => {
      const sku = skuWith(product.skus, chosen.options, name, value);
      return {
        value,
        // The first option is the one that pictures show.
        colour: index === 0 && sku !== undefined ? swatchColour(sku.art) : undefined,
        soldOut: (sku?.availableStock ?? 0) <= 0,
      };
    }),
  }));
}

/** What can still be had when the chosen SKU is gone: values of the first option, by name. */
export function stillHere(product: Pick<ProductView, "options" | "skus">, chosen: SkuView): string[] {
  const name = product.options[0]?.name;
  if (name === undefined) return [];
  const names = product.skus
    .filter(({ sku, availableStock }) => sku !== chosen.sku && availableStock > 0)
    .map(({ options }) => options[name])
    .filter((value) => value !== undefined && value !== chosen.options[name]);
  return [...new Set(names)].filter((value) => value !== undefined);
}
