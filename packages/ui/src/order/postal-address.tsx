import { countryName } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";

type Props = {
  readonly address: NonNullable<OrderView["address"]>;
  readonly className?: string;
};

/** Where an order goes, as on a parcel. Each part keeps its own direction of writing. */
export function PostalAddress({ address, className }: Props) {
  return (
    <address className={className === undefined ? "postal-address" : `postal-address ${className}`}>
      <bdi>{address.firstName}</bdi> <bdi>{address.lastName}</bdi>
      <br />
      <bdi>{address.street}</bdi>
      <br />
      <bdi>{address.postcode}</bdi> <bdi>{address.town}</bdi>, {countryName(address.country)}
    </address>
  );
}
