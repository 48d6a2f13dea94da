/** The words of the page "Who holds what". */
export const holdersCopy = {
  none: "Nothing is on hold.",
  noneWhy: "Whoever checks out and has not paid yet appears here.",
  people: "People and guests",
  peopleNote: "Most pieces first. A hold is ended on the page of its order.",
  peopleTable: "People and guests by pieces on hold",
  addresses: "Addresses",
  addressesNote: "Everybody behind one address together",
  addressesTable: "Addresses by pieces on hold",
  columns: { who: "Who", pieces: "Pieces", holds: "Holds", ends: "Last ends", orders: "Orders" },

  /** The noun of a count, for narrow screens, where the column headers are hidden. */
  piecesUnit: (pieces: number) => (pieces === 1 ? "piece" : "pieces"),
  holdsUnit: (holds: number) => (holds === 1 ? "hold" : "holds"),
} as const;
