"use client";

import { COUNTRIES, type Country, countryName } from "@scarlet/domain/kernel";
import { Notice } from "@scarlet/ui/feedback/notice";
import { Field, SelectField } from "@scarlet/ui/forms/field";
import { RadioList } from "@scarlet/ui/forms/radio-list";
import { Price } from "@scarlet/ui/product/price";
import type { ReactNode } from "react";
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
    <Panel number={1} title="Contact">
      <div className="fields">
        <Field
          {...bind("email", props)}
          label="Email"
          type="email"
          autoComplete="email"
          maxLength={254}
          hint="For the receipt and the parcel. Nothing else."
        />
      </div>
    </Panel>
  );
}

export function AddressPanel(props: Props) {
  const { form, onChange } = props;
  return (
    <Panel number={2} title="Address">
      <div className="fields">
        <Field
          {...bind("firstName", props)}
          label="First name"
          span="half"
          autoComplete="given-name"
          maxLength={100}
        />
        <Field
          {...bind("lastName", props)}
          label="Last name"
          span="half"
          autoComplete="family-name"
          maxLength={100}
        />
        <Field
          {...bind("street", props)}
          label="Street and number"
          autoComplete="street-address"
          maxLength={200}
        />
        <Field
          {...bind("postcode", props)}
          label="Postcode"
          span="third"
          autoComplete="postal-code"
          maxLength={12}
        />
        <Field
          {...bind("town", props)}
          label="Town"
          span="rest"
          autoComplete="address-level2"
          maxLength={100}
        />
        <SelectField
          id="country"
          label="Country"
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
  return (
    <Panel number={3} title="Delivery">
      <RadioList
        name="delivery"
        label="Delivery"
        chosen={form.delivery}
        onChoose={(delivery) => onChange({ delivery })}
        choices={[
          {
            value: "standard",
            title: "To your door",
            text: "In two or three days",
            end: standardMinor === 0 ? "Free" : <Price amountMinor={standardMinor} />,
          },
          {
            value: "express",
            title: "Tomorrow before noon",
            text: "Order before 17:00",
            end: <Price amountMinor={expressMinor} />,
          },
        ]}
      />
    </Panel>
  );
}

export function PaymentPanel(props: Props & { readonly children: ReactNode }) {
  return (
    <Panel number={4} title="Payment">
      <Notice kind="plain" icon="card" title="This is a demo shop." still>
        Use the test card 4242 4242 4242 4242, any future date, any code. No money moves.
      </Notice>
      <div className="fields">
        <Field
          {...bind("cardNumber", props)}
          label="Card number"
          inputMode="numeric"
          autoComplete="cc-number"
          maxLength={23}
        />
        <Field
          {...bind("cardExpiry", props)}
          label="Expires"
          span="half keep"
          autoComplete="cc-exp"
          placeholder="MM / YY"
          maxLength={7}
        />
        <Field
          {...bind("cardCode", props)}
          label="Code"
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
