/** The checkout page: its panels, fields and what is wrong with them. The hold: `hold.ts`; the money: `payment.ts`. */
export const checkoutCopy = {
  heldForYou: "Held for you",
  wasHeldForYou: "Was held for you",
  yourOrder: "Your order",
  contact: { title: "Contact", emailHint: "For the receipt and the parcel. Nothing else." },
  address: { title: "Address", country: "Country" },
  labels: {
    email: "Email",
    firstName: "First name",
    lastName: "Last name",
    street: "Street and number",
    postcode: "Postcode",
    town: "Town",
    cardNumber: "Card number",
    cardExpiry: "Expires",
    cardCode: "Code",
  },
  cardExpiryExample: "MM / YY",
  delivery: {
    title: "Delivery",
    standard: { title: "To your door", text: "In two or three days" },
    express: { title: "Tomorrow before noon", text: "Order before 17:00" },
    free: "Free",
  },
  payment: {
    title: "Payment",
    demo: {
      title: "This is a demo shop.",
      text: "Use the test card 4242 4242 4242 4242, any future date, any code. No money moves.",
    },
    hint: "You pay for what is held for you. If anything goes wrong, the money goes back by itself.",
  },
  missing: {
    email: "We need an address to send the receipt to.",
    firstName: "We need a first name for the parcel.",
    lastName: "We need a last name for the parcel.",
    street: "We need to know where the parcel goes.",
    town: "We need the town.",
  },
  wrong: {
    cardNumber: "A card number has 12 to 19 digits.",
    cardExpiry: "Write the month and the year like 11 / 29.",
    cardExpired: "This card has expired.",
    cardCode: "The code has three or four digits.",
  },
} as const;
