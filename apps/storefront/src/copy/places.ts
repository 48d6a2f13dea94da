/** What pages are called, and the words of the ways that lead to them from several rooms. */
export const placesCopy = {
  home: "Home",
  everything: "Everything",
  search: "Search",
  cart: "Cart",
  viewCart: "View cart",
  checkout: "Checkout",
  yourOrders: "Your orders",
  signIn: "Sign in",
  makeAccount: "Make an account",
  forgotPassword: "A new password",
  resetPassword: "Set a new password",
  howWeCount: "How we count",
  backToShop: "Back to the shop",
  seeWhatIsHere: "See what is here",
} as const;
