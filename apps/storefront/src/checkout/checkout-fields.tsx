"use client";

import { COUNTRIES, type Country, countryName } from "@scarlet/domain/kernel";
import { Notice } from "@scarlet/ui/feedback/notice";
import { SelectField, TextField } from "@scarlet/ui/forms/field";
import { RadioList } from "@scarlet/ui/forms/radio-list";
import { CardIcon } from "@scarlet/ui/layout/drawings";
import { Price } from "@scarlet/ui/product/price";
import type { ReactNode } from "react";
import { checkoutCopy } from "../copy/checkout.ts";
import type { CheckoutForm, Errors, FieldName } from "./form-rules.ts";

type Props = {
  readonly form: CheckoutForm;
  readonly errors: Errors;
  readonly onChange: (change: Partial<CheckoutForm>) => void;
  /** A field was left: it may be judged now. */
  readonly onLeave: (name: FieldName) => void;
};

function bind(name: FieldName, { form, errors, onChange, onLeave }: Props) {
  return {
    id: name,
    label: checkoutCopy.labels[name],
    value: form[name],
    error: errors[name],
    required: true,
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    onBlur: () => onLeave(name),
  };
}

function Panel({
  number,
  title,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="panel" aria-labelledby={`panel-${number}`}>
      <div className="panel-head">
        <span className="figure" aria-hidden="true">
          {number}
        </span>
        <h2 className="heading" id={`panel-${number}`}>
          {title}
        </h2>
      </div>
      {children}
    </section>
  );
}

export function ContactPanel(props: Props) {
  return (
    <Panel number={1} title={checkoutCopy.contact.title}>
      <div className="fields">
        <TextField
          {...bind("email", props)}
          type="email"
          autoComplete="email"
          maxLength={254}
          hint={checkoutCopy.contact.emailHint}
        />
      </div>
    </Panel>
  );
}

export function AddressPanel(props: Props) {
  const { form, onChange } = props;
  return (
    <Panel number={2} title={checkoutCopy.address.title}>
      <div className="fields">
        <TextField {...bind("firstName", props)} span="half" autoComplete="given-name" maxLength={100} />
        <TextField {...bind("lastName", props)} span="half" autoComplete="family-name" maxLength={100} />
        <TextField {...bind("street", props)} autoComplete="street-address" maxLength={200} />
        <TextField {...bind("postcode", props)} span="third" autoComplete="postal-code" maxLength={12} />
        <TextField {...bind("town", props)} span="rest" autoComplete="address-level2" maxLength={100} />
        <SelectField
          id="country"
          label={checkoutCopy.address.country}
          autoComplete="country"
          value={form.country}
          onChange={(event) => onChange({ country: event.target.value as Country })}
        >
          {COUNTRIES.map((code) => (
            <option key={code} value={code}>
              {countryName(code)}
            </option>
          ))}
        </SelectField>
      </div>
    </Panel>
  );
}

export function DeliveryPanel({
  form,
  onChange,
  standardMinor,
  expressMinor,
}: Pick<Props, "form" | "onChange"> & { readonly standardMinor: number; readonly expressMinor: number }) {
  const { delivery: words } = checkoutCopy;
  return (
    <Panel number={3} title={words.title}>
      <RadioList
        name="delivery"
        label={words.title}
        chosen={form.delivery}
        onChoose={(delivery) => onChange({ delivery })}
        choices={[
          {
            value: "standard",
            ...words.standard,
            end: standardMinor === 0 ? words.free : <Price amountMinor={standardMinor} />,
          },
          {
            value: "express",
            ...words.express,
            end: <Price amountMinor={expressMinor} />,
          },
        ]}
      />
    </Panel>
  );
}

export function PaymentPanel(props: Props & { readonly children: ReactNode }) {
  const { title, demo } = checkoutCopy.payment;
  return (
    <Panel number={4} title={title}>
      <Notice kind="plain" icon={CardIcon} title={demo.title} still>
        {demo.text}
      </Notice>
      <div className="fields">
        <TextField
          {...bind("cardNumber", props)}
          inputMode="numeric"
          autoComplete="cc-number"
          maxLength={23}
        />
        <TextField
          {...bind("cardExpiry", props)}
          span="half keep"
          autoComplete="cc-exp"
          placeholder={checkoutCopy.cardExpiryExample}
          maxLength={7}
        />
        <TextField
          {...bind("cardCode", props)}
          span="half keep"
          inputMode="numeric"
          autoComplete="cc-csc"
          maxLength={4}
        />
      </div>
      {props.children}
    </Panel>
  );
}
