import { killEverywhere } from "./kill-at-every-message.ts";

killEverywhere({
  place: {
    before: [],
    request: () => "",
    status: "pending",
    takes: { reserved: 1, sold: 0 },
    keptMinor: () => 0,
  },
  pay: {
    before: [""],
    request: (id) => `/${id}/pay`,
    status: "paid",
    takes: { reserved: 0, sold: 1 },
    keptMinor: (totalMinor) => totalMinor,
  },
  "extend a hold": {
    before: [""],
    request: (id) => `/${id}/extend-hold`,
    status: "pending",
    takes: { reserved: 1, sold: 0 },
    keptMinor: () => 0,
  },
});
